/*
 * A file is a header, the sections, each at a multiple of 64 bytes, and a sum for each block of the
 * sections, in the layout of this machine: the name of a file covers the sizes of all rows.
 */
#include "history/index/index.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX_FORMAT 8
#define INDEX_ALIGN  BLOCK_UNIT
#define INDEX_KEEP   8 /* files of other heads that may stay */

struct file_section {
	uint64_t offset;
	uint64_t count;
};

struct file_header {
	char magic[8];
	uint64_t file_size;
	uint64_t sums_offset;
	uint64_t sums_sum;
	uint32_t first_commit;
	uint32_t first_name;
	uint8_t key[DIGEST_SIZE];
	uint8_t head[OID_SIZE];
	uint8_t below[OID_SIZE]; /* head of the segment that this one lies on; zeroes: none */
	uint8_t tree[OID_SIZE];
	uint8_t unused[4];
	struct file_section sections[SECTION_COUNT];
	uint64_t sum; /* of the header up to here */
};

static const char magic[8] = "tolcidx";

static const size_t item_sizes[] = {
#define SECTION(name, type) sizeof(type),
	SECTIONS(SECTION)
#undef SECTION
};

static size_t align(size_t size)
{
	return (size + INDEX_ALIGN - 1) / INDEX_ALIGN * INDEX_ALIGN;
}

/* How many bytes the sums of all blocks take. */
static size_t sums_size(const struct file_header *header)
{
	uint64_t size = header->sums_offset - align(sizeof(*header));
	return align(blocks_count(size) * sizeof(uint64_t));
}

static uint64_t header_sum(const struct file_header *header)
{
	struct block_sum sum = BLOCK_SUM_START;
	char bytes[(sizeof(*header) + 31) / 32 * 32] = {0};
	memcpy(bytes, header, offsetof(struct file_header, sum));
	block_sum_add(&sum, bytes, sizeof(bytes));
	return block_sum_end(&sum);
}

/* ---- finding ---- */

void index_init(struct index *index, struct mem *mem)
{
	*index = (struct index){.mem = mem, .writing = -1};
	buf_init(&index->folder, mem);
}

void index_unload(struct index *index)
{
	for (uint32_t i = 0; i < index->count; i++) {
		munmap(index->files[i].bytes, index->files[i].size);
		mem_free(index->mem, index->files[i].blocks.sound);
	}
	index->count = 0;
}

void index_fini(struct index *index)
{
	if (index->writing >= 0)
		close(index->writing);
	index->writing = -1;
	index_unload(index);
	VEC_FREE(index->mem, &index->heads);
	buf_fini(&index->folder);
}

/* What a file depends on besides its commit. */
static struct digest index_key(struct index *index, const struct digest *version)
{
	struct buf text;
	const uint32_t order = 0x01020304;
	buf_init(&text, index->mem);
	buf_add_int(&text, INDEX_FORMAT);
	buf_add_bytes(&text, &order, sizeof(order));
	buf_add_int(&text, (int64_t)BLOCK_SIZE);
	buf_add_bytes(&text, item_sizes, sizeof(item_sizes));
	buf_add_bytes(&text, version->bytes, DIGEST_SIZE);
	struct digest key = digest_of(buf_str(&text));
	buf_fini(&text);
	return key;
}

static void file_path(struct buf *out, const struct index *index, const uint8_t *head)
{
	buf_clear(out);
	buf_add(out, buf_str(&index->folder));
	buf_add_hex(out, head, OID_SIZE);
	buf_add_char(out, '-');
	buf_add_hex(out, index->key.bytes, 8);
}

static bool hex_read(uint8_t *out, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned byte;
		if (sscanf(text + 2 * i, "%2x", &byte) != 1)
			return false;
		out[i] = (uint8_t)byte;
	}
	return true;
}

/* Whether a name in the folder is that of a file of this index, and of which commit. */
static bool name_read(const struct index *index, uint8_t *head, const char *name)
{
	uint8_t key[8];
	return strlen(name) == 2 * OID_SIZE + 1 + 16 && name[2 * OID_SIZE] == '-' &&
	       hex_read(head, name, OID_SIZE) && hex_read(key, name + 2 * OID_SIZE + 1, 8) &&
	       memcmp(key, index->key.bytes, 8) == 0;
}

/* At most so many: the folder is kept small, but others may write to it too. */
enum { HEADS_MAX = 64 };

/* How long the chain of a file is, or 0. Believed only as an order in which to look. */
static uint32_t file_commit_count(int folder, const char *name)
{
	struct file_header header;
	int fd = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	bool whole = fd >= 0 && read(fd, &header, sizeof(header)) == (ssize_t)sizeof(header);
	if (fd >= 0)
		close(fd);
	return whole ? header.first_commit + (uint32_t)header.sections[SECTION_commits].count : 0;
}

