import DeterminationLetters
import Foundation
import TestSupport
import Testing

/// A gate that never closes proves nothing: a good file is broken in many ways, and each is caught by a validator or by the
/// comparison of structures.
@Suite("The conformance gate", .enabled(if: ConformanceGate.isInstalled, ConformanceGate.notInstalled))
struct GateTests {
  /// A way of breaking a PDF in qpdf's editable form: what is replaced, and by what.
  struct Break: Sendable, CustomTestStringConvertible {
    let name: String
    let pattern: String
    let replacement: String
    /// How many places are changed; 0 means all.
    var count = 0
    /// The letter that is broken.
    var sample = "mixed-every-guideline-form"
    var options = PDFOptions()

    var testDescription: String { name }
  }

  static let breaks = [
    Break(name: "no language", pattern: "\n *  ?/Lang [^\n]*", replacement: ""),
    Break(name: "no title in the metadata", pattern: "<dc:title>.*?</dc:title>", replacement: ""),
    Break(name: "title not displayed", pattern: "/DisplayDocTitle true", replacement: "/DisplayDocTitle false"),
    Break(
      name: "marked content without owner", pattern: "/P <</MCID 1>> BDC|/P <</MCID 9>> BDC|/P <</MCID 19>> BDC",
      replacement: "/P BMC"),
    Break(name: "header cells as data cells", pattern: "/S /TH", replacement: "/S /TD"),
    Break(name: "headings as paragraphs", pattern: "/S /H1", replacement: "/S /P"),
    Break(name: "font not embedded", pattern: "/FontFile2 \\d+ 0 R", replacement: "", count: 1),
    Break(
      name: "no map to Unicode", pattern: "/ToUnicode \\d+ 0 R", replacement: "", count: 1,
      sample: "accents-and-symbols"),
    Break(name: "no encoding of Latin text", pattern: "/Encoding /WinAnsiEncoding", replacement: "", count: 1),
    Break(
      name: "headers that lead nowhere", pattern: "/Headers \\[\\s*\\([0-9A-F]+\\)", replacement: "/Headers [ (FFFFFF)",
      count: 1),
    Break(name: "no tree of identifiers", pattern: "/IDTree \\d+ 0 R", replacement: ""),
    Break(name: "artifact not marked", pattern: "/Artifact <</Type /Layout>> BDC", replacement: "/None BMC"),
    Break(name: "no structure tree", pattern: "/StructTreeRoot \\d+ 0 R", replacement: ""),
    Break(name: "not marked as tagged", pattern: "/Marked true", replacement: "/Marked false"),
    Break(name: "no output intent", pattern: "/OutputIntents \\[.*?\\]", replacement: ""),
    Break(name: "claims nothing", pattern: "<pdfuaid:part>1</pdfuaid:part>", replacement: ""),
    Break(name: "items out of order", pattern: "/S /H2", replacement: "/S /H4"),
    Break(name: "widths that do not fit", pattern: "/Widths \\[\\s*\\d+", replacement: "/Widths [ 999", count: 1),
  ]

  private static let signed = PDFOptions(signatureField: .visible(x: 72, y: 735, width: 200, height: 50))
  private static let newer = PDFOptions(standard: .ua2, signatureField: signed.signatureField)

  /// What only veraPDF sees.
  static let newerBreaks = [
    Break(
      name: "a form without its field", pattern: "/K \\[\\s*<<\\s*/Obj .*?>>\\s*\\]", replacement: "", options: signed),
    Break(name: "a field that leads to no form", pattern: "/StructParent \\d+", replacement: "", options: signed),
    Break(name: "a field without a label", pattern: "\n  /TU \\([^\n]*", replacement: "", options: signed),
    Break(name: "a visible field that shows nothing", pattern: "/AP <<.*?>>", replacement: "", options: signed),
    Break(name: "a field that is not printed", pattern: "/F 132", replacement: "/F 128", options: signed),
    Break(name: "no namespace", pattern: "/NS \\d+ 0 R", replacement: "", options: newer),
    Break(name: "bookmarks that lead to pages only", pattern: "/SD \\[.*?\\]", replacement: "", options: newer),
    Break(name: "no declaration", pattern: "wtpdf#accessibility1.0", replacement: "wtpdf#other", options: newer),
    Break(
      name: "no revision of the standard", pattern: "<pdfuaid:rev>2024</pdfuaid:rev>", replacement: "", options: newer),
    Break(name: "an older version", pattern: "%PDF-2.0", replacement: "%PDF-1.7", options: newer),
    Break(name: "a field without a description", pattern: "\n  /Contents \\([^\n]*", replacement: "", options: newer),
  ]

