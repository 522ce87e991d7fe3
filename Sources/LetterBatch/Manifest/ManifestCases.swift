import DeterminationLetters
import Digests
import FileSystem

/// The cases of the letters that a batch made, each with the template set as the batch used it.
package struct ManifestCases {
  private var reader: ManifestReader
  private let folder: String

  /// Opens a manifest. It must still be in the folder of the batch.
  /// - Throws: a finding if there is none.
  package init(_ path: String) throws(Findings) {
    guard Folders.exists(path) else { throw Findings(Finding(.inputMissing, "there is no file “\(path)”")) }
    reader = try ManifestReader(path)
    folder = Paths.folder(of: path)
  }

  /// The next letter that was made; nil after the last.
  /// - Returns: the text of its case, and the folder of its template set.
  /// - Throws: a finding if the input or the set is gone, or if the input has changed.
  package mutating func next() throws(Findings) -> (source: SourceText, set: String)? {
    while let line = try reader.next()?.line {
      guard line.status == .written else { continue }
      guard let set = try KeptTemplateSet.find(line.maker.templateDigest, in: folder) else {
        throw Findings(
          Finding(
            .inputMissing, "“\(folder)/.sets” does not have the template set \(line.maker.template)",
            fix: "the batch keeps it there; restore the folder"))
      }
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
      return (record.source, set + "/")
    }
    return nil
  }
}
