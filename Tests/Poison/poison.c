// Makes a worker process of a batch crash or hang over one record. No such record is known, so the tests preload this library
// (LD_PRELOAD) in front of libdeflate: a worker takes the CRC of every record, and here that of the poisoned one ends badly. The program
// itself has no hook for tests.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
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
