import DeterminationLetters
import FileSystem

/// The codes of batches and their manifests.
extension FindingCode {
  /// An option that cannot be used.
  package static let badOption = FindingCode("IMR-I004", "option not usable")
  /// A batch that stops because of the errors in its records.
  package static let tooManyErrors = FindingCode("IMR-I005", "too many bad records")
  /// A file that is not a manifest.
  package static let badManifest = FindingCode("IMR-I006", "manifest not usable")
  /// Two records that would write the same file.
  package static let nameTaken = FindingCode("IMR-O003", "output name taken")
  /// A name that cannot be the name of a file in the output folder.
  package static let unsafeName = FindingCode("IMR-O004", "output name not allowed")
  /// A record over which the program crashed, in a process of its own.
  package static let crashed = FindingCode("IMR-X002", "crashed")
}

extension Explanation {
  /// What the codes of batches mean.
  package static let batches = [
    Explanation(
      .badOption, "An option has a value that cannot be used, or options exclude each other.",
      fix: "imr-letters help batch lists what each option takes"),
    Explanation(
      .tooManyErrors, "More records of the batch have errors than --max-errors or --fail-fast allows.",
      fix: "correct the records that were reported, or allow more"),
    Explanation(
      .badManifest, "The file is not the manifest of a batch, or another program has changed it.",
      fix: "move it to another folder; a batch without a manifest starts from the beginning"),
    Explanation(
      .nameTaken,
      "Two records of a batch would write the same file. The second one is refused, so that no letter is lost.",
      fix: "give each case its own identity, such as its number"),
    Explanation(
      .unsafeName,
      "The name cannot be the name of a file in the output folder: it is empty, too long, or would lead to another folder.",
      fix: "correct the identity of the case, or the name of the input"),
    Explanation(
      .crashed,
      "With --isolate each record is handled in a process of its own, and that process died: because of a defect of this program, because the system took its memory away, or because the record took more CPU than --record-seconds allows.",
      fix: "please report it, with the shape of the case file but not its content"),
  ]
}

extension Findings {
  /// Whether an input could not be read, so that nobody knows how many records are missing.
  var concernInput: Bool { all.contains { $0.code == .inputUnreadable || $0.code == .inputMissing } }

  /// Whether the program crashed.
  var concernCrash: Bool { all.contains { $0.code == .crashed } }
}
