/*
 * The lists of one tree after another: what changed in the tree is told, and the texts that a file
 * holds are compiled again where the file changed, or what it depends on did. What comes out is
 * plain events, file by file; what they mean for a list is decided elsewhere (observe.h). Knows no
 * git: blobs come from a reader.
 */
#ifndef TOLC_HISTORY_SNAPSHOT_H
#define TOLC_HISTORY_SNAPSHOT_H

#include "history/index/heap.h"
#include "history/repo/ignore.h"
#include "history/repo/repo.h"
#include "history/repo/tree.h"

#define BLOB_MAX_SIZE SOURCE_MAX_SIZE /* a larger file is never read, and so unreadable */

struct blob {
	struct str bytes; /* borrowed until the next read */
	bool too_large;
	size_t expected; /* how large the file was last, as told to the reader; 0: not known */
};

struct blob_reader {
	void *data;
	enum repo_status (*read)(void *data, struct blob *out, struct str path, const uint8_t *oid,
				 struct repo_error *error);
};

/* A file whose texts were read anew; texts 0: it holds none, or is gone. */
struct file_event {
	uint32_t commit;
	uint32_t path;	/* place of a string */
	uint32_t texts; /* place of an array of places */
	uint8_t blob[OID_SIZE];
};

/* What must be kept of a file to go on from a tree without reading it. */
struct file_row {
	uint32_t path;	   /* place of a string */
	uint32_t declares; /* place of an array of a name's place and 8 words of digest */
	uint32_t needs;	   /* place of an array of names' places */
	uint32_t list_count;
	uint8_t oid[OID_SIZE];
	uint8_t kind; /* enum file_kind */
	uint8_t covered;
	uint8_t too_large;
	uint8_t unused;
};

struct tracked;

struct snapshot {
	struct mem *mem;
	struct arena arena;  /* paths and names: what is seen once stays */
	struct arena commit; /* bytes of the files that one commit changes */
	struct map files;    /* path -> struct tracked */
	struct map units;    /* name -> struct unit */
	struct ignore ignore;
	struct text_compiler *compiler;
	struct blob_reader reader;
	struct heap heap; /* of the events */
	VEC(struct file_event) events;
	VEC(struct tracked *) touched;
	VEC(struct tracked *) marked;
	VEC(struct unit *) changed;
	VEC(struct tracked *) needed; /* the file that is being compiled, then what it needs */
	size_t compiled;	      /* how many files were */
};

void snapshot_init(struct snapshot *snapshot, struct mem *mem, struct text_compiler *compiler,
		   struct blob_reader reader);
/* The compiler is not freed. */
void snapshot_fini(struct snapshot *snapshot);
/* As struct tree_sink wants it; data is the snapshot. */
void snapshot_change(void *data, struct str path, enum file_kind kind, const uint8_t *oid);
/* What was changed is where things start from: no texts are read. */
enum repo_status snapshot_start(struct snapshot *snapshot, struct repo_error *error);
/* What was changed is one commit. */
enum repo_status snapshot_settle(struct snapshot *snapshot, uint32_t commit,
				 struct repo_error *error);

/* A file as snapshot_save wrote it; before any change. */
void snapshot_load(struct snapshot *snapshot, struct heap_view view, const struct file_row *row);
/* After all files: what their .tolignore files say. */
enum repo_status snapshot_load_rules(struct snapshot *snapshot, struct repo_error *error);
/* One row for each file of the tree, in order of first sight. */
void snapshot_save(const struct snapshot *snapshot, struct heap *heap,
		   void (*add)(void *data, const struct file_row *row), void *data);
/* The files of the tree that declare anything, by path; the array is borrowed from the arena. */
struct text_file *snapshot_declaring(const struct snapshot *snapshot, struct arena *arena,
				     size_t *count);

#endif
