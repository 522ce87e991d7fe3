import DeterminationLetters
import Digests
import FileSystem

/// Verifies a batch: the files of its manifest must still have the same bytes. If asked, the same records must also give the same bytes
/// again.
public struct ManifestVerification: Sendable {
  /// The manifest.
  public let path: String
  /// How many files are verified, chosen by the seed; nil for all.
  public var sample: Int?
  /// Another seed chooses another sample.
  public var seed: UInt64 = 0
  /// Whether a letter that stands in the folder and not in the manifest is an error, and not only a warning.
  public var isStrict = false

  /// Prepares a verification of the manifest at that path.
  public init(_ path: String) { self.path = path }

  /// The result of a verification.
  public struct Summary: Sendable, Hashable {
    /// Letters whose files were verified.
    public fileprivate(set) var letters = 0
    /// The files of these letters.
    public fileprivate(set) var files = 0
    /// Files that differ from the manifest.
    public fileprivate(set) var failed = 0
    /// Records without a letter.
    public fileprivate(set) var rejected = 0
  }

  /// The name of the template set that the batch was made with; nil if it made no letter.
  public func template() throws(Findings) -> String? {
    var reader = try openManifest()
    guard let maker = try reader.next()?.line.maker else { return nil }
    return try KeptTemplateSet.find(maker.templateDigest, in: Paths.folder(of: path)).map { $0 + "/" } ?? maker.template
  }

  /// Verifies the files.
  /// - Parameters:
  ///   - renderer: makes the letters again; nil to compare only their digests.
  ///   - report: is called with the findings about a file.
  ///   - note: is called with a sentence about a file that is proven, but has updates behind it, such as signatures.
  /// - Throws: a finding if there is no manifest, or one of its lines cannot be read.
  public func run(
    rerenderingWith renderer: LetterRenderer?, report: (Findings) -> Void, note: (String) -> Void = { _ in }
  ) throws(Findings) -> Summary {
    try run(rerenderingWith: renderer, loading: nil, report: report, note: note)
  }

  /// The same, for letters of several sets.
  /// - Parameter load: loads a set that the batch kept, for the letters that were made with it.
  package func run(
    rerenderingWith renderer: LetterRenderer?, loading load: ((String) throws(Findings) -> LetterRenderer)?,
    report: (Findings) -> Void, note: (String) -> Void
  ) throws(Findings) -> Summary {
    var summary = Summary()
    let chosen = try choose()
    var renderers = KeptRenderers(folder: Paths.folder(of: path), given: renderer, load: load)
    var stream = PrintStreamProof()
    var (names, places) = (NameRegister(), Set<UInt64>())
    var unlisted = UnlistedLetters(besides: path)
    try forEachUnit { number, lines in
      guard let first = lines.first else { return }
      if let findings = Self.repetition(in: lines, &names, &places, of: path) {
        summary.failed += 1
        report(findings)
      }
      for line in lines {
        stream.take(line)
        unlisted.take(line)
      }
      let proof: FileProof
      do throws(Findings) {
        proof = FileProof(folder: Paths.folder(of: path), renderer: try renderers.renderer(for: first.maker))
      } catch {
        summary.failed += 1
        return report(error)
      }
      guard first.status == .written else {
        summary.rejected += 1
        guard sample == nil, let findings = proof.problem(ofRejected: first) else { return }
        summary.failed += 1
        return report(findings)
      }
      guard chosen?.contains(number) ?? true else { return }
      summary.letters += lines.count
      if first.outputs.isEmpty {
        summary.failed += 1
        report(
          Findings(
            Finding(
              .verificationFailed, "the manifest names no file of the letter “\(first.name)”",
              fix: "run the batch again with --resume")))
      }
      summary.files += first.outputs.count
      for (index, output) in first.outputs.enumerated() {
        guard let findings = proof.problem(of: output, index, madeOf: lines, note) else { continue }
        summary.failed += 1
        report(findings)
      }
    }
    for findings in try stream.problems(in: Paths.folder(of: path)) {
      summary.failed += 1
      report(findings)
    }
    if stream.isEmpty, let finding = try unlisted.finding(besides: names, isStrict: isStrict) {
      if finding.severity == .error { summary.failed += 1 }
      if sample == nil || finding.severity == .error { report(Findings(finding)) }
    }
    return summary
  }

  private func openManifest() throws(Findings) -> ManifestReader {
    guard Folders.exists(path) else {
      throw Findings(Finding(.inputMissing, "there is no file “\(path)” (--manifest)"))
    }
    return try ManifestReader(path)
  }

  /// Calls `body` with the lines of each letter or, in a print stream, of each file. These lines name the same first output.
  private func forEachUnit(_ body: (Int, [ManifestLine]) -> Void) throws(Findings) {
    var reader = try openManifest()
    var lines: [ManifestLine] = []
    var number = 0
    while let line = try reader.next()?.line {
      // A print file cannot have more letters. More lines of one file would fill the memory. What comes after them counts as a repetition.
      let isFull = lines.count == PrintStreamOptions.mostPages
      if let last = lines.last, isFull || line.outputs.isEmpty || line.outputs.first != last.outputs.first {
        body(number, lines)
        number += 1
        lines = []
      }
      lines.append(line)
    }
    if !lines.isEmpty { body(number, lines) }
  }

  /// What is wrong if two lines are about the same file, or two lines of a print stream about the same letter.
  /// - Parameters:
  ///   - names: the files so far. Names that differ in letter case belong to one file on some systems.
  ///   - places: a digest of each place of a letter so far. These are compared exactly, because no batch chose the names of its inputs.
  private static func repetition(
    in lines: [ManifestLine], _ names: inout NameRegister, _ places: inout Set<UInt64>, of path: String
  ) -> Findings? {
    var files = lines.flatMap(\.outputs).map(\.file)
    var letters: [String] = []
    if lines.first?.outputs.first?.isDuplex != nil {
      files = files.first.map { [$0] } ?? []
      letters = lines.filter { !$0.input.isHidden }.map { "\($0.input.file):\($0.input.offset)" }
    }
    // All are registered, because what the manifest does not name is reported too.
    let twice =
      files.filter { !names.insert($0) } + letters.filter { !places.insert(BatchPlan.key(ofExactName: $0)).inserted }
    guard let file = twice.first else { return nil }
    return Findings(
      Finding(
        .verificationFailed, "“\(path)” has two lines for “\(file)”",
        fix: "restore it; a manifest that was joined from others proves nothing"))
  }

  /// The numbers of the letters or files that are verified; nil for all.
  private func choose() throws(Findings) -> Set<Int>? {
    guard let sample else { return nil }
    var chosen = SeededSample(count: sample, seed: seed)
    try forEachUnit { number, lines in
      guard let line = lines.first, line.status == .written else { return }
      chosen.offer(number, digest: Array(line.input.digest.utf8))
    }
    return chosen.numbers
  }
}
