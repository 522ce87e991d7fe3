import Diagnostics
import JSONText

/// Access to the files of a template set: its own folder first, then the folders that its manifest includes.
///
/// The caller decides how files are read, so that a template set can be checked without touching a disk.
package struct TemplateFiles: Sendable {
  /// The folders, in the order in which they are searched.
  package var folders: [String]
  /// Reads a whole file, which must lie in one of the folders; nil if it does not exist.
  package var contents: @Sendable (_ path: String, _ folders: [String]) throws(Findings) -> [UInt8]?
  /// The names of the files in a folder; nil if there is no such folder.
  package var list: @Sendable (_ folder: String) throws(Findings) -> [String]?

  /// The largest file of a template set: a picture of 20 million grey pixels.
  package static let largestFile = 16 << 20

  /// Gives access to folders.
  package init(
    folders: [String],
    contents: @escaping @Sendable (_ path: String, _ folders: [String]) throws(Findings) -> [UInt8]?,
    list: @escaping @Sendable (_ folder: String) throws(Findings) -> [String]?
  ) {
    self.folders = folders
    self.contents = contents
    self.list = list
  }

  /// The file with that name from the first folder that has it. If the file of that name names it itself, the folders behind its own are searched.
  /// - Parameter path: the file that names it.
  func read(_ name: String, namedIn path: String? = nil) throws(Findings) -> SourceText {
    // The system would read the name only up to there.
    guard !name.utf8.contains(0) else {
      throw Findings(Finding(.templateFileMissing, "“\(PrintableText.escaped(name))” is no name of a file"))
    }
    guard name.utf8.first != UInt8(ascii: "/"), !Self.parts(of: name).contains("..") else {
      throw Findings(Finding(.templateFileMissing, "“\(name)” leads out of the template set"))
    }
    // “./letter.css” is the same file.
    let name = TemplateSet.normalized(name)
    let own = folders.firstIndex { ($0 + "/" + name).isSame(as: path ?? "") }
    for folder in folders[(own.map { $0 + 1 } ?? 0)...] {
      let path = folder + "/" + name
      if let bytes = try contents(path, folders) { return SourceText(name: path, bytes: bytes) }
    }
    guard own == nil else {
      throw Findings(
        Finding(
          .templateFileMissing,
          "“\(name)” names itself, and no folder that the set includes has another file of that name",
          fix: "remove this, or name another file"))
    }
    throw Findings(
      Finding(
        .templateFileMissing, "“\(name)” is missing in \(folders.joined(separator: ", "))",
        fix: "a template set needs it"))
  }

  /// The file at a path that another file of the set names, such as a schema.
  func read(at path: String) throws(Findings) -> SourceText {
    // A path with “..” may lead out of the set, so the folders decide. The reader also follows links.
    let isInside = folders.contains { folder in
      let folder = TemplateSet.normalized(folder)
      // The current folder has no name then.
      return folder.isEmpty
        ? path.utf8.first != UInt8(ascii: "/") && Self.parts(of: path).first != ".."
        : path.utf8.starts(with: (folder + "/").utf8)
    }
    guard isInside else {
      throw Findings(
        Finding(
          .templateFileMissing, "“\(path)” leads out of the template set",
          fix: "put it into the set or a folder that it includes"))
    }
    guard let bytes = try contents(path, folders) else {
      throw Findings(Finding(.templateFileMissing, "“\(path)” is missing"))
    }
    return SourceText(name: path, bytes: bytes)
  }

  /// A file of markup or style, which must be UTF-8. A byte-order mark is left out, and all line ends become line feeds, so that an editor
  /// that writes them differently does not change a letter.
  func readText(_ name: String, namedIn path: String? = nil) throws(Findings) -> SourceText {
    let source = Self.withPlainLineEnds(try read(name, namedIn: path))
    guard let offset = source.firstInvalidByte() else { return source }
    throw Findings(
      Finding(.notUTF8, "these bytes are not UTF-8", fix: "save the file as UTF-8", in: source, at: offset))
  }

  /// A text without a byte-order mark, with line feeds at the ends of its lines.
  package static func withPlainLineEnds(_ source: SourceText) -> SourceText {
    var bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard bytes.contains(0x0D) else { return SourceText(name: source.name, bytes: bytes) }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != 0x0D {
        result.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        result.append(0x0A)
      }
    }
    return SourceText(name: source.name, bytes: result)
  }

  /// The names of the partials in all folders.
  func partialNames() throws(Findings) -> [String] {
    var names: [String] = []
    for folder in folders { names += try entries(of: folder).compactMap(Self.partial) }
    return names
  }

  /// The paths of the files in a folder and in the folders inside it, as seen from there.
  func entries(of folder: String) throws(Findings) -> [String] {
    var paths: [String] = []
    for entry in try list(folder) ?? [] {
      paths.append(entry)
      // A folder's name has no dot, and other files have one.
      guard !entry.contains(".") else { continue }
      paths += (try list(folder + "/" + entry) ?? []).map { entry + "/" + $0 }
    }
    return paths
  }

  /// The partial that a file contains: `x` for `_x.html`, `es/x` for `es/_x.html`.
  static func partial(_ file: String) -> String? {
    let parts = parts(of: file)
    guard let name = parts.last, name.hasPrefix("_"), name.hasSuffix(".html") else { return nil }
    return (parts.dropLast() + [String(name.dropFirst().dropLast(5))]).joined(separator: "/")
  }

  /// The parts of a path between its slashes. By bytes, because Swift takes a slash with a combining accent after it for one character.
  private static func parts(of path: String) -> [String] {
    path.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
  }

  /// The file of a partial. A partial may be in a folder of the set.
  static func path(ofPartial name: String) -> String {
    let parts = parts(of: name)
    return (parts.dropLast() + ["_\(parts.last ?? "").html"]).joined(separator: "/")
  }
}
