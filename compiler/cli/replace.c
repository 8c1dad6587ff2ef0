/*
 * Files written whole or not at all: a new file in the same folder, on the disk before it takes the
 * old one's place.
 */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int write_file(int file, const char *bytes, size_t length)
{
	int error = write_all(file, bytes, length);
	if (error != 0)
		return error;
	return fsync(file) == 0 ? 0 : errno;
}

/* The rename is only lasting once the folder is. */
static void sync_folder(const char *path)
{
	char *end = strrchr(path, '/');
	struct text folder = {NULL, 0, 0};
	text_add_bytes(&folder, path, (size_t)(end - path) + 1);
	int file = open(folder.bytes, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (file >= 0) {
		fsync(file);
		close(file);
	}
	text_free(&folder);
}

/* Owner as well where that is allowed; a file of somebody else's is otherwise left alone. */
static int keep_status(int file, const struct stat *status)
{
	if (status->st_uid != geteuid() && fchown(file, status->st_uid, status->st_gid) != 0)
		return errno;
	if (status->st_gid != getegid() && fchown(file, (uid_t)-1, status->st_gid) != 0)
		return errno;
	return fchmod(file, status->st_mode & 07777) == 0 ? 0 : errno;
}

static int replace_real(const char *path, const struct stat *status, const char *bytes,
			size_t length)
{
	struct text name = {NULL, 0, 0};
	text_add(&name, path);
	text_add(&name, ".XXXXXX");
	int file = mkstemp(name.bytes);
	int error = file < 0 ? errno : write_file(file, bytes, length);
	if (!error)
		error = keep_status(file, status);
	if (file >= 0 && close(file) != 0 && !error)
		error = errno;
	if (!error && rename(name.bytes, path) != 0)
		error = errno;
	if (error && file >= 0)
		unlink(name.bytes);
	if (!error)
		sync_folder(path);
	text_free(&name);
	return error;
}

int file_replace(const char *path, const char *bytes, size_t length)
{
	struct stat status;
	char *real = realpath(path, NULL);
	int error = 0;
	if (!real || stat(real, &status) != 0)
		error = errno;
	else if (!S_ISREG(status.st_mode))
		error = EINVAL;
	else if (access(real, W_OK) != 0)
		error = errno;
	if (!error)
		error = replace_real(real, &status, bytes, length);
	free(real);
	return error;
}

int file_create(const char *path, const char *bytes, size_t length)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (file < 0)
		return errno;
	int error = write_file(file, bytes, length);
	if (close(file) != 0 && !error)
		error = errno;
	if (error)
		unlink(path);
	return error;
}
