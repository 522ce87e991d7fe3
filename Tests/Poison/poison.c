// Makes a worker process of a batch crash or hang over one record. No such record is known, so the tests preload this library
// (LD_PRELOAD) in front of libdeflate: a worker takes the CRC of every record, and here that of the poisoned one ends badly. The program
// itself has no hook for tests. It also makes the disk slow, as it may be in a network, and lets only some processes start.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_worker(void) {
  static int known = -1;
  if (known >= 0) return known;
  char line[4096];
  int file = open("/proc/self/cmdline", O_RDONLY);
  ssize_t length = read(file, line, sizeof line);
  close(file);
  return known = length > 0 && memmem(line, length, "--isolated-worker", 17) != NULL;
}

static int holds(const uint8_t *data, size_t length, const char *variable) {
  const char *poison = getenv(variable);
  return poison && memmem(data, length, poison, strlen(poison)) != NULL;
}

uint32_t libdeflate_crc32(uint32_t crc, const void *data, size_t length) {
  if (is_worker() && holds(data, length, "POISON_CRASH_AT")) abort();
  while (is_worker() && holds(data, length, "POISON_HANG_AT")) {}
  return ((uint32_t (*)(uint32_t, const void *, size_t))dlsym(RTLD_NEXT, "libdeflate_crc32"))(crc, data, length);
}

static void wait_as_told(const char *variable) {
  const char *seconds = getenv(variable);
  if (seconds) sleep((unsigned)atoi(seconds));
}

int syncfs(int descriptor) {
  wait_as_told("POISON_SYNC_SECONDS");
  return ((int (*)(int))dlsym(RTLD_NEXT, "syncfs"))(descriptor);
}

int fsync(int descriptor) {
  wait_as_told("POISON_FSYNC_SECONDS");
  return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(descriptor);
}

int posix_spawn(pid_t *process, const char *path, const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                char *const arguments[], char *const environment[]) {
  static int started = 0;
  const char *most = getenv("POISON_MOST_PROCESSES");
  if (most && __sync_fetch_and_add(&started, 1) >= atoi(most)) return EAGAIN;
  typedef int spawn(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *, char *const[],
                    char *const[]);
  return ((spawn *)dlsym(RTLD_NEXT, "posix_spawn"))(process, path, actions, attributes, arguments, environment);
}
