import DeterminationLetters
import FileSystem

/// Finds letters in the folder of a manifest that no line of it names. They can be of an earlier batch, or lines of the manifest are gone.
struct UnlistedLetters {
  /// The manifest.
  let path: String
  /// The formats of the files that the manifest names. Without any, as if all records were rejected, files of every format count.
  private var formats: Set<LetterFormat> = []
  private var hasLines = false

  init(besides path: String) { self.path = path }

  /// Takes a line of the manifest.
  mutating func take(_ line: ManifestLine) {
    hasLines = true
    for output in line.outputs {
      if let format = LetterFormat(suffixOf: output.file) { formats.insert(format) }
    }
  }

  /// The letters that are not verified, as a warning. Without any line nothing is proven, so that is an error.
  /// - Parameters:
  ///   - names: the files that the manifest names.
  ///   - isStrict: whether every finding is an error.
  func finding(besides names: NameRegister, isStrict: Bool) throws(Findings) -> Finding? {
    let others = try unlisted(besides: names)
    guard let first = others.first else { return nil }
    let isOne = others.count == 1
    let files = isOne ? "“\(first)” is" : "\(others.count) files such as “\(first)” are"
    let (it, theirs) = isOne ? ("it", "its") : ("them", "their")
    let fault = hasLines ? "no line of the manifest names \(it)" : "the manifest has no line"
    return Finding(
      .notInManifest, "\(files) in the folder, but \(fault), so \(isOne ? "it is" : "they are") not verified",
      fix: hasLines
        ? "verify \(it) with the manifest of \(theirs) own batch, or move \(it) to another folder"
        : "restore the manifest, or, if the batch was stopped, run it again with --resume",
      severity: hasLines && !isStrict ? .warning : .error)
  }

  /// The files of letters that neither the manifest names nor, if it has lines, the manifest of an earlier batch. Other files can have the
  /// suffix of a format that the batch did not write, unless they have the name of one of its letters: that is a letter of earlier data.
  private func unlisted(besides names: NameRegister) throws(Findings) -> [String] {
    var names = names
    let folder = Paths.folder(of: path)
    let files = try Folders.list(folder) ?? []
    if hasLines {
      for file in files where BatchFile.isManifest(file) && file != Paths.name(of: path) {
        Self.add(namesOf: "\(folder)/\(file)", to: &names)
      }
    }
    let listed = names
    return files.filter { file in
      guard let format = LetterFormat(suffixOf: file) else { return false }
      let stem = file.dropLast(format.rawValue.utf8.count + 1)
      guard
        formats.isEmpty || formats.contains(format)
          || formats.contains(where: { listed.contains("\(stem).\($0.rawValue)") })
      else { return false }
      return !file.hasPrefix(".") && names.insert(file) && !Folders.isFolder("\(folder)/\(file)")
    }
  }

  /// Adds the files that the manifest of an earlier batch names. A broken one names none.
  private static func add(namesOf manifest: String, to names: inout NameRegister) {
    guard var reader = try? ManifestReader(manifest, resumes: true) else { return }
    while let line = try? reader.next()?.line {
      for output in line.outputs { _ = names.insert(output.file) }
    }
  }
}
