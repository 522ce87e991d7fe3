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

@Suite("Bad input")
struct BadInputTests {
  /// Runs `render` on bad input and expects its exit code, a finding, and no output file.
  private func expect(
    _ status: Int32, _ code: String, _ text: String? = nil, _ arguments: [String] = [],
    sourceLocation: SourceLocation = #_sourceLocation, prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    if let text { try folder.write(text, to: "case.json") }
    try prepare(folder)
    let before = folder.names
    let result = try Subprocess.run(
      Command.path, ["render", "case.json", "--template", "imr-2014", "-f", "pdf,txt", "-o", "out.pdf"] + arguments,
      in: folder.path)
    #expect(result.status == status, "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.errors.contains("[\(code)]"), "\(result.errors)", sourceLocation: sourceLocation)
    #expect(result.output.isEmpty && folder.names == before, sourceLocation: sourceLocation)
  }

  @Test("of every kind ends with its finding and exit code, and without output")
  func endsCleanly() throws {
    let good = Command.minimalCase()
    try expect(66, "IMR-I001")
    try expect(65, "IMR-J002", "")
    try expect(65, "IMR-J002", "not json")
    try expect(65, "IMR-J002", String(good.dropLast(3)))
    try expect(65, "IMR-D003", "[]")
    try expect(65, "IMR-D001", "{}")
    try expect(65, "IMR-D002", good.replacing("\"reviewer\":", with: "\"reviewr\":"))
    try expect(65, "IMR-D003", good.replacing("[\"Ohio\"]", with: "7"))
    try expect(65, "IMR-D005", good.replacing("[\"Ohio\"]", with: "[]"))
    try expect(65, "IMR-J005", good.replacing("{\"reviewer\"", with: "{\"reviewer\": {}, \"reviewer\""))
    try expect(65, "IMR-F003", Command.minimalCase(summary: "☒"))
    try expect(65, "IMR-F006", Command.minimalCase(summary: "שלום"))
    try expect(65, "IMR-F006", Command.minimalCase(summary: "q\u{303}"))
    try expect(65, "IMR-F003", Command.minimalCase(summary: "a\u{E000}"))
    try expect(65, "IMR-D009", Command.minimalCase(summary: "a\\tb"))
    try expect(65, "IMR-D009", Command.minimalCase(summary: "\\u001b[31mred"), ["-f", "pdf"])
    try expect(65, "IMR-D009", Command.minimalCase(summary: "a\\rb \u{85}"))
    try expect(65, "IMR-J003", String(repeating: "[", count: 100_000))
    try expect(74, "IMR-I002") {
      try FileManager.default.createDirectory(at: $0.file("case.json"), withIntermediateDirectories: false)
    }
  }

  @Test("nested 300 levels deep or of 50 MB does not crash it")
  func survivesExtremes() throws {
    let deep = String(repeating: "{\"a\":", count: 300) + "1" + String(repeating: "}", count: 300)
    try expect(65, "IMR-D002", deep)
    try expect(65, "IMR-D003", String(repeating: "[", count: 300) + String(repeating: "]", count: 300))
    try expect(65, "IMR-J004", Command.minimalCase(summary: String(repeating: "word ", count: 10_000_000)))
  }

