// Calls of Linux that Swift's Glibc module does not show: syncfs and fallocate want _GNU_SOURCE, mallopt and eventfd have headers of
// their own.
#include <dirent.h>
#include <linux/falloc.h>
#include <malloc.h>
#include <sys/types.h>
#include <sys/eventfd.h>

int syncfs(int descriptor);
int fallocate(int descriptor, int mode, off_t offset, off_t length);

// A directory entry is as long as its name. Swift would copy all 256 bytes of d_name, past the end of the entry.
static inline const char *entry_name(const struct dirent *entry) { return entry->d_name; }