static int head_compare(const void *left, const void *right)
{
	const struct index_head *a = left, *b = right;
	if (a->commit_count != b->commit_count)
		return a->commit_count > b->commit_count ? -1 : 1;
	return memcmp(a->oid, b->oid, OID_SIZE);
}

void index_find(struct index *index, struct str common_dir, const struct digest *version)
{
	struct index_head heads[HEADS_MAX];
	size_t count = 0;
	index->key = index_key(index, version);
	buf_add(&index->folder, common_dir);
	buf_add(&index->folder, STR("tolc/"));
	DIR *folder = opendir(index->folder.ptr);
	const struct dirent *entry;
	while (folder && count < HEADS_MAX && (entry = readdir(folder)) != NULL) {
		if (!name_read(index, heads[count].oid, entry->d_name))
			continue;
		heads[count++].commit_count = file_commit_count(dirfd(folder), entry->d_name);
	}
	if (folder)
		closedir(folder);
	qsort(heads, count, sizeof(*heads), head_compare);
	for (size_t i = 0; i < count; i++)
		VEC_PUSH(index->mem, &index->heads, heads[i]);
}

bool index_knows(const struct index *index, const uint8_t *head)
{
	for (size_t i = 0; i < index->heads.count; i++)
		if (memcmp(index->heads.items[i].oid, head, OID_SIZE) == 0)
			return true;
	return false;
}

void index_forget(struct index *index)
{
	index_unload(index);
	index->heads.count = 0;
}

/* ---- reading ---- */

static bool header_sound(const struct index *index, const struct file_header *header, size_t size,
			 const uint8_t *head)
{
	if (size < sizeof(*header) || memcmp(header->magic, magic, sizeof(magic)) != 0 ||
	    header_sum(header) != header->sum || header->file_size != size ||
	    memcmp(header->key, index->key.bytes, DIGEST_SIZE) != 0 ||
	    memcmp(header->head, head, OID_SIZE) != 0)
		return false;
	uint64_t offset = align(sizeof(*header));
	for (int i = 0; i < SECTION_COUNT; i++) {
		const struct file_section *section = &header->sections[i];
		if (section->offset != offset || section->count > UINT32_MAX)
			return false;
		offset += align(section->count * item_sizes[i]);
	}
	return header->sums_offset == offset && sums_size(header) == size - offset;
}

static bool sums_sound(const struct file_header *header)
{
	struct block_sum sum = BLOCK_SUM_START;
	block_sum_add(&sum, (const char *)header + header->sums_offset, sums_size(header));
	return block_sum_end(&sum) == header->sums_sum;
}

static void blocks_point(struct index *index, struct index_file *file)
{
	const struct file_header *header = file->bytes;
	const char *bytes = file->bytes;
	uint64_t from = align(sizeof(*header)), size = header->sums_offset - from;
	file->blocks = (struct blocks){
		.bytes = bytes + from,
		.size = size,
		.sums = (const uint64_t *)(const void *)(bytes + header->sums_offset),
		.sound = mem_zalloc(index->mem, blocks_count(size)),
		.alarm = index->alarm,
	};
}

