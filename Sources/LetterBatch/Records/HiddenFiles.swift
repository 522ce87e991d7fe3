import DeterminationLetters
import FileSystem
import JSONText

/// The input files whose paths contain a confidential value of one of their records. No other record may name them either: not its line in
/// the manifest, not its findings, not its letter. Nearly every batch has none, so nearly every question is answered at once.
struct HiddenFiles: Sendable {
  /// The numbers of the files, and whether their names contain a value too, and not only their folders.
  private var numbers: [UInt32: Bool] = [:]
  /// The number of each file, by its path as it is written.
  private var written: [ExactText: UInt32] = [:]
  /// The paths of the files without links. They are found once, because every line of a manifest asks for them.
  private var real: Set<ExactText> = []

  /// Learns from a record whether its file must be hidden.
  mutating func learn(_ identity: RecordIdentity, at place: CaseRecord.Place?, in files: CaseFiles) {
    guard identity.hidesFile, let place else { return }
    if let isNamed = numbers[place.file] {
      numbers[place.file] = isNamed || identity.hidesFileName
      return
    }
    let path = files[Int(place.file)]
    numbers[place.file] = identity.hidesFileName
    written[ExactText(path)] = place.file
    real.insert(ExactText(Paths.real(path)))
  }

  /// The paths of the hidden files, without links.
  var realPaths: [String] { real.map(\.text) }

  /// Whether a path leads to a hidden file.
  func contains(_ path: String) -> Bool {
    !numbers.isEmpty && (written[ExactText(path)] != nil || real.contains(ExactText(Paths.real(path))))
  }

  /// Whether a letter would be named after its hidden file.
  func name(_ id: String, at place: CaseRecord.Place, in files: CaseFiles) -> Bool {
    words(of: place, Findings(), in: files).map { words in words.contains(where: id.contains) } ?? false
  }

  /// Findings that do not name the hidden file of their record.
  func redact(_ findings: Findings, at place: CaseRecord.Place?, in files: CaseFiles) -> Findings {
    guard let words = words(of: place, findings, in: files) else { return findings }
    return Self.redact(findings, words)
  }

  /// Takes the name of a hidden file out of the result of a record. A letter that would be named after it is an error.
  func hide(_ result: inout RecordResult, in files: CaseFiles) {
    guard let words = words(of: result.place, result.findings, in: files) else { return }
    result.findings = Self.redact(result.findings, words)
    guard !result.identity.isHidden else { return }
    result.identity.isHidden = true
    let names = [result.identity.id, result.identity.name]
    guard names.contains(where: { name in words.contains(where: name.contains) }) else { return }
    let place = result.place?.words ?? "unreadable record"
    (result.identity.id, result.identity.name) = (place, place)
    // The check finds no errors in such a record.
    guard !result.findings.hasErrors || result.findings.concernInput else { return }
    result.discard()
    (result.files, result.findings) = ([], Self.namedAfterInput)
  }

  /// The words that name the hidden file of a record; nil if its file may be named. What could not be read has no place, but its findings say
  /// where it is.
  private func words(of place: CaseRecord.Place?, _ findings: Findings, in files: CaseFiles) -> [String]? {
    guard !numbers.isEmpty else { return nil }
    let named = findings.all.first?.location?.file
    let number = place?.file ?? named.flatMap { written[ExactText($0)] }
    guard let number, let hidesName = numbers[number] else { return nil }
    let path = files[Int(number)]
    return [path] + (hidesName ? [CaseRecord.stem(of: path)] : [])
  }

  private static func redact(_ findings: Findings, _ words: [String]) -> Findings {
    Findings(findings.all.map { $0.redacted { text in words.contains(where: text.contains) } })
  }

  private static let namedAfterInput = Findings(
    Finding(
      .confidentialValue,
      "the letter would be named after its input, whose name contains a confidential value of another record",
      fix: "rename the input, or give the case an identity"))
}

extension CaseRecord.Place {
  /// What is written instead of a confidential identity.
  var words: String { "record at line \(line), byte \(offset)" }
}

extension Findings {
  /// A letter cannot be made again if the manifest must not say what its input was.
  static let inputIsHidden = Findings(
    Finding(
      .inputMissing, "the manifest does not name the record's input, because the name contains a confidential value",
      fix: "rename the input, and run the batch again"))
}
