import DeterminationLetters
import Foundation
import LetterDocument
import LetterTemplate
import TestSupport
import Testing
import Typesetting

/// Letters that use the whole language: one by hand, and many at random.
@Suite("The language of letters")
struct LanguageTests {
  private static let count = Int(ProcessInfo.processInfo.environment["RANDOM_LETTERS"] ?? "") ?? 300

  private static let every = Project.root.appending(path: "Tests/DeterminationLettersTests/EverySet")

  private static let pictures = (try? TestPicture.all()) ?? []

  private func everyLetter(_ options: PDFOptions = PDFOptions()) throws -> RenderedLetter {
    try LetterRenderer(template: Self.every.path + "/", resources: Renderers.resources, pdf: options)
      .render(contentsOf: Self.every.appending(path: "case.json").path)
  }

  /// The letter of a seed.
  private func letter(_ seed: Int) throws -> RenderedLetter {
    var generator = LanguageGenerator(seed: UInt64(seed))
    var files = generator.set().mapValues { Array($0.utf8) }
    files["a.png"] = Self.pictures.isEmpty ? [] : Array(Self.pictures[seed * 37 % Self.pictures.count].png)
    let renderer = try Renderers.renderer(files: files)
    let source = SourceText(name: "case.json", text: "{}")
    #expect(renderer.check(source).all.isEmpty, "seed \(seed)")
    return try renderer.render(source)
  }

  // MARK: Conformance

  @Test("gives PDFs that conform, with the letter's structure and words, in every construct and at random")
  func conforms() throws {
    let folder = try TemporaryFolder()
    var files: [String] = []
    func add(_ letter: RenderedLetter, _ name: String) throws {
      let path = folder.file("\(name).pdf").path
      try letter.write(.pdf, to: path)
      files.append(path)
      let found = StructureOutline.of(pdfinfo: try PDFTools.structure(of: path))
      let expected = StructureOutline.of(letter.letter)
      let same = zip(found, expected).prefix { $0 == $1 }.count
      #expect(
        found.count == same && expected.count == same,
        "\(name): \(found.dropFirst(max(0, same - 3)).prefix(9)), not \(expected.dropFirst(max(0, same - 3)).prefix(9))"
      )
    }
    try add(everyLetter(), "every")
    for seed in 0..<max(40, Self.count / 10) { try add(letter(seed), "\(seed)") }
    if ConformanceGate.isInstalled {
      for (file, failure) in try ConformanceGate.failures(files) { Issue.record("\(file): \(failure)") }
    }
    if Project.shared != nil {
      for failure in try ConformanceGate.veraPDFFailures(files) { Issue.record("\(failure)") }
      let newer = folder.file("newer.pdf").path
      try everyLetter(PDFOptions(standard: .ua2)).write(.pdf, to: newer)
      #expect(try ConformanceGate.veraPDFFailures([newer], .ua2) == [])
    }
  }

  /// Markers, nested lists, column heads, addresses of links and alternate texts.
  @Test("gives plain text in which each value stands with its column, and each item with its marker")
  func writesText() throws {
    try Snapshot.expect(everyLetter().text(), matches: Self.every.appending(path: "letter.txt"))
  }

  @Test("gives HTML with the same words in the same order")
  func writesHTML() throws {
    let pages = try HTMLPages()
    try pages.add(everyLetter(), "every")
    for seed in 0..<max(60, Self.count / 10) { try pages.add(letter(seed), "\(seed)") }
    #expect(try pages.differences() == [])
  }

  /// Not a test but its material: `make test-readers` reads these letters with the programs of others.
  @Test(
    "is written for the programs of others",
    .enabled(if: readersFolder != nil, "skipped: make test-readers sets READERS_FOLDER"))
  func writesForReaders() throws {
    let folder = URL(fileURLWithPath: try #require(Self.readersFolder))
    func write(_ letter: RenderedLetter, _ name: String) throws {
      try letter.write(.pdf, to: folder.appending(path: "\(name).pdf").path)
      try letter.write(.html, to: folder.appending(path: "\(name).html").path)
      let outline = StructureOutline.of(letter.letter)
      let check = PageCheck(letter: letter.letter, pages: try letter.typeset())
      let expected = Expectation(
        paragraphs: StructureOutline.texts(of: letter.letter),
        drawn: check.drawn.joined(), pieces: check.drawn.flatMap { $0.split(separator: " ").map(String.init) },
        outline: outline.filter { !$0.hasPrefix("\"") })
      try JSONEncoder().encode(expected).write(to: folder.appending(path: "\(name).json"))
    }
    try write(everyLetter(), "every")
    for seed in 0..<60 { try write(letter(seed), "random-\(seed)") }
    for sample in Project.programSamples {
      try write(
        Renderers.renderer(sample.edition).render(contentsOf: sample.url.path), "\(sample.edition)-\(sample.name)")
    }
  }

  private static let readersFolder = ProcessInfo.processInfo.environment["READERS_FOLDER"]

  /// What a reader must find in a letter.
  private struct Expectation: Encodable {
    /// The texts of the letter.
    let paragraphs: [String]
    /// Everything that is drawn, with running and repeated lines.
    let drawn: String
    /// The words, and parts of words, on each line.
    let pieces: [String]
    /// The types of the structure elements in order.
    let outline: [String]
  }

  // MARK: Pages

  @Test("sets pages on which nothing is lost, doubled, alone or over something else", arguments: 0..<2)
  func paginates(part: Int) throws {
    for seed in stride(from: part, to: Self.count, by: 2) {
      let rendered = try letter(seed)
      let pages = try rendered.typeset()
      let check = PageCheck(letter: rendered.letter, pages: pages)
      #expect(check.problems == [], "seed \(seed)")
      if ProcessInfo.processInfo.environment["PRINT_SEED"] == String(seed) {
        var generator = LanguageGenerator(seed: UInt64(seed))
        print(generator.set(), check.listing)
      }
    }
  }
}

