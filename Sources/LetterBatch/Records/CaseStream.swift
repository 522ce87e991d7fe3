import DeterminationLetters
import FileSystem

/// The cases of some inputs, one after the other, as a batch reads them.
package struct CaseStream {
  private var reader: CaseRecordReader

  /// - Throws: a finding if writing to `path` would replace a file of some inputs, which may be folders.
  package static func protect(_ inputs: [String], from path: String) throws(Findings) {
    guard Folders.exists(path) else { return }
    let files = try CaseFiles(inputs)
    for index in 0..<files.count { try OutputFile.protect(files[index], from: path, as: "an input") }
  }

  /// Opens folders of case files, JSON files, arrays and NDJSON files; `-` is standard input.
  /// - Throws: inputs that are missing.
  package init(_ inputs: [String]) throws(Findings) {
    reader = CaseRecordReader(try CaseFiles(inputs))
  }

  /// The text of the next case; nil after the last. A case that cannot be read is a failure; the ones after it follow.
  package mutating func next() -> Result<SourceText, Findings>? { reader.next().map { $0.map(\.source) } }
}
