import Glibc

/// Paths as texts, and whether two of them lead to the same file.
package enum Paths {
  /// The folder part of a path; `.` if it has none.
  package static func folder(of path: String) -> String {
    let path = trimmed(path)
    guard let end = path.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return end == path.startIndex ? "/" : String(Substring(path[..<end]))
  }

  /// The last part of a path.
  package static func name(of path: String) -> String {
    String(path[(path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:)) ?? path.startIndex)...])
  }

  /// Whether a path ends with a suffix such as `.json`. Letter case does not count: other systems write `CASES.JSON`.
  package static func has(suffix: String, _ path: String) -> Bool {
    path.utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) { byte, expected in
      (byte | ((0x41...0x5A).contains(byte) ? 0x20 : 0)) == expected
    }
  }

  /// The parts of a path between its slashes. By bytes, because Swift takes a slash with a combining accent after it for one character.
  package static func parts(of path: String) -> [Substring] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// A path as seen from a folder, such as `../common/letter.css`; both must be written from the same starting point.
  package static func relative(_ path: String, to folder: String) -> String {
    let (parts, base) = (parts(of: path), parts(of: folder))
    let common = zip(parts, base).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    return ([Substring](repeating: "..", count: base.count - common) + parts.dropFirst(common)).joined(separator: "/")
  }

  /// Whether two paths lead to the same file or folder, or would if it existed.
  package static func areSame(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    guard stat(first, &one) == 0, stat(second, &other) == 0 else {
      return whole(first).joined(separator: "/").utf8.elementsEqual(whole(second).joined(separator: "/").utf8)
    }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }

  /// A path from the root, without links, `.` and `..`. All paths that lead to one name of a file have the same.
  package static func real(_ path: String) -> String { "/" + whole(path).joined(separator: "/") }

  /// The parts of a path from the root, without links, `.` and `..`. What does not exist yet is taken as it is written.
  private static func whole(_ path: String) -> [Substring] {
    var head = path
    var tail: [Substring] = []
    while true {
      if let real = realpath(head, nil) {
        defer { free(real) }
        var parts = parts(of: String(cString: real))
        for part in tail where part != "." {
          if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts
      }
      let name = name(of: String(Substring(trimmed(head))))
      guard !name.isEmpty, head != "." else { return parts(of: path) }
      tail.insert(name[...], at: 0)
      head = folder(of: head)
    }
  }

  /// A path without slashes at its end.
  private static func trimmed(_ path: String) -> Substring.UTF8View {
    var path = path.utf8[...]
    while path.count > 1, path.last == UInt8(ascii: "/") { path = path.dropLast() }
    return path
  }
}