/// What must hold of the pages of a letter, read from the pages alone.
struct PageCheck {
  let letter: Letter
  let pages: TypesetLetter

  var problems: [String] { lost + outside + overlapping + alone + widows + artifacts }

  /// The texts of all lines on the pages, with running and repeated lines. The cells of a row are texts of their own.
  var drawn: [String] {
    let lines = pages.pages.flatMap { page -> [Line] in page.headers + page.repeatedHeads + page.lines + page.feet }
    return lines.map { line in pages.runs[line.runs].map(text).joined() }
  }

  private func text(_ run: Run) -> String {
    String(String.UnicodeScalarView(pages.glyphs[run.glyphs].compactMap { Unicode.Scalar($0.character) }))
  }

  private func runs(_ page: Page) -> [(run: Run, baseline: Double)] {
    page.lines.flatMap { line in pages.runs[line.runs].map { ($0, line.baseline) } }
  }

  /// The characters of the pages are those of the letter. All words are different. Their order is that of the structure, which another test
  /// compares; on the pages, the cells of a row that goes on to another page take turns.
  private var lost: [String] {
    let expected = StructureOutline.of(letter).filter { $0.hasPrefix("\"") }.map { $0.dropFirst() }.joined()
    let found = pages.pages.flatMap(runs).map { text($0.run) }.joined().filter { !$0.isWhitespace }
    return expected.sorted() == found.sorted() ? [] : ["words are lost or doubled"]
  }

  private func width(_ run: Run) -> Double {
    let face = pages.faces[run.face]
    let visible = pages.glyphs[run.glyphs].reversed().drop { $0.character == 0x20 }
    return Double(visible.reduce(0) { $0 + face.advance(of: $1.character) }) * run.size / Double(face.unitsPerEm)
  }

  /// The lines of each page, for people.
  var listing: String {
    pages.pages.enumerated().map { number, page in
      "page \(number + 1)\n"
        + page.lines.map { line in "\(Int(line.baseline)) " + pages.runs[line.runs].map(text).joined(separator: "|") }
        .joined(separator: "\n")
    }.joined(separator: "\n")
  }

  /// Whether a run is the marker of a list item, which may stand in the margin.
  private func isLabel(_ run: Run) -> Bool { run.element.map { pages.elements[$0].kind == .label } ?? false }

