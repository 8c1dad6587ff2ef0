/*
 * A file is a header, the hot sections, the cold sections, each at a multiple of 64 bytes, in the
 * layout of this machine: the name of a file covers the sizes of all rows.
 */
#include "history/index.h"

#include "base/hash.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define INDEX_FORMAT 3
#define INDEX_ALIGN  64
#define INDEX_KEEP   8 /* files of other heads that may stay */

enum part { PART_HOT, PART_COLD };

struct file_section {
	uint64_t offset;
	uint64_t count;
};

struct file_header {
	char magic[8];
	uint64_t file_size;
	uint64_t cold_offset;
	uint64_t sums[2]; /* by enum part */
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

struct section_info {
	size_t item_size;
	enum part part;
};

static const struct section_info infos[] = {
#define SECTION(name, type, part) {sizeof(type), PART_##part},
	SECTIONS(SECTION)
#undef SECTION
};

/* ---- sums ---- */

struct sum {
	uint64_t lanes[4];
};

#define SUM_START ((struct sum){{1, 2, 3, 4}})

static uint64_t sum_mix(uint64_t lane, uint64_t word)
{
	lane = (lane ^ word) * UINT64_C(0x9e3779b97f4a7c15);
	return lane << 29 | lane >> 35;
}

/* size: a multiple of 32. Not against malice: who can write here can write the repository. As
 * variables the lanes stay in registers; an array would not. */
static void sum_add(struct sum *sum, const void *bytes, size_t size)
{
	uint64_t a = sum->lanes[0], b = sum->lanes[1], c = sum->lanes[2], d = sum->lanes[3];
	const char *end = (const char *)bytes + size;
	for (const char *at = bytes; at < end; at += sizeof(*sum)) {
		a = sum_mix(a, load_8(at));
		b = sum_mix(b, load_8(at + 8));
		c = sum_mix(c, load_8(at + 16));
		d = sum_mix(d, load_8(at + 24));
	}
	*sum = (struct sum){{a, b, c, d}};
}

static uint64_t sum_end(const struct sum *sum)
{
	uint64_t end = 0;
	for (int i = 0; i < 4; i++)
		end = sum_mix(end, sum->lanes[i]);
	return end ^ end >> 32;
}

static uint64_t header_sum(const struct file_header *header)
{
	struct sum sum = SUM_START;
	char bytes[(sizeof(*header) + 31) / 32 * 32] = {0};
	memcpy(bytes, header, offsetof(struct file_header, sum));
	sum_add(&sum, bytes, sizeof(bytes));
	return sum_end(&sum);
}

static size_t align(size_t size)
{
	return (size + INDEX_ALIGN - 1) / INDEX_ALIGN * INDEX_ALIGN;
}

/* ---- finding ---- */

void index_init(struct index *index, struct mem *mem)
{
	*index = (struct index){.mem = mem, .writing = -1};
	buf_init(&index->folder, mem);
}

void index_unload(struct index *index)
{
	for (uint32_t i = 0; i < index->count; i++)
		munmap(index->files[i].bytes, index->files[i].size);
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
	buf_add_bytes(&text, infos, sizeof(infos));
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
		offset += align(section->count * infos[i].item_size);
	}
	return offset == size && header->cold_offset == header->sections[SECTION_sides].offset;
}

static bool part_sound(const struct index_file *file, enum part part)
{
	const struct file_header *header = file->bytes;
	uint64_t from = part == PART_HOT ? align(sizeof(*header)) : header->cold_offset;
	uint64_t to = part == PART_HOT ? header->cold_offset : header->file_size;
	struct sum sum = SUM_START;
	sum_add(&sum, (const char *)file->bytes + from, to - from);
	return sum_end(&sum) == header->sums[part];
}

