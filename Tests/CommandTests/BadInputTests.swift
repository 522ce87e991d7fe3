import Foundation
import TestSupport
import Testing

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
