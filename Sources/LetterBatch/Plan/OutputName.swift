import DeterminationLetters
import Digests
import UnicodeText

/// Names of output files: always a plain name inside the output folder, on every system that the folder may be copied to.
enum OutputName {
  /// The name, if it is safe.
  static func checked(_ name: String, for source: SourceText) throws(Findings) -> String {
    guard let problem = problem(of: name) else { return name }
    throw Findings(
      Finding(
        .unsafeName, "the letter's name cannot be the name of a file: \(problem)",
        fix: "correct the identity of the case, or name letters in another way with --name", in: source, at: 0,
        isCaseData: true)
    )
  }

  private static func problem(of name: String) -> String? {
    if name.isEmpty { return "it is empty" }
    if name.utf8.count > 200 { return "it is longer than 200 bytes" }
    if name.hasPrefix(".") || name.hasPrefix("-") { return "it starts with a dot or a hyphen" }
    if name.hasSuffix(".") || name.unicodeScalars.last?.properties.isWhitespace == true
      || name.unicodeScalars.first?.properties.isWhitespace == true
    {
      return "it starts or ends with a space, or ends with a dot"
    }
    if name.unicodeScalars.contains(where: { isForbidden($0) }) {
      return "it has a slash or another forbidden character"
    }
    // Windows reserves these names for devices, with any suffix.
    if devices.contains(stem(of: name).uppercased()) { return "Windows reserves it for a device" }
    if BatchFile.isReserved(name) { return "the batch writes a file of that name itself" }
    return nil
  }

  /// The part of a name before its first dot. By bytes, because Swift takes a dot with a combining accent after it for one character.
  static func stem(of name: String) -> Substring { Substring(name.utf8.prefix { $0 != UInt8(ascii: ".") }) }

  private static let devices = Set(["CON", "PRN", "AUX", "NUL"] + "123456789¹²³".flatMap { ["COM\($0)", "LPT\($0)"] })

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "/", "\\", "<", ">", ":", "\"", "|", "?", "*": true
    case "a"..."z", "A"..."Z", "0"..."9", "-": false
    default:
      // Control characters, and marks that are invisible or change the direction of what follows.
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        || scalar.properties.generalCategory == .lineSeparator
        || scalar.properties.generalCategory == .paragraphSeparator
    }
  }

  /// A digest of a name. Names with the same digest are the same file on some systems, because some do not distinguish capitals from small
  /// letters.
  static func key(_ name: String) -> UInt64 {
    // First converts to capitals, because “ß” and “SS”, and “σ” and “ς”, have the same capitals.
    SHA256(of: Array(Normalization.nfc(Normalization.nfc(name).uppercased().lowercased()).utf8)).prefix
  }
}

/// The names of the letters of a stream, with 8 bytes per letter. They are in small tables, because a large one would be copied when it
/// grows.
struct NameRegister {
  private var tables = [Set<UInt64>](repeating: [], count: 256)

  /// Reserves a name; false if it is reserved already.
  mutating func insert(_ name: String) -> Bool {
    let key = OutputName.key(name)
    return tables[Int(key & 0xFF)].insert(key).inserted
  }

  /// Whether a name is reserved.
  func contains(_ name: String) -> Bool {
    let key = OutputName.key(name)
    return tables[Int(key & 0xFF)].contains(key)
  }

  /// Reserves a name for a record. Each name can be reserved once.
  mutating func claim(_ name: String, for source: SourceText) throws(Findings) {
    if insert(name) { return }
    throw Findings(
      Finding(
        .nameTaken, "an earlier record of this batch was written to the same name",
        fix: "give each case its own identity, or name letters in another way with --name", in: source, at: 0,
        isCaseData: true))
  }
}
