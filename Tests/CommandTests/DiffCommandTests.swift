import Foundation
import TestSupport
import Testing

@Suite("imr-letters diff")
struct DiffCommandTests {
  /// A copy of the template folder, in which one set is changed.
  private func copy(_ folder: TemporaryFolder) throws {
    try folder.copyTemplates()
    try FileManager.default.copyItem(atPath: Project.folder("Fonts"), toPath: folder.file("Fonts").path)
  }

  private func change(_ file: String, _ old: String, _ new: String, in folder: TemporaryFolder) throws {
    try folder.edit("Templates/" + file, old, new)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test("shows addresses and alternate texts without values of the case, unless asked")
  func addresses() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "old", in: folder.path)
    let letter = folder.file("old/letter.html")
    let text = try String(contentsOf: letter, encoding: .utf8)
    func write(_ address: String) throws {
      try Data(text.replacing("<h2>Reasons</h2>", with: "<h2><a href=\"\(address)\">Reasons</a></h2>").utf8).write(
        to: letter)
    }
    try write("https://a.example/{{number}}/x")
    try FileManager.default.copyItem(at: folder.file("old"), to: folder.file("new"))
    try write("https://b.example/{{number}}/x")
    let number = "A-2026-0001"
    let sample = folder.file("new/tests/example.json").path
    try #require(try String(contentsOfFile: sample, encoding: .utf8).contains(number))
    for option in ["--json", "--html=-"] {
      let result = try Command.run("diff", sample, "--from", "old", "--to", "new", option, in: folder.path)
      #expect(result.status == 1 && !result.text.contains(number), "\(result.text)")
      #expect(result.text.contains("https://a.example/‹…›/x"))
    }
    let shown = try Command.run("diff", sample, "--from", "old", "--to", "new", "--show-values", in: folder.path)
    #expect(shown.text.contains("https://a.example/\(number)/x"), "\(shown.text)")
  }

  @Test("between two sets finds each changed sentence, in as many letters as have it, and nothing else")
  func sets() throws {
    let folder = try TemporaryFolder()
    try copy(folder)
    try change("imr-2016/letter.html", "has no affiliation with", "has no tie to", in: folder)
    try change(
      "common/_guideline.html", "did not cite any medical evidence for its decision", "cited no medical evidence",
      in: folder)
    let samples = Project.samples("imr-2016")
    // How many letters have the second sentence: counted in their texts, not by diff.
    let having = try samples.count { sample in
      let text = try String(contentsOf: sample.deletingPathExtension().appendingPathExtension("txt"), encoding: .utf8)
      return text.replacing("\n", with: " ").contains("did not cite any medical evidence for its decision")
    }
    let result = try Command.run(
      "diff", Project.folder("Samples/imr-2016"), "--from", Project.folder("Templates/imr-2016/"), "--to",
      folder.file("Templates/imr-2016/").path + "/", "--json", "--html", folder.file("diff.html").path)
    #expect(result.status == 1)
    let lines = try objects(result.text)
    let changes = lines.filter { $0["event"] as? String == "change" }
    let first = try #require(changes.first)
    #expect(first["letters"] as? Int == samples.count && first["from"] as? String == "letter.html:8")
    #expect(
      first["after"] as? String == "He/she has no tie to the employer, employee, providers or the claims administrator."
    )
    // A partial that is used twice is one place of the template.
    #expect(changes.count == 2 && having > 0)
    #expect(changes.last?["letters"] as? Int == having)
    #expect((changes.last?["to"] as? String)?.contains("_guideline.html:") == true)
    #expect(lines.last?["letters"] as? Int == samples.count && lines.last?["changed"] as? Int == samples.count)
    let page = try String(contentsOf: folder.file("diff.html"), encoding: .utf8)
    #expect(page.contains("<del>affiliation with</del> <ins>tie to</ins>"))
  }

  @Test("between a set and itself finds nothing")
  func same() throws {
    let result = try Command.run(
      "diff", Project.folder("Samples/imr-2016"), "--from", "imr-2016", "--to", "imr-2016")
    #expect(result.status == 0)
    #expect(result.text == "no letter changed (7 letters compared)\n")
  }

  static let changes: [(old: String, new: String, shows: String)] = [
    // Signs beside a value are words of the template.
    ("{{date decided \"MM/dd/yyyy\"}}</td>", "({{date decided \"MM/dd/yyyy\"}})</td>", "[-‹decided›-] {+(‹decided›)+}"),
    ("<title>Decision", "<title>Decided", "[-Decision-] {+Decided+} ‹number›"),
    ("<strong>denied</strong>", "denied", "elements: strong became nothing"),
    ("<p>Your request is <strong>denied</strong>.</p>", "", "gone from letter.html:13\n  [-Your request is denied.-]"),
    ("<h1>Decision</h1>", "<h1>Decision</h1><p>New words.</p>", "new at letter.html:9\n  {+New words.+}"),
    ("<h2>Reasons</h2>", "<h2 lang=\"es\">Reasons</h2>", "h2 became h2:es"),
    // Only the form of a value changed.
    (
      "{{date decided \"MM/dd/yyyy\"}}", "{{date decided \"yyyy-MM-dd\"}}",
      "(a value is printed in another way; --show-values shows it)"
    ),
    // In each element of a list the same change: one group.
    (
      "{{#each reasons}}\n    <p>{{this}}</p>", "{{#each reasons}}\n    <p>Reason: {{this}}</p>",
      "1 letter: letter.html:21\n  {+Reason:+}"
    ),
  ]

  @Test("shows each kind of change, at its line, without words of the case", arguments: changes.indices)
  func kinds(index: Int) throws {
    let (old, new, shows) = Self.changes[index]
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "a", in: folder.path)
    try FileManager.default.copyItem(at: folder.file("a"), to: folder.file("b"))
    let path = folder.file("b/letter.html")
    let text = try String(contentsOf: path, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: path)
    let result = try Command.run("diff", "a/tests/example.json", "--from", "a", "--to", "b", in: folder.path)
    #expect(result.status == 1)
    #expect(result.text.contains(shows), "\(result.text)")
    #expect(!result.text.contains("Pemberton"))
  }

  @Test("shows the words of plural that changed")
  func plural() throws {
    let folder = try TemporaryFolder()
    _ = try Command.run("template", "new", "a", in: folder.path)
    try folder.write(
      #"{"language": "en", "version": "1", "source": "CLDR", "plurals": {"one": "i = 1 and v = 0"}}"#,
      to: "a/languages/en.json")
    let text = try String(contentsOf: folder.file("a/letter.html"), encoding: .utf8)
    func words(_ one: String, _ other: String) -> String {
      text.replacing(
        "<h2>Reasons</h2>", with: "<h2>{{plural (count reasons) one=\"\(one)\" other=\"\(other)\"}}</h2>")
    }
    try Data(words("Reason", "Reasons").utf8).write(to: folder.file("a/letter.html"))
    try FileManager.default.copyItem(at: folder.file("a"), to: folder.file("b"))
    try Data(words("Ground", "Grounds").utf8).write(to: folder.file("b/letter.html"))
    let result = try Command.run("diff", "a/tests/example.json", "--from", "a", "--to", "b", in: folder.path)
    #expect(result.status == 1 && result.text.contains("[-Reason"), "\(result.text)\(result.errors)")
    #expect(result.text.contains("{+Ground"))
  }

  @Test(
    "says which options inputs need",
    arguments: [
      (["cases", "--to", "imr-2016"], "--from names the template set as it was"),
      (["a.json", "--to", "imr-2016"], "--from names the template set as it was"),
      (["out/manifest.ndjson", "--from", "imr-2016", "--to", "imr-2016"], "leave --from out"),
    ])
  func usage(arguments: [String], says: String) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(at: folder.file("cases"), withIntermediateDirectories: true)
    try folder.write("{}", to: "a.json")
    try folder.write("", to: "out/manifest.ndjson")
    let result = try Subprocess.run(Command.path, ["diff"] + arguments, in: folder.path)
    #expect(result.status == 64 && result.errors.contains(says), "\(result.errors)")
  }

  @Test("does not say that nothing changed if nothing was compared")
  func comparesNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("{}", to: "a.json")
    let result = try Command.run("diff", "a.json", "--from", "imr-2016", "--to", "imr-2016", in: folder.path)
    #expect(result.status == 65 && result.text == "no letter was compared\n", "\(result.text)")
  }

  @Test("refuses a case that has no letter, with its code, and shows nothing of it")
  func refuses() throws {
    let folder = try TemporaryFolder()
    let sample = try String(contentsOfFile: Project.folder("Samples/imr-2016/one-item-upheld.json"), encoding: .utf8)
    let secret = sample.replacing("\"Occupational Medicine\"", with: "\"Board Secretname\"")
      .replacing("\"disputedItems\"", with: "\"confidential\": [\"Secretname\"], \"disputedItems\"")
    try Data(secret.utf8).write(to: folder.file("a.json"))
    try Data(sample.utf8).write(to: folder.file("b.json"))
    let result = try Command.run("diff", "a.json", "b.json", "--show-values", in: folder.path)
    #expect(result.status == 65 && result.errors.contains("IMR-C001"))
    #expect(!result.text.contains("Secretname") && !result.errors.contains("Secretname"))
    try Data(sample.replacing("A 44-year-old", with: "A\\u0007 44-year-old").utf8).write(to: folder.file("a.json"))
    #expect(try Command.run("diff", "a.json", "b.json", in: folder.path).status == 65)
  }

  @Test("between two cases names the data that differ, and shows values only if asked")
  func cases() throws {
    let folder = try TemporaryFolder()
    let sample = try String(
      contentsOf: Project.samples("imr-2016").last { $0.path.contains("one-item") } ?? folder.url, encoding: .utf8)
    try Data(sample.utf8).write(to: folder.file("a.json"))
    try Data(sample.replacing("\"upheld\"", with: "\"overturned\"").utf8).write(to: folder.file("b.json"))
    let result = try Command.run("diff", "a.json", "b.json", in: folder.path)
    #expect(result.status == 1)
    #expect(result.text.contains("because of disputedItems[].decision"))
    #expect(result.text.contains("[-Upheld-] {+Overturned+}"))
    #expect(!result.text.contains("EMG"))
    #expect(result.errors == "imr-letters: with the template set “imr-2016”; --template names another\n")
    #expect(try Command.run("diff", "a.json", "b.json", "--show-values", in: folder.path).text.contains("EMG"))
    #expect(try Command.run("diff", "a.json", "a.json", in: folder.path).status == 0)
  }

  @Test("of an archive compares the letters as they were made with today's set, and misses what is gone")
  func archive() throws {
    let folder = try TemporaryFolder()
    try copy(folder)
    let home = ["IMR_LETTERS_HOME": folder.path]
    let cases = folder.file("cases.ndjson")
    let samples = try Project.samples("imr-2016").prefix(3).map { url in
      try String(contentsOf: url, encoding: .utf8).replacing("\n", with: " ") + "\n"
    }
    try Data(samples.joined().utf8).write(to: cases)
    let batch = try Command.run("batch", cases.path, "-o", folder.file("out").path, environment: home)
    #expect(batch.status == 0, "\(batch.errors)")
    let manifest = folder.file("out/manifest.ndjson").path
    let same = try Command.run("diff", manifest, "--to", "imr-2016", environment: home)
    #expect(same.status == 0, "\(same.text)\(same.errors)")
    try change("imr-2016/letter.html", "five years", "six years", in: folder)
    let result = try Command.run("diff", manifest, "--to", "imr-2016", environment: home)
    #expect(result.status == 1)
    #expect(
      result.text.contains("3 letters: letter.html:10")
    )
    #expect(result.text.contains("[-five-] {+six+}"))
    // verify says the same in the same words.
    let verified = try Command.run(
      "verify", "--manifest", manifest, "--rerender", "--template", "imr-2016", environment: home)
    #expect(verified.status == 65)
    #expect(verified.errors.contains("3 letters: letter.html:10") && verified.errors.contains("[-five-] {+six+}"))
    try FileManager.default.removeItem(at: cases)
    #expect(try Command.run("diff", manifest, "--to", "imr-2016", environment: home).status == 66)
  }
}
