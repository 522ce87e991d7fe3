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
  /// What the manifest says of a letter. There may be millions.
  private struct Letter {
    let id: String
    /// The index of its file.
    let file: Int
    let firstPage, pages, sheets: Int
  }

  private var letters: [Letter] = []
  /// The names of the files, and the index of each.
  private var files: [String] = []
  private var numbers: [ExactText: Int] = [:]

  /// Whether the manifest is not that of a print stream.
  var isEmpty: Bool { letters.isEmpty }

  /// Takes a line of the manifest.
  mutating func take(_ line: ManifestLine) {
    guard line.status == .written, let output = line.outputs.first, output.isDuplex != nil else { return }
    let number = numbers[ExactText(output.file)] ?? files.count
    if number == files.count {
      files.append(output.file)
      numbers[ExactText(output.file)] = number
    }
    letters.append(
      Letter(
        id: line.id, file: number, firstPage: line.firstPage ?? 0, pages: line.pages ?? 0, sheets: line.sheets ?? 0))
  }

  /// What is wrong in the folder: an index that is not the manifest's, and print files that the manifest does not have.
  func problems(in folder: String) throws(Findings) -> [Findings] {
    guard !letters.isEmpty else { return [] }
    var problems: [Findings] = []
    func report(_ message: String) {
      problems.append(Findings(Finding(.verificationFailed, message, fix: "run the batch again with --resume")))
    }
    var index = PrintStreamIndex()
    // In the order of printing.
    for letter in letters.sorted(by: { (files[$0.file], $0.firstPage) < (files[$1.file], $1.firstPage) }) {
      index.add(
        id: letter.id, file: files[letter.file], firstPage: letter.firstPage, pages: letter.pages, sheets: letter.sheets
      )
    }
    let path = BatchFile.stream.path(in: folder)
    switch try Files.contents(path, limit: index.bytes.count, isPlain: true) {
    case nil: report("the index “\(path)” is missing")
    case let bytes? where bytes != index.bytes: report("the index “\(path)” does not say what the manifest says")
    default: break
    }
    let known = Set(files.map(ExactText.init))
    for file in try Folders.list(folder) ?? []
    where PrintStreamPlan.isFile(file) && !known.contains(ExactText(file)) {
      report("“\(folder)/\(file)” is a print file that the manifest does not have")
    }
    return problems
  }
}
