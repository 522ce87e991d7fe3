import Glibc

/// The mode of a file that another one takes the place of, so that a private file stays private.
package struct FileMode: Sendable {
  private let mode: mode_t
  /// Whether it is a file of this user. Somebody else could have put a file there to give rights to the new one.
  private let isOwn: Bool

  /// The mode of a file; nil if there is none.
  package init?(of path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    (mode, isOwn) = (status.st_mode & 0o777, status.st_uid == geteuid())
  }

  /// Gives the mode to a file that is open. That of somebody else's file only takes rights away.
  package func give(to descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return }
    fchmod(descriptor, isOwn ? mode : mode & status.st_mode)
  }
}
