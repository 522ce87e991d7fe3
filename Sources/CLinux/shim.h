// Calls of Linux that Swift's Glibc module does not show, because their header wants _GNU_SOURCE.
int syncfs(int descriptor);
