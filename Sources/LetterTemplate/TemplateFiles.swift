import Diagnostics
import JSONText

/// Access to the files of a template set: its own folder first, then the folders that its manifest includes.
///
/// The caller decides how files are read, so that a template set can be checked without touching a disk.
package struct TemplateFiles: Sendable {
  /// The folders, in the order in which they are searched.
  package var folders: [String]
  /// Reads a whole file; nil if it does not exist.
  package var contents: @Sendable (_ path: String) throws(Findings) -> [UInt8]?
  /// The names of the files in a folder.
  package var list: @Sendable (_ folder: String) -> [String]

  /// Gives access to folders.
  package init(
    folders: [String], contents: @escaping @Sendable (_ path: String) throws(Findings) -> [UInt8]?,
    list: @escaping @Sendable (_ folder: String) -> [String]
  ) {
    self.folders = folders
    self.contents = contents
    self.list = list
  }

  /// The file with that name from the first folder that has it.
  func read(_ name: String) throws(Findings) -> SourceText {
    guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
      throw Findings(Finding(.templateFileMissing, "“\(name)” leads out of the template set"))
    }
    for folder in folders {
      let path = folder + "/" + name
      if let bytes = try contents(path) { return SourceText(name: path, bytes: bytes) }
    }
    throw Findings(
      Finding(
        .templateFileMissing, "“\(name)” is missing in \(folders.joined(separator: ", "))",
        fix: "a template set needs it"))
  }

  /// A file of markup or style, which must be UTF-8.
  func readText(_ name: String) throws(Findings) -> SourceText {
    let source = try read(name)
    guard let offset = source.firstInvalidByte() else { return source }
    throw Findings(
      Finding(.notUTF8, "these bytes are not UTF-8", fix: "save the file as UTF-8", in: source, at: offset))
  }

  /// The names of the partials in all folders.
  var partialNames: [String] {
    folders.flatMap(list).filter { $0.hasPrefix("_") && $0.hasSuffix(".html") }.map {
      String($0.dropFirst().dropLast(5))
    }
  }
}
