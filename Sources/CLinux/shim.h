// Calls of Linux that Swift's Glibc module does not show: syncfs, fallocate and renameat2 want _GNU_SOURCE, mallopt and eventfd have headers
// of their own.
#include <dirent.h>
#include <linux/falloc.h>
#include <malloc.h>
#include <sys/types.h>
#include <sys/eventfd.h>

int syncfs(int descriptor);
int fallocate(int descriptor, int mode, off_t offset, off_t length);
int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned int flags);

// With this flag (RENAME_EXCHANGE), renameat2 gives each of two files the name of the other.
static const unsigned int rename_exchange = 2;

// A directory entry is as long as its name. Swift would copy all 256 bytes of d_name, past the end of the entry.
static inline const char *entry_name(const struct dirent *entry) { return entry->d_name; }
