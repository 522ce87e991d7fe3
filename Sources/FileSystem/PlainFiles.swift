import Diagnostics
import Glibc

/// A folder that files are read from, as a path without links. Finding it takes a call of the system for each part of the path, so it is
/// found once for many files.
package struct RealFolder: Sendable {
  fileprivate let path: String

  /// Follows the links of a path; nil if there is nothing there.
  package init?(_ folder: String) {
    guard let pointer = realpath(folder.isEmpty ? "." : folder, nil) else { return nil }
    defer { free(pointer) }
    path = String(cString: pointer)
  }

  /// Whether a path without links is inside the folder.
  /// By bytes, because Swift takes names for the same that only look the same.
  fileprivate func contains(_ other: String) -> Bool { path == "/" || other.utf8.starts(with: (path + "/").utf8) }
}

/// A plain file that is open for reading.
package struct PlainFile: ~Copyable {
  /// Its path, for messages.
  private let path: String
  private let descriptor: Int32
  /// How many bytes it had when it was opened.
  package let size: Int
  private let limit: Int
  private let code: FindingCode

  /// Opens a plain file that lies in one of some folders; nil if there is no file at that path. Nothing else is opened: no device, which may
  /// never end, no pipe, which may never start, and nothing outside, even if a link leads there.
  /// - Parameters:
  ///   - folders: where the file must lie after all links are followed.
  ///   - limit: the most bytes that the file may have.
  ///   - code: the code of the finding if the file is refused.
  package init?(
    _ path: String, inside folders: [RealFolder], limit: Int, refusal code: FindingCode
  ) throws(Findings) {
    // Without O_NONBLOCK, opening a pipe would wait for somebody to write.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else {
      let (isMissing, why) = (errno == ENOENT || errno == ENOTDIR, Files.reason())
      if isMissing, !Self.isLink(path) { return nil }
      // Something is there: a socket, a link that leads nowhere or to itself, or a file that may not be read.
      throw Findings(Finding(code, "“\(path)” cannot be read: \(why)", fix: "put a plain file there"))
    }
    do throws(Findings) {
      size = try Self.size(of: descriptor, path, inside: folders, limit: limit, code)
    } catch {
      close(descriptor)
      throw error
    }
    (self.path, self.descriptor, self.limit, self.code) = (path, descriptor, limit, code)
  }

  deinit { close(descriptor) }

  private static func size(
    of descriptor: Int32, _ path: String, inside folders: [RealFolder], limit: Int, _ code: FindingCode
  ) throws(Findings) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Findings.cannotRead(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw refusal(
        path, code, "is not a plain file", "put a plain file there; pipes, devices and folders are not read")
    }
    // The path of the descriptor, because a path can change between two calls.
    guard let real = Files.linkTarget("/proc/self/fd/\(descriptor)"), folders.contains(where: { $0.contains(real) })
    else { throw refusal(path, code, "is a link that leads out of its folder", "put the file itself there") }
    guard status.st_size <= limit else { throw tooLarge(path, limit, code) }
    return Int(status.st_size)
  }

  /// All bytes.
  package func contents() throws(Findings) -> [UInt8] {
    let bytes = try Files.contents(of: descriptor, name: path, limit: limit)
    guard bytes.count <= limit else { throw Self.tooLarge(path, limit, code) }
    return bytes
  }

  /// Some of its bytes; fewer if the file ends before.
  package func part(at offset: Int, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: max(0, min(count, size))) { buffer, filled in
      filled = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
    }
  }

  private static func tooLarge(_ path: String, _ limit: Int, _ code: FindingCode) -> Findings {
    refusal(path, code, "has more than \(limit >> 20) MiB", "make it smaller")
  }

  private static func refusal(_ path: String, _ code: FindingCode, _ reason: String, _ fix: String) -> Findings {
    Findings(Finding(code, "“\(path)” \(reason)", fix: fix))
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}

extension Files {
  /// The bytes of a plain file that lies in one of some folders; nil if there is no file at that path. See ``PlainFile``.
  package static func plainContents(
    _ path: String, inside folders: [RealFolder], limit: Int, refusal code: FindingCode
  ) throws(Findings) -> [UInt8]? {
    guard let file = try PlainFile(path, inside: folders, limit: limit, refusal: code) else { return nil }
    return try file.contents()
  }
}
