import Glibc
import JSONText

/// What a command reads: a case file, or `-` for standard input.
public enum CaseInput {
  /// The text of a case file.
  public static func read(_ path: String) throws(Findings) -> SourceText {
    let limit = JSONLimits().bytes
    if path == "-" {
      return SourceText(name: "<stdin>", bytes: try Files.contents(of: STDIN_FILENO, name: "<stdin>", limit: limit))
    }
    return SourceText(name: path, bytes: try Files.requiredContents(path, limit: limit))
  }

  /// The bytes of any other file.
  public static func bytes(_ path: String) throws(Findings) -> [UInt8] { try Files.requiredContents(path) }

  /// The name of a letter whose name nobody gave: that of the case file, without its folder and suffix.
  public static func stem(of path: String) -> String {
    if path == "-" { return "letter" }
    let name = Files.name(of: path)
    return name.hasSuffix(".json") ? String(name.dropLast(5)) : name
  }
}

/// Checks of folders that a user named.
public enum FileCheck {
  /// - Throws: a finding if there is no such folder.
  public static func requireFolder(_ path: String, for option: String) throws(Findings) {
    guard Files.isFolder(path) else {
      throw Findings(Finding(.inputMissing, "there is no folder “\(path)” (\(option))"))
    }
  }
}
