import DeterminationLetters
import Digests
import FileSystem

/// The cases of the letters that a batch made, each with the template set as the batch used it.
package struct ManifestCases {
  private var reader: ManifestReader
  private var kept: KeptTemplateSets

  /// Opens a manifest. It must still be in the folder of the batch.
  /// - Throws: a finding if there is none.
  package init(_ path: String) throws(Findings) {
    guard Folders.exists(path) else { throw Findings(Finding(.inputMissing, "there is no file “\(path)”")) }
    reader = try ManifestReader(path)
    kept = KeptTemplateSets(folder: Paths.folder(of: path))
  }

  /// Whether a file has the name that batches give to their manifests: `manifest.ndjson`, `manifest.1.ndjson`.
  package static func isManifest(_ path: String) -> Bool {
    BatchFile.isManifest(Paths.name(of: path))
  }

  /// The next letter that was made; nil after the last.
  /// - Parameter load: loads the template set of a folder.
  /// - Returns: the text of its case, and a renderer of its template set.
  /// - Throws: a finding if the input or the set is gone or has changed.
  package mutating func next(
    _ load: (String) throws(Findings) -> LetterRenderer
  ) throws(Findings) -> (source: SourceText, renderer: LetterRenderer)? {
    while let line = try reader.next()?.line {
      guard line.status == .written else { continue }
      let renderer = try renderer(of: line.maker, load)
      guard !line.input.isHidden else { throw Findings.inputIsHidden }
      guard line.input.file != "-", Folders.exists(line.input.file) else {
        throw Findings(
          Finding(
            .inputMissing, "the input of the letter at “\(line.input.file)”, line \(line.input.line), is gone",
            fix: "restore it at the path that was given to the batch"))
      }
      let record = try CaseRecord(fetching: line.input)
      guard SHA256(of: record.source.bytes).description == line.input.digest else {
        throw Findings(
          Finding(
            .inputMissing, "the input of the letter at “\(line.input.file)”, line \(line.input.line), has changed",
            fix: "restore it at the path that was given to the batch"))
      }
      return (record.source, renderer)
    }
    return nil
  }

  private mutating func renderer(
    of maker: ManifestLine.Maker, _ load: (String) throws(Findings) -> LetterRenderer
  ) throws(Findings) -> LetterRenderer {
    let found = try kept.renderer(of: maker.templateDigest, load) { set in
      Finding(
        .inputMissing, "“\(set)” is no longer the template set that the letters were made with",
        fix: "restore the folder as the batch left it")
    }
    guard let found else {
      throw Findings(
        Finding(
          .inputMissing, "“\(kept.folder)/.sets” does not have the template set \(maker.template)",
          fix: "the batch keeps it there; restore the folder"))
    }
    return found
  }
}