  /// All breaks of a standard in one call, because veraPDF takes seconds to start.
  @Test(
    "catches, with veraPDF, what is wrong with fields and with PDF/UA-2",
    .enabled(if: Project.shared != nil, "skipped: ../shared is not here"), arguments: PDFStandard.allCases)
  func catchesNewer(standard: PDFStandard) throws {
    let folder = try TemporaryFolder()
    let ways = Self.newerBreaks.filter { $0.options.standard == standard }
    var files: [String] = []
    for (index, way) in ways.enumerated() {
      let sample = try #require(
        Project.samples("imr-2016").first { $0.lastPathComponent == way.sample + ".json" })
      let renderer = try LetterRenderer(template: "imr-2016", resources: Renderers.resources, pdf: way.options)
      let (good, broken) = (folder.file("good.pdf").path, folder.file("broken-\(index).pdf").path)
      try renderer.render(contentsOf: sample.path).write(.pdf, to: good)
      try apply(way, to: good, giving: broken, folder)
      files = [good] + files.dropFirst() + [broken]
    }
    let failures = try ConformanceGate.veraPDFFailures(files, standard)
    #expect(!failures.contains { $0.contains(files[0]) }, "the unbroken file passes: \(failures)")
    for (way, file) in zip(ways, files.dropFirst()) {
      #expect(failures.contains { $0.contains(file) }, "\(way.name)")
    }
  }

  @Test("catches", arguments: breaks)
  func catches(way: Break) throws {
    let folder = try TemporaryFolder()
    let sample = try #require(
      Project.samples("imr-2016").first { $0.lastPathComponent == way.sample + ".json" })
    let letter = try Renderers.renderer("imr-2016").render(contentsOf: sample.path)
    let good = folder.file("good.pdf").path
    try letter.write(.pdf, to: good)
    #expect(try verdict(good, letter) == nil, "the unbroken file passes")
    let broken = folder.file("broken.pdf").path
    try apply(way, to: good, giving: broken, folder)
    #expect(try verdict(broken, letter) != nil)
  }

  /// What is wrong with a file, if something is.
  private func verdict(_ path: String, _ letter: RenderedLetter) throws -> String? {
    if let failure = try ConformanceGate.failures([path]).first?.value { return failure }
    let lost = try PDFTools.lostHeaders(of: path)
    if !lost.isEmpty { return "data cells name header cells that are not there: \(lost)" }
    let found = StructureOutline.of(pdfinfo: try PDFTools.structure(of: path))
    return found == StructureOutline.of(letter.letter) ? nil : "the structure is not the letter's"
  }

  private func apply(_ way: Break, to good: String, giving broken: String, _ folder: TemporaryFolder) throws {
    let editable = folder.file("editable.pdf").path
    _ = try Subprocess.run("qpdf", ["--qdf", "--object-streams=disable", "--no-original-object-ids", good, editable])
    // Latin-1 keeps every byte as it is.
    let text = try #require(String(data: Data(contentsOf: URL(fileURLWithPath: editable)), encoding: .isoLatin1))
    let expression = try NSRegularExpression(pattern: way.pattern, options: [.dotMatchesLineSeparators])
    let whole = NSRange(text.startIndex..., in: text)
    let matches = expression.matches(in: text, range: whole)
    #expect(!matches.isEmpty, "there is nothing to break")
    let limit =
      way.count == 0
      ? whole : NSRange(location: 0, length: matches.first.map { $0.range.location + $0.range.length } ?? 0)
    let changed = expression.stringByReplacingMatches(in: text, range: limit, withTemplate: way.replacement)
    let edited = folder.file("edited.pdf").path
    try #require(changed.data(using: .isoLatin1)).write(to: URL(fileURLWithPath: edited))
    // Offsets and lengths are mended, so that only what was broken on purpose is broken.
    let fixed = try Subprocess.run("fix-qdf", [edited])
    try fixed.output.write(to: URL(fileURLWithPath: broken))
  }
}
