import DeterminationLetters
import FileSystem

/// The codes of batches and their manifests.
extension FindingCode {
  /// A batch that stops because of the errors in its records.
  package static let tooManyErrors = FindingCode("IMR-I005", "too many bad records")
  /// A file that is not a manifest.
  package static let badManifest = FindingCode("IMR-I006", "manifest not usable")
  /// Two records that would write the same file.
  package static let nameTaken = FindingCode("IMR-O003", "output name taken")
  /// A name that cannot be the name of a file in the output folder.
  package static let unsafeName = FindingCode("IMR-O004", "output name not allowed")
  /// Letters beside a manifest that does not name them.
  package static let notInManifest = FindingCode("IMR-V003", "letter that the manifest does not name")
  /// A record that crashed its worker process.
  package static let crashed = FindingCode("IMR-X002", "crash on a record")
  /// The template set or the fonts are others than when the batch started.
  package static let systemChanged = FindingCode("IMR-X004", "template set changed during a batch")
}

extension Explanation {
  /// What the codes of batches mean.
  package static let batches = [
    Explanation(
      .tooManyErrors, "More records of the batch have errors than --max-errors or --fail-fast allows.",
      fix: "correct the records that were reported, or allow more"),
    Explanation(
      .badManifest, "The file is not the manifest of a batch, or another program has changed it.",
      fix: "move it to another folder; a batch without a manifest starts from the beginning"),
    Explanation(
      .nameTaken,
      """
      Two records of a batch would write the same file. If the inputs are files, the batch stops before anything is written. With standard \
      input, a pipe or --stream, the second record is rejected. So no letter replaces another one.
      """,
      fix: "give each case its own identity, such as its number"),
    Explanation(
      .unsafeName,
      "The name cannot be the name of a file in the output folder. It is empty or too long, has forbidden characters, or would lead to another folder.",
      fix: "correct the identity of the case, or the name of the input"),
    Explanation(
      .notInManifest,
      """
      A letter is in the folder of a manifest, but no line of the manifest names it, so it is not verified. It can be of an earlier batch: its manifest \
      is beside this one, with a number in its name. Or lines of the manifest are gone. It is an error if the manifest has no line at all, and with --strict.
      """,
      fix: "verify the letter with the manifest of its own batch, or restore the manifest"),
    Explanation(
      .crashed,
      "With --isolate a worker process handles each record, and this process died. The cause is a defect of this program, a lack of memory, or a record that took more CPU than --record-seconds allows.",
      fix: "please report it, with the structure of the case file but without its content"),
    Explanation(
      .systemChanged,
      "With --isolate a worker process that dies is replaced, and the new one loads the template set and the fonts again. They have changed since the batch started, so the letters would not be those that the manifest says. The batch ends before it makes one.",
      fix: "start the batch again with --resume"),
  ]
}

extension Findings {
  /// Whether an input could not be read, so that nobody knows how many records are missing.
  var concernInput: Bool { all.contains { $0.code == .inputUnreadable || $0.code == .inputMissing } }

  /// Whether the system has too little for the batch, or has changed while it runs, which is not the fault of a record.
  var concernSystem: Bool { all.contains { $0.code == .limitTooLow || $0.code == .systemChanged } }

  /// Whether a worker process crashed.
  var concernCrash: Bool { all.contains { $0.code == .crashed } }
}