static void segment_point(struct index_file *file)
{
	const struct file_header *header = file->bytes;
	struct segment *segment = &file->segment;
	const char *bytes = file->bytes;
	segment->first_commit = header->first_commit;
	segment->first_name = header->first_name;
	memcpy(segment->tree, header->tree, OID_SIZE);
#define SECTION(name, type)                                                                        \
	segment->name =                                                                            \
		(const type *)(const void *)(bytes + header->sections[SECTION_##name].offset);     \
	segment->name##_count = (uint32_t)header->sections[SECTION_##name].count;
	SECTIONS(SECTION)
#undef SECTION
}

/* Maps one more file, if it is sound. */
static bool file_map(struct index *index, const uint8_t *head)
{
	struct index_file *file = &index->files[index->count];
	struct buf path;
	struct stat st;
	buf_init(&path, index->mem);
	file_path(&path, index, head);
	int fd = open(path.ptr, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	buf_fini(&path);
	if (fd < 0)
		return false;
	file->bytes = MAP_FAILED;
	if (fstat(fd, &st) == 0 && st.st_size >= (off_t)sizeof(struct file_header)) {
		file->size = (size_t)st.st_size;
		file->bytes = mmap(NULL, file->size, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	close(fd);
	if (file->bytes == MAP_FAILED)
		return false;
	if (!header_sound(index, file->bytes, file->size, head) || !sums_sound(file->bytes)) {
		munmap(file->bytes, file->size);
		return false;
	}
	memcpy(file->head, head, OID_SIZE);
	file->blocks = (struct blocks){0};
	index->count++; /* from here on it is given back with the index, should memory run out */
	segment_point(file);
	blocks_point(index, file);
	return true;
}

static void files_reverse(struct index *index)
{
	for (uint32_t i = 0, k = index->count; i + 1 < k; i++) {
		struct index_file kept = index->files[i];
		index->files[i] = index->files[--k];
		index->files[k] = kept;
	}
	for (uint32_t i = 0; i < index->count; i++)
		index->files[i].segment.blocks = &index->files[i].blocks;
}

/* Whether each segment begins where the one below ends. */
static bool files_fit(const struct index *index)
{
	uint32_t commits = 0, names = 0;
	for (uint32_t i = 0; i < index->count; i++) {
		const struct segment *segment = &index->files[i].segment;
		if (segment->first_commit != commits || segment->first_name != names)
			return false;
		commits += segment->commits_count;
		names += segment->names_count;
	}
	return true;
}

static bool files_check(const struct index *index)
{
	bool sound = true;
	for (uint32_t i = 0; i < index->count; i++)
		sound = sound && blocks_check(&index->files[i].blocks);
	return sound;
}

bool index_load(struct index *index, const uint8_t *head)
{
	static const uint8_t none[OID_SIZE];
	uint8_t next[OID_SIZE];
	memcpy(next, head, OID_SIZE);
	do {
		/* One place stays free for what is read now, one for the work tree. */
		if (index->count == SEGMENTS_MAX - 2 || !file_map(index, next)) {
			index_unload(index);
			return false;
		}
		const struct file_header *header = index->files[index->count - 1].bytes;
		memcpy(next, header->below, OID_SIZE);
	} while (memcmp(next, none, OID_SIZE) != 0);
	files_reverse(index);
	if (!files_fit(index) || (!index->alarm.ring && !files_check(index)))
		index_unload(index);
	return index->count > 0;
}

void index_check(const struct index *index)
{
	if (!files_check(index))
		index->alarm.ring(index->alarm.data);
}

/* ---- writing ---- */

struct writer {
	struct index *index;
	struct file_header header;
	uint64_t *sums; /* as many as the header has room for */
	size_t sum_count;
	struct block_sum sum; /* of the block that is being written */
	size_t summed;	      /* bytes of it */
	struct buf path;
	bool failed;
};

static void writer_put(struct writer *writer, const void *bytes, size_t size)
{
	const char *from = bytes;
	while (size > 0 && !writer->failed) {
		ssize_t written = write(writer->index->writing, from, size);
		if (written < 0 && errno == EINTR)
			continue;
		writer->failed = written <= 0;
		from += written;
		size -= writer->failed ? 0 : (size_t)written;
	}
}

static void block_end(struct writer *writer)
{
	if (writer->summed)
		writer->sums[writer->sum_count++] = block_sum_end(&writer->sum);
	writer->sum = BLOCK_SUM_START;
	writer->summed = 0;
}

/* Whole units. */
static void units_put(struct writer *writer, const void *bytes, size_t size)
{
	const char *from = bytes;
	writer_put(writer, bytes, size);
	while (size > 0) {
		size_t room = BLOCK_SIZE - writer->summed, part = size < room ? size : room;
		block_sum_add(&writer->sum, from, part);
		writer->summed += part;
		if (writer->summed == BLOCK_SIZE)
			block_end(writer);
		from += part;
		size -= part;
	}
}

static void section_put(struct writer *writer, const void *items, size_t size)
{
	char tail[INDEX_ALIGN] = {0};
	size_t whole = size / INDEX_ALIGN * INDEX_ALIGN;
	if (whole)
		units_put(writer, items, whole);
	if (size == whole)
		return;
	memcpy(tail, (const char *)items + whole, size - whole);
	units_put(writer, tail, sizeof(tail));
}

static void sums_put(struct writer *writer)
{
	struct block_sum sum = BLOCK_SUM_START;
	size_t size = sums_size(&writer->header);
	block_sum_add(&sum, writer->sums, size);
	writer->header.sums_sum = block_sum_end(&sum);
	writer_put(writer, writer->sums, size);
}

static void header_fill(struct writer *writer, const struct segment *segment, const uint8_t *head,
			uint32_t below)
{
	const struct index *index = writer->index;
	struct file_header *header = &writer->header;
	uint64_t offset = align(sizeof(*header));
	memcpy(header->magic, magic, sizeof(magic));
	memcpy(header->key, index->key.bytes, DIGEST_SIZE);
	memcpy(header->head, head, OID_SIZE);
	memcpy(header->tree, segment->tree, OID_SIZE);
	if (below)
		memcpy(header->below, index->files[below - 1].head, OID_SIZE);
	header->first_commit = segment->first_commit;
	header->first_name = segment->first_name;
#define SECTION(name, type)                                                                        \
	header->sections[SECTION_##name] = (struct file_section){offset, segment->name##_count};   \
	offset += align(segment->name##_count * sizeof(type));
	SECTIONS(SECTION)
#undef SECTION
	header->sums_offset = offset;
	header->file_size = offset + sums_size(header);
	writer->sums = mem_zalloc(index->mem, sums_size(header));
}

/* The header comes last, for it holds the sums; until then its place holds zeroes. Nothing waits for
 * the disk: a file torn by a crash is betrayed by its sums, and is written anew. */
static void writer_run(struct writer *writer, const struct segment *segment)
{
	struct file_header *header = &writer->header;
	char blank[(sizeof(*header) + INDEX_ALIGN - 1) / INDEX_ALIGN * INDEX_ALIGN] = {0};
	writer_put(writer, blank, sizeof(blank));
#define SECTION(name, type)                                                                        \
	section_put(writer, segment->name, segment->name##_count * sizeof(type));
	SECTIONS(SECTION)
#undef SECTION
	block_end(writer);
	sums_put(writer);
	header->sum = header_sum(header);
	writer->failed |= lseek(writer->index->writing, 0, SEEK_SET) != 0;
	writer_put(writer, header, sizeof(*header));
}

struct old_file {
	char name[2 * OID_SIZE + 32];
	struct timespec changed;
};

static int old_compare(const void *left, const void *right)
{
	const struct timespec *a = &((const struct old_file *)left)->changed;
	const struct timespec *b = &((const struct old_file *)right)->changed;
	if (a->tv_sec != b->tv_sec)
		return a->tv_sec < b->tv_sec ? 1 : -1;
	return a->tv_nsec < b->tv_nsec ? 1 : a->tv_nsec > b->tv_nsec ? -1 : 0;
}

static bool is_below(const struct index *index, const char *name, const uint8_t *head,
		     uint32_t below)
{
	uint8_t named[OID_SIZE];
	if (!name_read(index, named, name))
		return false;
	bool is = memcmp(named, head, OID_SIZE) == 0;
	for (uint32_t i = 0; i < below; i++)
		is |= memcmp(named, index->files[i].head, OID_SIZE) == 0;
	return is;
}

/* Of what the new file does not need, the latest few stay: other branches may want them. */
static void folder_prune(struct index *index, const uint8_t *head, uint32_t below)
{
	struct old_file old[HEADS_MAX];
	size_t count = 0;
	DIR *folder = opendir(index->folder.ptr);
	const struct dirent *entry;
	while (folder && count < HEADS_MAX && (entry = readdir(folder)) != NULL) {
		struct stat st;
		if (entry->d_name[0] == '.' || strlen(entry->d_name) >= sizeof(old->name) ||
		    is_below(index, entry->d_name, head, below) ||
		    fstatat(dirfd(folder), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) != 0)
			continue;
		old[count].changed = st.st_mtim;
		strcpy(old[count++].name, entry->d_name);
	}
	qsort(old, count, sizeof(*old), old_compare);
	for (size_t i = INDEX_KEEP; i < count; i++)
		unlinkat(dirfd(folder), old[i].name, 0);
	if (folder)
		closedir(folder);
}

void index_save(struct index *index, const struct segment *segment, const uint8_t *head,
		uint32_t below)
{
	struct writer writer = {.index = index, .sum = BLOCK_SUM_START};
	struct buf path;
	if (index->folder.len == 0)
		return;
	buf_init(&writer.path, index->mem);
	buf_init(&path, index->mem);
	file_path(&path, index, head);
	buf_add(&writer.path, buf_str(&index->folder));
	buf_add(&writer.path, STR("new-XXXXXX"));
	header_fill(&writer, segment, head, below);
	mkdir(index->folder.ptr, 0777);
	index->writing = mkstemp(writer.path.ptr);
	if (index->writing >= 0) {
		writer_run(&writer, segment);
		/* Whoever may read the repository may read this. */
		fchmod(index->writing, 0444);
		close(index->writing);
		index->writing = -1;
		if (writer.failed || rename(writer.path.ptr, path.ptr) != 0)
			unlink(writer.path.ptr);
		else
			folder_prune(index, head, below);
	}
	mem_free(index->mem, writer.sums);
	buf_fini(&path);
	buf_fini(&writer.path);
}
