// Calls of Linux that Swift's Glibc module does not show: syncfs wants _GNU_SOURCE, and eventfd has a header of its own.
#include <dirent.h>
#include <sys/eventfd.h>

int syncfs(int descriptor);

// A directory entry is as long as its name. Swift would copy all 256 bytes of d_name, past the end of the entry.
static inline const char *entry_name(const struct dirent *entry) { return entry->d_name; }
