import JSONText

/// Names of output files: always a plain name inside the output folder.
enum OutputName {
  /// The name, if it is safe.
  static func checked(_ name: String, for source: SourceText) throws(Findings) -> String {
    let problem: String? =
      if name.isEmpty {
        "it is empty"
      } else if name.utf8.count > 200 {
        "it is longer than 200 bytes"
      } else if name.hasPrefix(".") || name.hasPrefix("-") {
        "it starts with a dot or a hyphen"
      } else if name.unicodeScalars.contains(where: {
        $0 == "/" || $0 == "\\" || $0.properties.generalCategory == .control
      }) {
        "it holds a slash or a control character"
      } else {
        nil
      }
    guard let problem else { return name }
    throw Findings(
      Finding(
        .unsafeName, "the letter's name cannot be the name of a file: \(problem)", in: source, at: 0, isCaseData: true))
  }
}

/// The names that the letters of a batch have taken.
struct NameRegister {
  private var owners: [String: String] = [:]

  /// Takes a name for a record, once.
  mutating func claim(_ name: String, for source: SourceText) throws(Findings) {
    guard let owner = owners.updateValue("\(source.name):\(source.firstLine)", forKey: name) else { return }
    owners[name] = owner
    throw Findings(
      Finding(
        .nameTaken, "another record of this batch is written to the same name: the one at \(owner)",
        fix: "give each case its own number", in: source, at: 0, isCaseData: true))
  }
}
