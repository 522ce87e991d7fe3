import Foundation
import TestSupport
import Testing

@Suite("imr-letters test")
struct TestCommandTests {
  /// A set with an accepted test, in a folder of its own.
  private func starter() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "permit", in: folder.path)
    return folder
  }

  private func change(_ file: String, _ old: String, _ new: String, in folder: TemporaryFolder) throws {
    try folder.edit("permit/" + file, old, new)
  }

  static let changes: [(name: String, old: String, new: String, shows: String)] = [
    (
      "a changed word", "You can appeal", "You may appeal",
      "letter.html:15: … Decision Your request is denied. You [-can-] {+may+} appeal"
    ),
    ("a lost paragraph", "<p>Your request is <strong>denied</strong>.</p>", "", "[-Your request is denied.-]"),
    ("a changed heading level", "<h2>Reasons</h2>", "<h1>Reasons</h1>", "-   h2 “Reasons”, page 1"),
    ("a lost emphasis", "<strong>denied</strong>", "denied", "-   strong"),
  ]

  @Test("fails for each kind of change, and shows it", arguments: changes.indices)
  func fails(index: Int) throws {
    let (name, old, new, shows) = Self.changes[index]
    let folder = try starter()
    try change("letter.html", old, new, in: folder)
    // A rule that matches nothing would be an error.
    if old.contains("h2") {
      try change("letter.css", "h2 { font-size: 12pt; line-height: 15pt; margin-top: 12pt; }\n", "", in: folder)
    }
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1, "\(name)")
    #expect(result.text.contains(shows), "\(result.text)")
  }

  @Test("names the line of a change after a table with many column heads, which plain text prints in another way")
  func namesLinesAfterTables() throws {
    let folder = try starter()
    let heads = (1...6).map { "<th>Head \($0)</th>" }.joined()
    let cells = (1...6).map { "<td>{{recipient.name}} \($0)</td>" }.joined()
    let table = "<table><thead><tr>\(heads)</tr></thead><tbody><tr>\(cells)</tr></tbody></table>"
    try change("letter.html", "<h1>Decision</h1>", "<h1>Decision</h1>\n\(table)\n<p>Bring your papers.</p>", in: folder)
    let css = folder.file("permit/letter.css")
    try Data((String(contentsOf: css, encoding: .utf8) + "th, td { width: 60pt; padding: 0 }\n").utf8).write(to: css)
    let accepted = try Command.run("test", "permit", "--accept", in: folder.path)
    #expect(accepted.status == 0, "\(accepted.text) \(accepted.errors)")
    try change("letter.html", "Bring your", "Take your", in: folder)
    let text = try String(contentsOf: folder.file("permit/letter.html"), encoding: .utf8)
    let line = try #require(
      text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains("Take") })
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.text.contains("letter.html:\(line + 1): "), "\(result.text)")
  }

  @Test("shows a changed column head once, although plain text repeats it in each row")
  func groupsRepeatedChanges() throws {
    let folder = try starter()
    let rows = (1...4).map { "<tr><td>{{recipient.name}}</td><td>\($0)</td></tr>" }.joined()
    let table = "<table><thead><tr><th>Who</th><th>Number</th></tr></thead><tbody>\(rows)</tbody></table>"
    try change("letter.html", "<h1>Decision</h1>", "<h1>Decision</h1>\n\(table)", in: folder)
    let css = folder.file("permit/letter.css")
    try Data((String(contentsOf: css, encoding: .utf8) + "th, td { width: 90pt; padding: 0 }\n").utf8).write(to: css)
    #expect(try Command.run("test", "permit", "--accept", in: folder.path).status == 0)
    try change("letter.html", "<th>Number</th>", "<th>Count</th>", in: folder)
    let result = try Command.run("test", "permit", in: folder.path)
    let lines = result.text.split(separator: "\n").filter { $0.contains("[-Number") }
    #expect(lines.count == 1 && lines[0].hasSuffix("…  (4 times)"), "\(result.text)")
  }

  @Test("fails for changed words that pages repeat in their margins")
  func changedMargin() throws {
    let folder = try starter()
    try change("letter.html", "· Page {{@page}}", "· Sheet {{@page}}", in: folder)
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1, "\(result.errors)")
    #expect(result.text.contains("- @bottom-center p: “A-2026-0001 · Page ‹page› of ‹pages›”"), "\(result.text)")
    #expect(result.text.contains("+ @bottom-center p: “A-2026-0001 · Sheet ‹page› of ‹pages›”"), "\(result.text)")
  }

  @Test("fails for a lost language, which plain text does not show")
  func lostLanguage() throws {
    let folder = try starter()
    try change("letter.html", "<h2>Reasons</h2>", "<h2 lang=\"es\">Reasons</h2>", in: folder)
    #expect(try Command.run("test", "permit", "--accept", in: folder.path).status == 0)
    try change("letter.html", "<h2 lang=\"es\">", "<h2>", in: folder)
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1)
    #expect(result.text.contains("h2 “Reasons”, page 1 lang=es"))
    #expect(!result.text.contains("example, text"))
  }

  /// A table whose marks differ in ways that the text of the letter does not show.
  static let marks: [(old: String, new: String)] = [
    ("<span lang=\"es\">tion</span>", "<span lang=\"fr\">tion</span>"), ("<tbody lang=\"es\">", "<tbody lang=\"fr\">"),
    ("<em>one</em>", "<strong>one</strong>"), ("<caption>Cap <em>", "<caption lang=\"es\">Cap <em>"),
  ]

  @Test("fails for changes of languages and elements in captions and row groups", arguments: marks)
  func tableMarks(old: String, new: String) throws {
    let folder = try starter()
    try change(
      "letter.html", "<h2>Reasons</h2>",
      """
      <h2>Reasons</h2><table><caption>Cap <em>one</em> <span lang="es">tion</span></caption>
      <tbody lang="es"><tr><th>a</th><td>b</td></tr></tbody></table>
      """, in: folder)
    #expect(try Command.run("test", "permit", "--accept", in: folder.path).status == 0)
    try FileManager.default.copyItem(at: folder.file("permit"), to: folder.file("old"))
    try change("letter.html", old, new, in: folder)
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1 && !result.text.contains("example, text"), "\(result.text) \(result.errors)")
    let diff = try Command.run(
      "diff", "permit/tests/example.json", "--from", "old", "--to", "permit", in: folder.path)
    #expect(diff.status == 1, "\(diff.text) \(diff.errors)")
  }

  @Test("tells the two forms of é apart, which Swift's == does not")
  func composedForms() throws {
    let folder = try starter()
    try change("letter.html", "You can appeal", "Caf\u{E9}: you can appeal", in: folder)
    #expect(try Command.run("test", "permit", "--accept", in: folder.path).status == 0)
    try change("tests/example.txt", "Caf\u{E9}", "Cafe\u{301}", in: folder)
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1 && result.text.contains("[-Cafe\u{301}:-] {+Caf\u{E9}:+}"), "\(result.text)")
  }

  @Test("takes line ends and byte-order marks of other editors for no change")
  func plainLineEnds() throws {
    let folder = try starter()
    for part in ["txt", "outline"] {
      let path = folder.file("permit/tests/example." + part)
      let text = try String(contentsOf: path, encoding: .utf8)
      try Data(("\u{FEFF}" + text.replacing("\n", with: "\r\n")).utf8).write(to: path)
    }
    #expect(try Command.run("test", "permit", in: folder.path).status == 0)
  }

  @Test("--accept removes no text without an outline, which may be no snapshot")
  func keepsOtherTexts() throws {
    let folder = try starter()
    try folder.write("notes", to: "permit/tests/notes.txt")
    for option in [[], ["--accept"]] {
      let result = try Subprocess.run(Command.path, ["test", "permit"] + option, in: folder.path)
      #expect(result.status == 1 && result.text.contains("notes.txt: no case belongs"), "\(result.text)")
    }
    #expect(try String(contentsOf: folder.file("permit/tests/notes.txt"), encoding: .utf8) == "notes")
  }

  @Test("tests the other sets if one cannot be used")
  func goesOn() throws {
    let folder = try starter()
    let result = try Command.run("test", "nowhere", "permit", in: folder.path)
    #expect(result.status == 66 && result.text.contains("permit: 1 test, 0 with differences"), "\(result.text)")
  }

  @Test("counts the branches of the title")
  func titleBranches() throws {
    let folder = try starter()
    func branches() throws -> Int? {
      let text = try Command.run("template", "check", "permit", in: folder.path).errors
      return try /has ([0-9]+) branches/.firstMatch(in: text).flatMap { Int($0.1) }
    }
    let before = try #require(try branches())
    try change(
      "letter.html", "<title>Decision {{number}}", "<title>Decision {{number}}{{#if appealBy}} (appeal){{/if}}",
      in: folder)
    #expect(try branches() == before + 2)
    let sample = try Command.run("template", "sample", "permit", "--all", in: folder.path)
    #expect(sample.status == 0 && sample.text.contains("appealBy"), "\(sample.errors)")
  }

  @Test("fails for a missing and for a left-over snapshot, and --accept settles both")
  func snapshots() throws {
    let folder = try starter()
    let (text, other) = (folder.file("permit/tests/example.txt"), folder.file("permit/tests/gone.outline"))
    try FileManager.default.moveItem(at: text, to: other)
    let result = try Command.run("test", "permit", in: folder.path)
    #expect(result.status == 1)
    #expect(
      result.text.contains("there is no snapshot yet") && result.text.contains("no case belongs to this snapshot"))
    #expect(!FileManager.default.fileExists(atPath: text.path))
    #expect(try Command.run("test", "permit", "--accept", in: folder.path).status == 0)
    #expect(FileManager.default.fileExists(atPath: text.path) && !FileManager.default.fileExists(atPath: other.path))
    #expect(try Command.run("test", "permit", in: folder.path).status == 0)
  }

  @Test("tells a bad case, a broken set and low coverage apart")
  func exitCodes() throws {
    let folder = try starter()
    let low = try Command.run("test", "permit", "--coverage", "90", in: folder.path)
    #expect(low.status == 1)
    #expect(low.errors.contains("no test takes letter.html:10 “(eq outcome \"granted\")”, if it holds"))
    try Data("{}".utf8).write(to: folder.file("permit/tests/empty.json"))
    #expect(try Command.run("test", "permit", in: folder.path).status == 65)
    try change("letter.html", "</section>", "", in: folder)
    #expect(try Command.run("test", "permit", in: folder.path).status == 78)
    #expect(try Command.run("test", "nowhere/", in: folder.path).status == 66)
    #expect(try Command.run("test", "permit", "--review", in: folder.path).status == 64)
  }

  @Test("--review accepts, rejects and takes all in a terminal")
  func review() throws {
    let folder = try starter()
    let other = folder.file("permit/tests/other.json")
    try FileManager.default.copyItem(at: folder.file("permit/tests/example.json"), to: other)
    _ = try Command.run("test", "permit", "--accept", in: folder.path)
    try change("letter.html", "You can appeal", "You may appeal", in: folder)
    let snapshot = folder.file("permit/tests/example.txt")
    let before = try Data(contentsOf: snapshot)
    let session = "imr-letters-\(ProcessInfo.processInfo.processIdentifier)"
    // Python closes the files that the server of tmux would inherit and keep open. Foundation waits for one of them.
    let start = "import subprocess, sys; sys.exit(subprocess.run(sys.argv[1:], close_fds=True).returncode)"
    func tmux(_ arguments: String...) throws -> String {
      try Subprocess.run("python3", ["-c", start, "tmux", "-L", session] + arguments).text
    }
    defer { _ = try? tmux("kill-server") }
    func screen(until text: String) throws -> String {
      for _ in 0..<3_000 {
        let screen = try tmux("capture-pane", "-p", "-t", "review")
        if screen.contains(text) { return screen }
        usleep(100_000)
      }
      return try tmux("capture-pane", "-p", "-t", "review")
    }
    _ = try tmux(
      "new-session", "-d", "-s", "review", "-x", "120", "-y", "40", "-c", folder.path,
      "\(Command.path) test permit --review; echo status $?; sleep 1800")
    #expect(try screen(until: "1 of 2").contains("reject (r)"))
    _ = try tmux("send-keys", "-t", "review", "r", "Enter")
    #expect(try screen(until: "2 of 2").contains("other, text"))
    #expect(try Data(contentsOf: snapshot) == before)
    _ = try tmux("send-keys", "-t", "review", "a", "Enter")
    #expect(try screen(until: "status").contains("status 1"))
    let text = try String(contentsOf: folder.file("permit/tests/other.txt"), encoding: .utf8)
    #expect(text.contains("You may appeal"))
    #expect(try Data(contentsOf: snapshot) == before)
  }
}
