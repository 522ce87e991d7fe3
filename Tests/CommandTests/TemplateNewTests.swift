import Foundation
import TestSupport
import Testing

@Suite("imr-letters template new")
struct TemplateNewTests {
  @Test("new makes a set that renders, and refuses a folder that is not empty")
  func new() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("template", "new", "permit", in: folder.path).status == 0)
    #expect(try Command.run("template", "new", "permit", in: folder.path).status == 73)
    #expect(try Command.run("test", "permit", in: folder.path).status == 0)
    let unnamed = try Command.run("check", "permit/tests/example.json", "--template", "permit", in: folder.path)
    #expect(unnamed.status == 66 && unnamed.errors.contains("write “./permit”"), "\(unnamed.errors)")
    let letter = try Command.run(
      "render", "permit/tests/example.json", "--template", "permit/", "-o", "letter.pdf", in: folder.path)
    #expect(letter.status == 0, "\(letter.errors)")
    #expect(letter.errors == "")
    // Dates in words need a language file.
    let html = folder.file("permit/letter.html")
    let text = try String(contentsOf: html, encoding: .utf8)
    try Data(text.replacing("{{date decided \"MM/dd/yyyy\"}}", with: "{{date decided \"long\"}}").utf8).write(to: html)
    let changed = try Command.run("test", "permit", in: folder.path)
    #expect(changed.status == 1 && changed.text.contains("{+May 11, 2026+}"), "\(changed.text)\(changed.errors)")
    #expect(changed.errors.contains("imr-letters test permit --accept takes over"), "\(changed.errors)")
    try folder.write("", to: "hidden/.keep")
    #expect(try Command.run("template", "new", "hidden", in: folder.path).status == 73)
  }

  @Test("says what to try with paths as a shell takes them", arguments: ["my set", "it's", "-y", "a\"{}$HOME"])
  func quotes(name: String) throws {
    let folder = try TemporaryFolder()
    let made = try Command.run("template", "new", "--", name, in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    let advice = try #require(made.errors.split(separator: "\n").first { $0.contains("try: ") })
    let commands = try #require(advice.components(separatedBy: "try: ").last).components(separatedBy: "; imr-letters ")
    try #require(commands.count == 3)
    for command in commands.dropFirst() {
      let tried = try Subprocess.run("sh", ["-c", "\(Command.path) \(command)"], in: folder.path)
      #expect(tried.status == 0, "\(command): \(tried.errors)")
    }
  }

  @Test("new --from extends a set: its words can be changed, and the rest follows the set")
  func newFrom() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run("template", "new", "own", "--from", "imr-2016", in: folder.path).status == 0)
    let path = folder.file("own/letter.html")
    let text = try String(contentsOf: path, encoding: .utf8)
    try Data(text.replacing("has no affiliation with", with: "has no tie to").utf8).write(to: path)
    let result = try Command.run("test", "own", in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.text.contains(
        "letter.html:8: … case file to an expert reviewer. He/she has no [-affiliation with-] {+tie to+}")
        || result.text.contains("[-affiliation with-] {+tie to+}"))
  }

  @Test("new --from takes the wording from where the other set has it")
  func newFromIncluded() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "base", in: folder.path)
    let manifest = try String(contentsOf: folder.file("base/manifest.json"), encoding: .utf8)
    try folder.write(
      manifest.replacing("\"name\": \"base\"", with: "\"name\": \"middle\", \"includes\": [\"../base\"]"),
      to: "middle/manifest.json")
    let result = try Command.run("template", "new", "own", "--from", "middle", in: folder.path)
    #expect(result.status == 0, "\(result.errors)")
  }
}
