import ArgumentParser
import DeterminationLetters
import FileSystem

/// The suffix of a file that is written. The name of a file must not be misleading.
enum OutputSuffix {
  /// The suffix of a path, with its dot; nil for standard output, devices and names without one.
  static func of(_ path: String) -> Substring? {
    guard path != "-", !Folders.isDevice(path) else { return nil }
    let name = Paths.name(of: path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    return name[dot...]
  }

  /// - Throws: an error of usage if a path has another suffix.
  static func require(_ allowed: [String], of path: String?, what: String) throws {
    guard let path, let suffix = of(path) else { return }
    guard allowed.contains(where: { Paths.has(suffix: $0, path) }) else {
      throw ValidationError("“\(suffix)” is not the suffix of \(what); use \(allowed[0])")
    }
  }

  /// - Throws: an error of usage if a folder that does not exist yet has the name of a letter. `letters.pdf/` is certainly a folder.
  static func requireFolder(_ path: String?, option: String) throws {
    guard let path, !path.hasSuffix("/"), let suffix = of(path), !Folders.exists(path),
      LetterFormat.allCases.contains(where: { Paths.has(suffix: ".\($0.rawValue)", path) })
    else { return }
    throw ValidationError(
      "\(option) takes a folder, and “\(suffix)” is the suffix of a file; if the folder shall have this name, write / after it"
    )
  }
}