static void segment_point(struct index_file *file)
{
	const struct file_header *header = file->bytes;
	struct segment *segment = &file->segment;
	const char *bytes = file->bytes;
	segment->first_commit = header->first_commit;
	segment->first_name = header->first_name;
	memcpy(segment->tree, header->tree, OID_SIZE);
#define SECTION(name, type, part)                                                                  \
	segment->name = (const type *)(const void *)(bytes +                                       \
						     header->sections[SECTION_##name].offset);     \
	segment->name##_count = (uint32_t)header->sections[SECTION_##name].count;
	SECTIONS(SECTION)
#undef SECTION
}

static bool file_map(struct index *index, struct index_file *file, const uint8_t *head)
{
	struct buf path;
	struct stat st;
	buf_init(&path, index->mem);
	file_path(&path, index, head);
	int fd = open(path.ptr, O_RDONLY | O_CLOEXEC);
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
	memcpy(file->head, head, OID_SIZE);
	if (header_sound(index, file->bytes, file->size, head) && part_sound(file, PART_HOT)) {
		segment_point(file);
		return true;
	}
	munmap(file->bytes, file->size);
	return false;
}

static void files_reverse(struct index *index)
{
	for (uint32_t i = 0, k = index->count; i + 1 < k; i++) {
		struct index_file kept = index->files[i];
		index->files[i] = index->files[--k];
		index->files[k] = kept;
	}
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

bool index_load(struct index *index, const uint8_t *head)
{
	static const uint8_t none[OID_SIZE];
	uint8_t next[OID_SIZE];
	memcpy(next, head, OID_SIZE);
	do {
		/* One place stays free for what is read now, one for the work tree. */
		if (index->count == SEGMENTS_MAX - 2 ||
		    !file_map(index, &index->files[index->count], next)) {
			index_unload(index);
			return false;
		}
		const struct file_header *header = index->files[index->count++].bytes;
		memcpy(next, header->below, OID_SIZE);
	} while (memcmp(next, none, OID_SIZE) != 0);
	files_reverse(index);
	if (!files_fit(index))
		index_unload(index);
	return index->count > 0;
}

bool index_check(const struct index *index)
{
	for (uint32_t i = 0; i < index->count; i++)
		if (!part_sound(&index->files[i], PART_COLD))
			return false;
	return true;
}

/* ---- writing ---- */

struct writer {
	struct index *index;
	struct file_header header;
	struct sum sums[2];
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

static void section_put(struct writer *writer, enum section section, const void *items,
			uint32_t count)
{
	char tail[INDEX_ALIGN] = {0};
	struct sum *sum = &writer->sums[infos[section].part];
	size_t size = count * infos[section].item_size, whole = size / INDEX_ALIGN * INDEX_ALIGN;
	if (whole) {
		sum_add(sum, items, whole);
		writer_put(writer, items, whole);
	}
	if (size == whole)
		return;
	memcpy(tail, (const char *)items + whole, size - whole);
	sum_add(sum, tail, sizeof(tail));
	writer_put(writer, tail, sizeof(tail));
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
#define SECTION(name, type, part)                                                                  \
	header->sections[SECTION_##name] = (struct file_section){offset, segment->name##_count};   \
	offset += align(segment->name##_count * sizeof(type));
	SECTIONS(SECTION)
#undef SECTION
	header->file_size = offset;
	header->cold_offset = header->sections[SECTION_sides].offset;
}

/* The header comes last, for it holds the sums; until then its place holds zeroes. */
static void writer_run(struct writer *writer, const struct segment *segment)
{
	struct file_header *header = &writer->header;
	char blank[(sizeof(*header) + INDEX_ALIGN - 1) / INDEX_ALIGN * INDEX_ALIGN] = {0};
	writer_put(writer, blank, sizeof(blank));
#define SECTION(name, type, part)                                                                  \
	section_put(writer, SECTION_##name, segment->name, segment->name##_count);
	SECTIONS(SECTION)
#undef SECTION
	for (int i = 0; i < 2; i++)
		header->sums[i] = sum_end(&writer->sums[i]);
	header->sum = header_sum(header);
	writer->failed |= lseek(writer->index->writing, 0, SEEK_SET) != 0;
	writer_put(writer, header, sizeof(*header));
	writer->failed |= fsync(writer->index->writing) != 0;
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
	struct writer writer = {.index = index, .sums = {SUM_START, SUM_START}};
	struct buf path;
	if (index->folder.len == 0)
		return;
	buf_init(&writer.path, index->mem);
	buf_init(&path, index->mem);
	file_path(&path, index, head);
	buf_add(&writer.path, buf_str(&index->folder));
	buf_add(&writer.path, STR("new-XXXXXX"));
	mkdir(index->folder.ptr, 0777);
	index->writing = mkstemp(writer.path.ptr);
	if (index->writing >= 0) {
		header_fill(&writer, segment, head, below);
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
	buf_fini(&path);
	buf_fini(&writer.path);
}
