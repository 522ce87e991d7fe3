import Foundation
import TestSupport
import Testing

/// The sets of other programs, as commands use them.
@Suite("Sets of other programs, as commands use them")
struct ProgramSetCommandTests {
  private func batch(
    _ set: String, _ name: String, in folder: TemporaryFolder, _ environment: [String: String] = [:]
  ) throws -> (files: [String: Data], template: String) {
    let out = folder.file("\(set)-\(name)")
    let result = try Command.run(
      "batch", Project.folder("Samples/\(set)"), "--template", set, "-o", out.path, "-f", "pdf,txt",
      environment: environment)
    #expect(result.status == 0, "\(result.errors)")
    var files: [String: Data] = [:]
    for file in TemporaryFolder.names(in: out.path) where !file.hasSuffix(".ndjson") {
      files[file] = try Data(contentsOf: out.appendingPathComponent(file))
    }
    let manifest = try String(contentsOfFile: out.path + "/manifest.ndjson", encoding: .utf8)
    let line = try JSONSerialization.jsonObject(with: Data(manifest.split(separator: "\n")[0].utf8)) as? [String: Any]
    let template = try #require(line?["template"] as? [String: Any])
    return (files, try #require(template["sha256"] as? String))
  }

  @Test("give the same bytes in every locale and time zone", arguments: Project.programs)
  func sameBytes(set: String) throws {
    let folder = try TemporaryFolder()
    let here = try batch(set, "here", in: folder)
    #expect(here.files.count >= 12)
    for (zone, locale) in [
      ("Asia/Kolkata", "de_DE.UTF-8"), ("America/Los_Angeles", "tr_TR.UTF-8"), ("Pacific/Kiritimati", "ar_EG"),
    ] {
      let environment = ["TZ": zone, "LC_ALL": locale, "LANG": locale, "LANGUAGE": locale]
      #expect(try batch(set, zone.replacing("/", with: "-"), in: folder, environment).files == here.files, "\(zone)")
    }
  }

  @Test("have a digest that a changed language file changes, and a set without words of a language has none")
  func digests() throws {
    let folder = try TemporaryFolder()
    for name in ["Templates", "Fonts"] {
      try FileManager.default.copyItem(atPath: Project.folder(name), toPath: folder.file(name).path)
    }
    let home = ["IMR_LETTERS_HOME": folder.path]
    func digests(_ name: String) throws -> [String: String] {
      try Dictionary(
        uniqueKeysWithValues: ["external-review-en", "external-review-es", "tribunal-decision", "imr-2016"].map {
          ($0, try batch($0, name, in: folder, home).template)
        })
    }
    let before = try digests("before")
    let file = folder.file("Templates/common/languages/es.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"version\": \"1.0.0\"", with: "\"version\": \"1.0.1\"").utf8).write(to: file)
    let after = try digests("after")
    #expect(before["external-review-es"] != after["external-review-es"])
    for set in ["external-review-en", "tribunal-decision", "imr-2016"] { #expect(before[set] == after[set], "\(set)") }
  }

  /// The text of the first page is part of the letter, also where there are no pages.
  @Test("print the numbers of what the first page alone shows in all formats")
  func numbersOfFirstPage() throws {
    let folder = try TemporaryFolder()
    try folder.copyTemplates()
    try folder.edit(
      "Templates/external-review-common/_letterhead.html", "</div>",
      "<p>Sheet {{@page}} of <strong>{{@pages}}</strong></p></div>")
    for sample in ["back-surgery-upheld", "long-rationale"] {
      let result = try Command.run(
        "render", Project.folder("Samples/external-review-en/\(sample).json"), "--template",
        folder.file("Templates/external-review-en").path + "/", "-o", folder.file("letter").path, "-f", "pdf,txt,html")
      #expect(result.status == 0, "\(result.errors)")
      let pdf = folder.file("letter.pdf").path
      let info = try Subprocess.run("pdfinfo", [pdf]).text
      let pages = try #require(info.firstMatch(of: /Pages: +(\d+)/)).1
      let expected = "Sheet 1 of \(pages)"
      #expect(try Subprocess.run("pdftotext", ["-layout", pdf, "-"]).text.contains(expected))
      #expect(try String(contentsOf: folder.file("letter.txt"), encoding: .utf8).contains(expected + "\n"))
      let html = try String(contentsOf: folder.file("letter.html"), encoding: .utf8)
      #expect(html.replacing(/<\/?strong[^>]*>/, with: "").contains(expected))
      let trace = try Command.run(
        "trace", Project.folder("Samples/external-review-en/\(sample).json"), "--template",
        folder.file("Templates/external-review-en").path + "/", "--find", expected)
      #expect(trace.status == 0 && trace.text.contains("_letterhead.html:"), "\(trace.text)\(trace.errors)")
    }
  }
}
