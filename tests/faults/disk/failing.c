// A disk that stalls or fails when it is asked to make the database durable. While the folder that FAILING_DISK names
// has a file "stall", each fsync takes two seconds; while it has a file "fail", each ends with EIO. The file "syncs" in it
// gets a line for each: when it began and ended, in nanoseconds since 1970, and its result. Loaded by LD_PRELOAD.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int is_database(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  const char *name = strrchr(path, '/');
  return name && (!strcmp(name, "/natter.db") || !strcmp(name, "/natter.db-wal"));
}

static void in_folder(const char *name, char *path) {
  const char *folder = getenv("FAILING_DISK");
  snprintf(path, PATH_MAX, "%s/%s", folder ? folder : "", name);
}

static int is_told_to(const char *what) {
  char path[PATH_MAX];
  in_folder(what, path);
  return access(path, F_OK) == 0;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static void note(long long began, int result) {
  char path[PATH_MAX], line[128];
  in_folder("syncs", path);
  int file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (file < 0) return;
  int length = snprintf(line, sizeof line, "%lld %lld %d\n", began, now(), result);
  if (write(file, line, length) != length) abort();
  close(file);
}

static int synced(const char *function, int fd) {
  int (*original)(int) = dlsym(RTLD_NEXT, function);
  if (!is_database(fd)) return original(fd);
  long long began = now();
  if (is_told_to("stall")) sleep(2);
  int fails = is_told_to("fail");
  int result = fails ? -1 : original(fd);
  note(began, result);
  if (fails) errno = EIO;
  return result;
}

int fsync(int fd) { return synced("fsync", fd); }

int fdatasync(int fd) { return synced("fdatasync", fd); }
