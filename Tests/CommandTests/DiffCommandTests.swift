import Foundation
import TestSupport
import Testing

@Suite("imr-letters diff")
struct DiffCommandTests {
  /// A copy of the template folder, in which one set is changed.
  private func copy(_ folder: TemporaryFolder) throws {
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    try FileManager.default.copyItem(atPath: Project.folder("Fonts"), toPath: folder.file("Fonts").path)
  }

  private func change(_ file: String, _ old: String, _ new: String, in folder: TemporaryFolder) throws {
    let path = folder.file("Templates/" + file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try #require(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: path)
  }

  private func objects(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
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
