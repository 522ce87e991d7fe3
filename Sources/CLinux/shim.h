// Calls of Linux that Swift's Glibc module does not show: syncfs wants _GNU_SOURCE, and eventfd has a header of its own.
#include <sys/eventfd.h>

int syncfs(int descriptor);