  /// Every line is inside the text area.
  private var outside: [String] {
    let style = letter.page
    var problems: [String] = []
    for (number, page) in pages.pages.enumerated() {
      let firsts = number == 0 ? letter.firstPageElements.count : 0
      let top = firsts > 0 ? 0 : style.top(ofPage: number)
      for (run, baseline) in runs(page) {
        if baseline > page.height - style.bottom(ofPage: number) + 0.01 || baseline < top
          || run.x < (isLabel(run) ? 0 : style.margin.left - 0.01)
          || run.x + width(run) > page.width - style.margin.right + 0.02
        {
          problems.append("page \(number + 1): “\(text(run))” is outside")
        }
      }
    }
    return problems
  }

  /// No text is over other text.
  private var overlapping: [String] {
    var problems: [String] = []
    for (number, page) in pages.pages.enumerated() {
      let heads = page.repeatedHeads.flatMap { line in pages.runs[line.runs].map { ($0, line.baseline) } }
      let all = (runs(page) + heads).map { run, baseline in
        (
          run: run, left: run.x + 0.05, right: run.x + width(run) - 0.05, top: baseline - run.size * 0.66,
          bottom: baseline + run.size * 0.2
        )
      }.filter { $0.right > $0.left }.sorted { $0.top < $1.top }
      for (index, one) in all.enumerated() {
        for other in all[(index + 1)...] {
          if other.top >= one.bottom { break }
          if one.left < other.right, other.left < one.right {
            problems.append("page \(number + 1): “\(text(one.run))” is over “\(text(other.run))”")
          }
        }
      }
    }
    return problems
  }

  /// The block around an element: a heading, a caption, or a row of a head.
  private func block(_ element: StructureElement.ID?) -> (kind: StructureElement.Kind, id: StructureElement.ID)? {
    var current = element
    while let id = current {
      switch pages.elements[id].kind {
      case .heading, .caption, .tableHead: return (pages.elements[id].kind, id)
      case .paragraph, .listItem, .document: return nil
      default: current = pages.elements[id].parent
      }
    }
    return nil
  }

  /// No heading, caption or table head is the last thing on a page.
  private var alone: [String] {
    pages.pages.enumerated().dropLast().compactMap { number, page in
      guard let last = page.lines.last.flatMap({ pages.runs[$0.runs].last }), let block = block(last.element) else {
        return nil
      }
      // If nothing else is on the page, it and what follows do not fit one page.
      let own = page.lines.filter { $0.baseline > letter.page.top(ofPage: number) }
      if own.allSatisfy({ line in self.block(pages.runs[line.runs].last?.element) != nil }) { return nil }
      // A picture below it is not alone either.
      if page.pictures.contains(where: { ($0.element ?? -1) > (last.element ?? 0) }) { return nil }
      if page.pictures.contains(where: { $0.element == nil }) { return nil }
      return "page \(number + 1) ends with \(block.kind)"
    }
  }

  private func isInCell(_ element: StructureElement.ID) -> Bool {
    var current = pages.elements[element].parent
    while let id = current, pages.elements[id].kind != .row { current = pages.elements[id].parent }
    return current != nil
  }

  /// Outside of tables, a paragraph of four lines or more has two of them on each page that it is on.
  private var widows: [String] {
    var lines: [StructureElement.ID: [Int: Set<Double>]] = [:]
    for (number, page) in pages.pages.enumerated() {
      for (run, baseline) in runs(page) {
        var element = run.element
        while let id = element, pages.elements[id].kind != .paragraph { element = pages.elements[id].parent }
        if let element, !isInCell(element) { lines[element, default: [:]][number, default: []].insert(baseline) }
      }
    }
    return lines.filter {
      $0.value.values.reduce(0) { $0 + $1.count } >= 4 && $0.value.values.contains { $0.count < 2 }
    }
    .map { "a paragraph has a single line on a page: \($0.value.mapValues(\.count))" }
  }

  /// What is repeated belongs to no element.
  private var artifacts: [String] {
    pages.pages.flatMap { $0.repeatedHeads + $0.headers + $0.feet }.flatMap { pages.runs[$0.runs] }
      .contains { $0.element != nil } ? ["an artifact belongs to an element"] : []
  }
}