  @Test("that is not UTF-8 is reported where it starts to be wrong")
  func reportsEncoding() throws {
    try expect(65, "IMR-J001") {
      var data = Data(Command.minimalCase(summary: "caf").utf8)
      data.insert(0xE9, at: try #require(data.range(of: Data("caf".utf8))).upperBound)
      try data.write(to: $0.file("case.json"))
    }
  }

  @Test("among templates and fonts")
  func reportsResources() throws {
    let good = Command.minimalCase()
    try expect(66, "IMR-T001", good, ["--template", "imr-2015"])
    try expect(66, "IMR-T001", good, ["--template", "./nowhere"])
    try expect(78, "IMR-T002", good, ["--template", "./empty"]) {
      try FileManager.default.createDirectory(at: $0.file("empty"), withIntermediateDirectories: false)
    }
    try expect(78, "IMR-T030", good, ["--template", "./Templates/imr-2014"]) {
      try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: $0.file("Templates").path)
      try $0.write("<title>x</title><body><p>{{reviewr}}</p></body>", to: "Templates/imr-2014/letter.html")
    }
    for (name, text, code) in [
      ("schema.json", "{", "IMR-J002"), ("letter.css", "p { colour: red }", "IMR-T051"),
      ("manifest.json", "{}", "IMR-D001"),
      ("letter.html", "<title>x</title><body><p>\u{15}</p></body>", "IMR-F003"),
    ] {
      try expect(78, code, good, ["--template", "./Templates/imr-2014"]) {
        try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: $0.file("Templates").path)
        try $0.write(text, to: "Templates/imr-2014/\(name)")
        // A letter that does not use its partials is refused for that.
        if name == "letter.html" {
          try FileManager.default.removeItem(at: $0.file("Templates/imr-2014/_outside-mtus.html"))
        }
      }
    }
    try expect(66, "IMR-I001", good, ["--font-path", "nowhere"])
    try expect(66, "IMR-F001", good, ["--font-path", "fonts"]) {
      try FileManager.default.createDirectory(at: $0.file("fonts"), withIntermediateDirectories: false)
    }
    try expect(66, "IMR-F001", good, ["--font-path", "fonts"]) {
      try FileManager.default.createDirectory(at: $0.file("fonts"), withIntermediateDirectories: false)
      try FileManager.default.copyItem(
        atPath: Project.folder("Fonts/LiberationSerif-Bold.ttf"), toPath: $0.file("fonts/a.ttf").path)
    }
    try expect(78, "IMR-F002", good, ["--font-path", "fonts"]) { try $0.write("no font", to: "fonts/a.ttf") }
  }

  @Test("and outputs that cannot be written")
  func reportsOutputs() throws {
    let good = Command.minimalCase()
    try expect(73, "IMR-O001", good, ["-o", "nowhere/x.pdf"])
    try expect(73, "IMR-O001", good, ["-o", "folder", "-f", "pdf"]) {
      try FileManager.default.createDirectory(at: $0.file("folder"), withIntermediateDirectories: false)
    }
    let folder = try TemporaryFolder()
    try folder.write(good, to: "case.json")
    try folder.write(good, to: "case.txt")
    let same = try Command.run("render", "case.txt", "--template", "imr-2014", "-o", "./case.txt", in: folder.path)
    #expect(same.status == 73 && same.errors.contains("the case file itself"))
    #expect(try String(contentsOf: folder.file("case.txt"), encoding: .utf8) == good)
    let full = try Command.run("render", "-", "--template", "imr-2014", "-o", "/dev/full", input: good)
    #expect(full.status == 74 && full.errors.contains("[IMR-O002]"))
  }

  @Test(
    "on the command line is a matter of usage",
    arguments: [
      ["render"], ["render", "x", "--frmat"], ["render", "x", "-f", "docx"],
      ["render", "x", "-f", "pdf,txt", "-o", "-"],
      ["render", "x", "--width", "-1"], ["batch", "x"], ["batch", "x", "-o", "y", "-j", "0"], ["rendr", "x"],
    ])
  func reportsUsage(arguments: [String]) throws {
    let result = try Subprocess.run(Command.path, arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains("Usage") || result.errors.contains("Error"))
  }
}

@Suite("imr-letters batch")
struct BatchCommandTests {
  @Test("exits with 1 where some records were rejected and tells which")
  func tellsRejected() throws {
    let folder = try TemporaryFolder()
    let good = Command.minimalCase().replacing("\n", with: " ")
    try folder.write("\(good)\n{}\n\(good)\n", to: "a.ndjson")
    let result = try Command.run(
      "batch", "a.ndjson", "--template", "imr-2014", "-o", "out/deep", "-f", "pdf,txt", in: folder.path)
    #expect(result.status == 1)
    #expect(result.errors.contains("a.ndjson:2:1: error: the key “reviewer” is missing [IMR-D001]"))
    #expect(result.errors.contains("2 written, 1 rejected"))
    #expect(
      TemporaryFolder.names(in: folder.file("out/deep").path) == [
        "a-1.pdf",
        "a-1.txt",
        "a-3.pdf",
        "a-3.txt",
        "manifest.ndjson",
        "rejected.ndjson",
      ])
  }

  @Test("reads NDJSON from standard input")
  func readsStandardInput() throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(
      "batch", "-", "--template", "imr-2014", "-o", "out", input: Command.minimalCase().replacing("\n", with: " "),
      in: folder.path)
    #expect(result.status == 0)
    #expect(
      TemporaryFolder.names(in: folder.file("out").path)
        == ["manifest.ndjson", "stdin-1.pdf"])
  }

  @Test("does not start without its inputs, its template set or its folder")
  func reportsWhatIsMissing() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "file")
    #expect(try Command.run("batch", "nowhere", "-o", "out", in: folder.path).status == 66)
    try folder.write(Command.minimalCase(), to: "in/a.json")
    #expect(try Command.run("batch", "in", "-o", "file/out", "--template", "imr-2014", in: folder.path).status == 73)
    #expect(try Command.run("batch", "in", "-o", "out", "--template", "nothing", in: folder.path).status == 66)
    #expect(folder.names == ["file", "in"])
  }
}
