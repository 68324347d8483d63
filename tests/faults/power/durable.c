// Keeps, beside every file of the database, a copy of what was really made durable: what was written up to the last
// fsync of that file. After a kill these copies are what a loss of power would have left. While a file of the same name with
// ".fail" behind it is there, its fsync ends with EIO, and what it was to store is never stored by a later one: so does a
// disk whose error was reported once. Loaded by LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FILES 4096

// For each file descriptor, which of its bytes were written since the last fsync: from first to end.
static off_t first[FILES], end[FILES];

static int path_of(int fd, char *path) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, PATH_MAX - 16);
  if (length < 0) return 0;
  path[length] = 0;
  const char *name = strrchr(path, '/');
  return name && (!strcmp(name, "/natter.db") || !strcmp(name, "/natter.db-wal"));
}

static void note(int fd, off_t at, size_t size) {
  if (fd < 0 || fd >= FILES) return;
  if (end[fd] == 0 || at < first[fd]) first[fd] = at;
  if (at + (off_t)size > end[fd]) end[fd] = at + size;
}

static void copy_range(int from, int to, off_t at, off_t until) {
  static char bytes[1 << 16];
  ssize_t (*write_at)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
  while (at < until) {
    size_t wanted = until - at < (off_t)sizeof bytes ? (size_t)(until - at) : sizeof bytes;
    ssize_t got = pread(from, bytes, wanted, at);
    if (got <= 0) return;
    write_at(to, bytes, got, at);
    at += got;
  }
}

// The copy of a file. It begins as the file was before this program first wrote to it.
static int copy_of(int fd, off_t *size) {
  char path[PATH_MAX];
  struct stat now;
  if (fd < 0 || fd >= FILES || !path_of(fd, path) || fstat(fd, &now) != 0) return -1;
  *size = now.st_size;
  strcat(path, ".durable");
  int is_new = access(path, F_OK) != 0;
  int copy = open(path, O_RDWR | O_CREAT, 0600);
  if (copy >= 0 && is_new) copy_range(fd, copy, 0, now.st_size);
  return copy;
}

static void make_durable(int fd) {
  off_t size;
  int copy = copy_of(fd, &size);
  if (copy < 0) return;
  int (*cut)(int, off_t) = dlsym(RTLD_NEXT, "ftruncate64");
  copy_range(fd, copy, first[fd], end[fd]);
  cut(copy, size);
  close(copy);
  first[fd] = end[fd] = 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at) {
  ssize_t (*original)(int, const void *, size_t, off_t) = dlsym(RTLD_NEXT, "pwrite64");
  off_t before;
  int copy = fd >= 0 && fd < FILES && end[fd] == 0 ? copy_of(fd, &before) : -1;
  if (copy >= 0) close(copy);
  ssize_t written = original(fd, bytes, size, at);
  if (written > 0) note(fd, at, written);
  return written;
}

static int fails(int fd) {
  char path[PATH_MAX];
  if (fd < 0 || fd >= FILES || !path_of(fd, path)) return 0;
  strcat(path, ".fail");
  return access(path, F_OK) == 0;
}

static int synced(const char *function, int fd) {
  int (*original)(int) = dlsym(RTLD_NEXT, function);
  if (fails(fd)) {
    first[fd] = end[fd] = 0;
    errno = EIO;
    return -1;
  }
  int result = original(fd);
  if (result == 0) make_durable(fd);
  return result;
}

int fsync(int fd) { return synced("fsync", fd); }

int fdatasync(int fd) { return synced("fdatasync", fd); }
