import Digests
import FileSystem
import JSONText
import LetterTemplate

/// The files that a template set was loaded from, as they were then. A batch keeps them with its letters, so that the letters can be
/// explained and made again even if the set changes.
package struct TemplateFilesInUse: Sendable {
  /// The name of the set's folder.
  package let folder: String
  /// The bytes of each file. The key is its path, relative to the set's folder, such as `letter.html` or `../common/letter.css`.
  package let contents: [ExactText: [UInt8]]
  /// The digest of all paths and bytes. Only batches need it, so it is not made for a single letter.
  package var digest: SHA256 { SHA256(of: contents.mapValues { SHA256(of: $0) }) }

  /// The files of a set, each with its path.
  package init(folder: String, contents: [ExactText: [UInt8]]) {
    self.folder = folder
    self.contents = contents
  }

  /// The path of the set below `.sets/DIGEST`, such as `imr-2016`, or `set/imr-2016` if a file has a path such as `../../common/x`. It has
  /// as many levels as the leading `..` of any file's path, so that no file is written outside of `.sets/DIGEST`.
  package var place: String {
    let levels = contents.keys.map { Paths.parts(of: $0.text).prefix { $0 == ".." }.count }.max() ?? 0
    return String(repeating: "set/", count: max(0, levels - 1)) + folder
  }

  /// Writes the files into a folder, each at its path as seen from ``place``.
  package func write(into root: String) throws(Findings) {
    for (path, bytes) in contents.sorted(by: { $0.key < $1.key }) {
      let target = target(of: path.text, in: root)
      try Folders.make(Paths.folder(of: target))
      try AtomicFile.replace(target, by: bytes)
    }
  }

  /// Whether a folder has the files, as ``write(into:)`` writes them.
  package func areWritten(in root: String) throws(Findings) -> Bool {
    for (path, bytes) in contents {
      let kept = try Files.contents(target(of: path.text, in: root), limit: bytes.count + 1, isPlain: true)
      guard kept == bytes else { return false }
    }
    return true
  }

  private func target(of path: String, in root: String) -> String {
    var parts = Paths.parts(of: place)
    for part in Paths.parts(of: path) {
      if part == ".." { parts = parts.dropLast() } else { parts.append(part) }
    }
    return root + "/" + parts.joined(separator: "/")
  }
}

extension LetterRenderer {
  /// The paths of the files that the template set was loaded from.
  package var templateFilePaths: [String] {
    let folder = Paths.folder(of: template.manifest.source.name)
    return templateFiles.contents.keys.map { "\(folder)/\($0.text)" }
  }
}

extension SHA256 {
  /// The digest of named digests. Their order does not matter.
  init(of parts: [ExactText: SHA256]) {
    self.init(of: parts.sorted { $0.key < $1.key }.flatMap { Array("\($0.key.text) \($0.value)\n".utf8) })
  }
}
