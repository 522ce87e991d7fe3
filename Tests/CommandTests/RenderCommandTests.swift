import Foundation
import TestSupport
import Testing

@Suite("imr-letters render")
struct RenderCommandTests {
  @Test("reads standard input, writes standard output, and finds its templates and fonts from any folder")
  func usesStandardStreams() throws {
    let folder = try TemporaryFolder()
    let text = try Command.run(
      "render", "-", "--template", "imr-2014", "-f", "txt", "-o", "-", input: Command.minimalCase(), in: folder.path)
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.text.hasPrefix("HOW THE IMR FINAL DETERMINATION WAS MADE\n"))
    let pdf = try Command.run(
      "render", "-", "--template", "imr-2014", "-o", "-", input: Command.minimalCase(), in: folder.path)
    #expect(pdf.output.starts(with: Data("%PDF-1.7".utf8)))
    #expect(folder.names.isEmpty)
  }

  @Test("chooses formats and file names as documented")
  func choosesNames() throws {
    let folder = try TemporaryFolder()
    try folder.write(Command.minimalCase(), to: "my.case.json")
    func names(_ arguments: String...) throws -> [String] {
      let before = Set(folder.names)
      let result = try Subprocess.run(
        Command.path, ["render", "my.case.json", "--template", "imr-2014"] + arguments, in: folder.path)
      #expect(result.status == 0, "\(result.errors)")
      let new = Set(folder.names).subtracting(before).sorted()
      for name in new { try FileManager.default.removeItem(at: folder.file(name)) }
      return new
    }
    #expect(try names() == ["my.case.pdf"])
    #expect(try names("-f", "pdf,txt") == ["my.case.pdf", "my.case.txt"])
    #expect(try names("-o", "a.txt") == ["a.txt"])
    #expect(try names("-o", "a.txt", "-f", "pdf,txt") == ["a.pdf", "a.txt"])
    #expect(try names("-o", "CM16-9", "-f", "txt,pdf") == ["CM16-9.pdf", "CM16-9.txt"])
    #expect(try names("-o", "CM16-9", "-f", "txt") == ["CM16-9"])
  }

  @Test(
    "gives no file a suffix of another format",
    arguments: [
      ["-o", "a.docx"], ["-o", "a.docx", "-f", "pdf"], ["-o", "a.pdf", "-f", "txt"], ["-o", "a.b", "-f", "txt,pdf"],
      ["-o", "a.json", "-f", "txt"],
    ])
  func refusesOtherSuffixes(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write(Command.minimalCase(), to: "case.json")
    let result = try Subprocess.run(
      Command.path, ["render", "case.json", "--template", "imr-2014"] + arguments, in: folder.path)
    #expect(result.status == 64 && folder.names == ["case.json"], "\(result.errors)")
  }

  @Test("writes all formats or none, and keeps what it cannot replace")
  func writesTogether() throws {
    let folder = try TemporaryFolder()
    try folder.write(Command.minimalCase(), to: "case.json")
    try folder.write("an older letter", to: "a.pdf")
    try FileManager.default.createDirectory(at: folder.file("a.txt"), withIntermediateDirectories: false)
    let result = try Subprocess.run(
      Command.path, ["render", "case.json", "--template", "imr-2014", "-o", "a", "-f", "pdf,txt"], in: folder.path)
    #expect(result.status == 73 && result.errors.contains("a.txt"), "\(result.errors)")
    #expect(folder.names == ["a.pdf", "a.txt", "case.json"])
    #expect(try String(contentsOf: folder.file("a.pdf"), encoding: .utf8) == "an older letter")
  }

  @Test("wraps plain text to --width")
  func wrapsText() throws {
    func widths(_ width: String) throws -> Int {
      let result = try Command.run(
        "render", "-", "--template", "imr-2014", "-f", "txt", "-o", "-", "--width", width, input: Command.minimalCase())
      return result.text.split(separator: "\n").map(\.count).max() ?? 0
    }
    #expect(try widths("60") <= 60)
    #expect(try widths("0") > 400)
  }

  @Test("takes a folder as template set, and templates from --templates and IMR_LETTERS_HOME")
  func findsTemplates() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    try FileManager.default.moveItem(at: folder.file("Templates/imr-2014"), to: folder.file("Templates/mine"))
    func status(_ arguments: [String], _ environment: [String: String] = [:]) throws -> Int32 {
      try Subprocess.run(
        Command.path, ["render", "-", "-f", "txt", "-o", "-"] + arguments, input: Data(Command.minimalCase().utf8),
        in: folder.path,
        environment: environment
      ).status
    }
    #expect(try status(["--template", "Templates/mine"]) == 0)
    #expect(try status(["--template", "./Templates/mine/"]) == 0)
    #expect(try status(["--template", "mine", "--templates", "Templates"]) == 0)
    #expect(try status(["--template", "mine"], ["IMR_LETTERS_HOME": folder.path]) == 0)
    #expect(try status(["--template", "mine"]) == 66)
  }

  @Test(
    "dates documents so that viewers in other time zones show the day of the decision", arguments: ["AKST9", "JST-9"])
  func datesInTimeZones(zone: String) throws {
    let folder = try TemporaryFolder()
    let sample = Project.folder("Samples/imr-2014/several-of-everything.json")
    let text = try String(contentsOfFile: sample, encoding: .utf8)
    let decided = try #require(text.firstMatch(of: /"decisionDate": "([^"]*)"/)?.1)
    let result = try Command.run(
      "render", sample, "--template", "imr-2014", "-o", "letter.pdf", in: folder.path)
    try #require(result.status == 0, "\(result.errors)")
    let info = try Subprocess.run(
      "pdfinfo", ["-isodates", folder.file("letter.pdf").path], environment: ["TZ": zone]
    ).text
    #expect(info.contains("CreationDate:    \(decided)T"), "\(info)")
  }

  @Test("takes dates without data from SOURCE_DATE_EPOCH")
  func datesDocuments() throws {
    func created(_ environment: [String: String]) throws -> ProcessResult {
      try Command.run(
        "render", "-", "--template", "imr-2014", "-o", "-", input: Command.minimalCase(), environment: environment)
    }
    #expect(
      try created(["SOURCE_DATE_EPOCH": "1478649600"]).output.range(
        of: Data("<xmp:CreateDate>2016-11-09T00:00:00Z<".utf8)) != nil)
    #expect(try created([:]).output.range(of: Data("CreateDate".utf8)) == nil)
    #expect(try created(["SOURCE_DATE_EPOCH": "yesterday"]).status == 64)
  }

  @Test("shows no words of a case file in its messages unless asked to")
  func keepsWordsToItself() throws {
    let broken = Command.minimalCase(summary: "SECRET WORDS").replacing("\"upheld\"", with: "\"SECRET WORDS\"")
    let quiet = try Command.run("render", "-", "--template", "imr-2014", "-o", "-", input: broken)
    #expect(quiet.status == 65 && !quiet.errors.contains("SECRET"))
    let open = try Command.run("render", "-", "--template", "imr-2014", "-o", "-", "--show-values", input: broken)
    #expect(open.errors.contains("SECRET") && open.errors.contains("^"))
  }
}
