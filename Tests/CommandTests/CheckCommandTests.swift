import Foundation
import TestSupport
import Testing

@Suite("imr-letters check, explain, codes")
struct CheckCommandTests {
  @Test("tells so many findings of a case at most, and says that there are more")
  func limitsFindings() throws {
    let keys = (0..<50_000).map { "\"key\($0)\": 1" }.joined(separator: ", ")
    let input = "{\(keys), " + Command.minimalCase().dropFirst()
    let result = try Command.run("check", "-", "--template", "imr-2014", input: String(input))
    #expect(result.status == 65)
    #expect(result.errors.contains("errors: 500, warnings: 1"), "\(result.errors.suffix(300))")
    #expect(result.errors.contains("[IMR-D010]"))
  }

  private func file(_ text: String, in folder: TemporaryFolder, _ name: String = "case.json") throws -> String {
    try Data(text.utf8).write(to: folder.file(name))
    return folder.file(name).path
  }

  @Test("reports everything at once, renders nothing, and tells errors from warnings by the exit code")
  func exitCodes() throws {
    let folder = try TemporaryFolder()
    let bad = try file(
      Command.minimalCase(summary: "TBD").replacing("\"upheld\"", with: "\"Upheld\"").replacing(
        "\"Ohio\"", with: "\"Ohoi\""),
      in: folder)
    let errors = try Command.run("check", bad, "--template", "imr-2014")
    #expect(errors.status == 65)
    for code in ["IMR-D004", "IMR-R030", "IMR-R040"] { #expect(errors.errors.contains(code)) }
    #expect(errors.errors.contains("did you mean “upheld”?"))
    #expect(errors.errors.contains("did you mean “Ohio”?"))
    let doubtful = try file(Command.minimalCase(summary: "TBD"), in: folder)
    #expect(try Command.run("check", doubtful, "--template", "imr-2014").status == 0)
    #expect(try Command.run("check", doubtful, "--template", "imr-2014", "--strict").status == 65)
    #expect(try Command.run("render", doubtful, "--template", "imr-2014", "--strict", in: folder.url.path).status == 65)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["case.json"])
    #expect(try Command.run("check", "no-such.json").status == 66)
  }

  @Test("gives one JSON object a line, with a version")
  func json() throws {
    let folder = try TemporaryFolder()
    let bad = try file(Command.minimalCase(summary: "TBD").replacing("\"Ohio\"", with: "7"), in: folder)
    let result = try Command.run("check", bad, "--template", "imr-2014", "--json")
    let lines = result.text.split(separator: "\n")
    let objects = try lines.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    #expect(objects.map { $0?["version"] as? Int } == [1, 1])
    #expect(objects.map { $0?["code"] as? String } == ["IMR-D003", "IMR-R030"])
    #expect(objects.first??["pointer"] as? String == "/reviewer/licensure/0")
    #expect(objects.first??["line"] as? Int == 1)
    #expect(!result.text.contains("TBD"))
  }

  @Test("shows patient text only if asked to")
  func showValues() throws {
    let folder = try TemporaryFolder()
    let doubtful = try file(Command.minimalCase(summary: "Knee pain since TBD"), in: folder)
    #expect(!(try Command.run("check", doubtful, "--template", "imr-2014").errors.contains("Knee")))
    #expect(
      try Command.run("check", doubtful, "--template", "imr-2014", "--show-values").errors.contains("Knee pain"))
  }

  @Test("reads one case or many from standard input")
  func standardInput() throws {
    let one = Command.minimalCase()
    let line = one.replacing("\n", with: " ")
    for input in [one, line + "\n" + line + "\n", "[\(one), \(one)]"] {
      let result = try Command.run("check", "-", "--template", "imr-2014", input: input)
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(try Command.run("check", "-", "--template", "imr-2014", input: "[\(one), {}]").status == 65)
    #expect(try Command.run("check", "-", "--template", "imr-2014", input: "{\n\"a\": 1").status == 65)
  }

  @Test("explains every code and lists them all")
  func codes() throws {
    let list = try Command.run("codes").text.split(separator: "\n")
    #expect(list.count > 60)
    for line in list {
      let code = String(line.prefix(8))
      let page = try Command.run("explain", code)
      #expect(page.status == 0 && page.text.hasPrefix(code + ": "))
    }
    #expect(try Command.run("explain", "r003").text.contains("4610.6(d)"))
    #expect(try Command.run("explain", "IMR-Z999").status == 64)
  }
}
