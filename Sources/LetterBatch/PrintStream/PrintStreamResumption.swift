import DeterminationLetters

/// Finds the files of a print stream that an earlier run finished. For such a file, the manifest has each letter at the same page, made
/// from the same record by the same program, and the digest of the file is the same.
struct PrintStreamResumption {
  private let folder: String
  private let maker: ManifestLine.Maker
  private let standard: PDFStandard
  private let layout: PrintStreamPlan
  private let plan: BatchPlan
  private let numbers: [String: Int]
  private var places = PlaceKeys()
  /// How many letters of each file are in the manifest, where the next one must start, and what the manifest says about the file.
  private var found: [Int: (count: Int, nextPage: Int, output: ManifestLine.Output)] = [:]

  init(
    folder: String, maker: ManifestLine.Maker, standard: PDFStandard, layout: PrintStreamPlan, plan: BatchPlan
  ) {
    self.standard = standard
    self.folder = folder
    self.maker = maker
    self.layout = layout
    self.plan = plan
    numbers = Dictionary(layout.files.indices.map { (layout.name(ofFile: $0), $0) }) { first, _ in first }
  }

  /// The number of the file that a line's letter is in.
  func file(of line: ManifestLine) -> Int? { line.outputs.first.flatMap { numbers[$0.file] } }

  /// Takes a line of the manifest. Lines of a file come in its order.
  mutating func take(_ line: ManifestLine) {
    guard let number = file(of: line), let output = line.outputs.first, line.maker == maker else { return }
    let entries = layout.files[number]
    let (count, page, known) = found[number] ?? (0, 1, output)
    guard count < entries.count, known == output else { return }
    let entry = layout.entries[entries.lowerBound + count]
    guard entry.id == line.id, plan.has(line.input.sha256, record: entry.record), line.pages == entry.pages,
      line.firstPage == page, plan.place(of: entry.record) == places.key(of: line.input)
    else { return }
    found[number] = (count + 1, page + layout.pages(of: entry), output)
  }

  /// The files that are finished.
  var doneFiles: Set<Int> {
    Set(
      found.filter { number, file in
        file.count == layout.files[number].count && file.output.isDuplex == layout.isDuplex
          && file.output.standard == standard.rawValue && file.output.isIntact(in: folder)
      }.keys)
  }
}
