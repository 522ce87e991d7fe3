import Glibc

/// Standard input, output and error, which the caller of a program may have closed.
enum StandardStreams {
  /// Replaces closed streams, because otherwise the next open file would get their numbers. Reading from such an input fails, writing to
  /// such an output fails, and error messages are lost.
  static func fillClosed() {
    for (stream, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY)]
    where fcntl(stream, F_GETFD) < 0 { _ = open("/dev/null", mode) }
  }
}
