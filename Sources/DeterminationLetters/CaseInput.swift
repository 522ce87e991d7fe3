import FileSystem
import FoundationEssentials
import Glibc
import JSONText

/// Where the text of a case comes from: a file, standard input, or a value of a Swift program.
package enum CaseInput {
  /// The text of a case file; `-` is standard input.
  package static func read(_ path: String) throws(Findings) -> SourceText {
    let limit = JSONLimits().bytes
    if path == "-" {
      return SourceText(name: "<stdin>", bytes: try Files.contents(of: STDIN_FILENO, name: "<stdin>", limit: limit))
    }
    return SourceText(name: path, bytes: try Files.requiredContents(path, limit: limit))
  }

  /// The text of a case file that nobody named on the command line, such as a test of a template set.
  package static func read(plainFile path: String) throws(Findings) -> SourceText {
    SourceText(name: path, bytes: try Files.requiredContents(path, limit: JSONLimits().bytes, isPlain: true))
  }

  /// A case as JSON with its keys in alphabetical order, so that equal cases give equal bytes.
  package static func encode(_ value: some Encodable, name: String) throws(Findings) -> SourceText {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return SourceText(name: name, bytes: Array(try encoder.encode(value)))
    } catch {
      // The error may contain words of the case, so it is not part of the message.
      throw Findings(
        Finding(
          .notEncodable, "this value of \(type(of: value)) cannot be encoded as JSON",
          fix: "encode it yourself, to see why, and render the text"))
    }
  }

  /// The default name of a letter: the name of the case file, without folder and suffix.
  package static func stem(of path: String) -> String {
    if path == "-" { return "letter" }
    let name = Paths.name(of: path)
    return Paths.has(suffix: ".json", name) ? String(name.dropLast(5)) : name
  }
}
