import DeterminationLetters
import FileSystem
import JSONText

/// `stream.ndjson`: where each letter is in the files of a print stream, in the order of printing, for the mail house.
struct PrintStreamIndex {
  private(set) var bytes: [UInt8] = []

  /// Adds a letter.
  mutating func add(id: String, file: String, firstPage: Int, pages: Int, sheets: Int) {
    var line = JSONLine()
    line.add("id", id)
    line.add("file", file)
    line.add("firstPage", firstPage)
    line.add("pages", pages)
    line.add("sheets", sheets)
    bytes += Array((line.text + "\n").utf8)
  }
}

/// The index and the files of a print stream, as far as the manifest says what they must be.
struct PrintStreamProof {
  private var lines: [ManifestLine] = []

  /// Whether the manifest is not that of a print stream.
  var isEmpty: Bool { lines.isEmpty }

  /// Takes a line of the manifest.
  mutating func take(_ line: ManifestLine) {
    if line.status == .written, line.outputs.first?.isDuplex != nil { lines.append(line) }
  }

  /// What is wrong in the folder: an index that is not the manifest's, and print files that the manifest does not have.
  func problems(in folder: String) throws(Findings) -> [Findings] {
    guard !lines.isEmpty else { return [] }
    var problems: [Findings] = []
    func report(_ message: String) {
      problems.append(Findings(Finding(.verificationFailed, message, fix: "run the batch again with --resume")))
    }
    var index = PrintStreamIndex()
    for line in lines.sorted(by: Self.isPrintedBefore) {
      index.add(
        id: line.id, file: line.outputs.first?.file ?? "", firstPage: line.firstPage ?? 0, pages: line.pages ?? 0,
        sheets: line.sheets ?? 0)
    }
    let path = BatchFile.stream.path(in: folder)
    switch try Files.contents(path, limit: index.bytes.count, isPlain: true) {
    case nil: report("the index “\(path)” is missing")
    case let bytes? where bytes != index.bytes: report("the index “\(path)” does not say what the manifest says")
    default: break
    }
    let known = Set(lines.compactMap(\.outputs.first?.file))
    for file in try Folders.list(folder) ?? []
    where file.hasPrefix("stream-") && file.hasSuffix(".pdf") && !known.contains(file) {
      report("“\(folder)/\(file)” is a print file that the manifest does not have")
    }
    return problems
  }

  private static func isPrintedBefore(_ one: ManifestLine, _ other: ManifestLine) -> Bool {
    let (file, otherFile) = (one.outputs.first?.file ?? "", other.outputs.first?.file ?? "")
    return file == otherFile ? (one.firstPage ?? 0) < (other.firstPage ?? 0) : file < otherFile
  }
}
