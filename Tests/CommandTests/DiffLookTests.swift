import Foundation
import TestSupport
import Testing

/// What pages repeat, and how letters look. The numbers of letters are those of the samples, and each change says itself what must be shown.
@Suite("imr-letters diff: margins and looks")
struct DiffLookTests {
  struct Change: Sendable, CustomTestStringConvertible {
    let set: String, file: String, old: String, new: String
    /// What `diff` says; “#” stands for the number of the set's samples.
    let shows: [String]
    var testDescription: String { "\(file): \(old) → \(new)" }
  }

  static let changes = [
    // Words that margin boxes repeat, in the stylesheet and in a running element.
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "\"Page \" counter",
      new: "\"Sheet \" counter",
      shows: ["# letters: letter.css:7\n  [-Page-] {+Sheet+} ‹page› of ‹pages›"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "string(reference)",
      new: "\"No. \" string(reference)",
      shows: ["# letters: new at letter.css:6\n  {+No.+}"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "counter(page) \" of \" counter(pages)",
      new: "counter(page)", shows: ["Page ‹page› [-of ‹pages›-]"]),
    Change(
      set: "external-review-en", file: "external-review-en/letter.html", old: "Page {{@page}} of",
      new: "Sheet {{@page}} of",
      shows: ["# letters: letter.html:6\n  Review ‹case.number› · [-Page-] {+Sheet+} ‹page› of ‹pages›"]),
    // Looks, with the same words.
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "h1 { font-size: 14pt",
      new: "h1 { font-size: 13pt",
      shows: ["no word changed (# letters compared)", "14 pt became 13 pt, in # lines of # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "h1 { font-size",
      new: "h1 { color: #123456; font-size",
      shows: ["the colour #000000 became #123456, in # lines of # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "h1 { font-size: 14pt; text-align: center",
      new: "h1 { font-size: 14pt; text-align: left",
      shows: ["words stand further left or right, in # lines of # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css",
      old: "\n.tribunal { font: bold 13pt/1.3 \"Liberation Serif\"",
      new: "\n.tribunal { font: bold 13pt/1.3 \"Liberation Sans\"",
      shows: ["Liberation Serif Bold became Liberation Sans Bold, in", "of # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "1.5pt solid black", new: "1.5pt solid gray",
      shows: ["other rules, backgrounds or pictures, in # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "size: A4", new: "size: letter",
      shows: ["the sheet: 595.28 × 841.89 pt became 612 × 792 pt, in # letters"]),
    Change(
      set: "external-review-en", file: "external-review-common/letter.css",
      old: "background-color: #eef3f9; padding: 6pt",
      new: "background-color: #eeeeff; padding: 6pt", shows: ["other rules, backgrounds or pictures, in # letters"]),
    Change(
      set: "external-review-en", file: "external-review-common/letter.css", old: "padding: 2.05in 0 0 0",
      new: "padding: 2in 0 0 0",
      shows: ["more or less space above, in", "of # letters"]),
    // A foot that looks different.
    Change(
      set: "external-review-en", file: "external-review-common/letter.css",
      old: "font: 8.5pt/1.2 \"Liberation Sans\"; color",
      new: "font: 8pt/1.2 \"Liberation Sans\"; color", shows: ["8.5 pt became 8 pt, in", "of # letters"]),
  ]

  @Test("shows words that pages repeat, and what looks different", arguments: changes)
  func shows(change: Change) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    let path = folder.file("Templates/" + change.file)
    let text = try String(contentsOf: path, encoding: .utf8)
    try #require(text.contains(change.old))
    try Data(text.replacing(change.old, with: change.new).utf8).write(to: path)
    let count = Project.samples(change.set).count
    let arguments = [
      "diff", Project.folder("Samples/" + change.set), "--from", change.set, "--to",
      folder.file("Templates/" + change.set).path + "/",
    ]
    let result = try Subprocess.run(Command.path, arguments)
    #expect(result.status == 1, "\(result.errors)")
    for shown in change.shows {
      #expect(result.text.contains(shown.replacing("# ", with: "\(count) ")), "\(result.text)")
    }
    let summary = try #require(
      try Subprocess.run(Command.path, arguments + ["--json"]).text.split(separator: "\n").last)
    let isLook = change.shows.contains {
      $0.contains("became") || $0.contains("other rules") || $0.contains("space above") || $0.contains("stand")
    }
    #expect(summary.contains("\"otherLook\":\(isLook ? count : 0)"), "\(summary)")
  }

  @Test("says nothing of looks if other words move what follows them")
  func ignoresConsequences() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Project.folder("Templates"), toPath: folder.file("Templates").path)
    let path = folder.file("Templates/imr-2016/letter.html")
    let text = try String(contentsOf: path, encoding: .utf8)
    let more = Array(repeating: "more words", count: 40).joined(separator: " ")
    try Data(text.replacing("has no affiliation with", with: "has \(more) no tie to").utf8).write(to: path)
    let result = try Subprocess.run(
      Command.path,
      [
        "diff", Project.folder("Samples/imr-2016"), "--from", "imr-2016", "--to",
        folder.file("Templates/imr-2016").path + "/", "--json",
      ])
    #expect(result.status == 1 && result.text.contains("more words more words"))
    #expect(!result.text.contains("\"event\":\"look\""), "\(result.text)")
  }
}
