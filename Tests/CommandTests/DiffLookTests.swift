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
      shows: ["# letters: letter.css:7, in @bottom-right\n  [-Page-] {+Sheet+} ‹page› of ‹pages›"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "string(reference)",
      new: "\"No. \" string(reference)",
      shows: ["# letters: new at letter.css:6, in @bottom-left\n  {+No.+}"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "counter(page) \" of \" counter(pages)",
      new: "counter(page)", shows: ["Page ‹page› [-of ‹pages›-]"]),
    Change(
      set: "external-review-en", file: "external-review-en/letter.html", old: "Page {{@page}} of",
      new: "Sheet {{@page}} of",
      shows: [
        "# letters: letter.html:6, in @bottom-center p\n  Review ‹case.number› · [-Page-] {+Sheet+} ‹page› of ‹pages›"
      ]),
    // Words that are glued to a value or to a number.
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "string(reference)",
      new: "\"Ref:\" string(reference)",
      shows: ["# letters: letter.css:6, in @bottom-left\n  [-‹reference›-] {+Ref:‹reference›+}"]),
    Change(
      set: "external-review-en", file: "external-review-en/letter.html", old: "{{@page}} of {{@pages}}",
      new: "{{@page}}/{{@pages}}", shows: ["[-‹page› of ‹pages›-] {+‹page›/‹pages›+}"]),
    Change(
      set: "external-review-en", file: "external-review-en/letter.html", old: "{{case.number}} · Page",
      new: "{{case.number}}-{{@page}} · Page", shows: ["[-‹case.number›-] {+‹case.number›-‹page›+} · Page"]),
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
      set: "tribunal-decision", file: "tribunal-decision/letter.css", old: "1.5pt solid black", new: "3pt solid black",
      shows: ["other rules, backgrounds or pictures, in # letters"]),
    Change(
      set: "tribunal-decision", file: "tribunal-decision/letter.css",
      old: "text-align: center; border-bottom: 1.5pt solid black",
      new: "text-align: center; color: #123456; border-bottom: 1.5pt solid gray",
      shows: ["the colour #000000 became #123456, in", "other rules, backgrounds or pictures, in # letters"]),
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
    try folder.copyTemplates()
    try folder.edit("Templates/" + change.file, change.old, change.new)
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

  @Test("compares how the margins look although a word of the text changed")
  func comparesMargins() throws {
    let folder = try TemporaryFolder()
    try folder.copyTemplates()
    let set = "Templates/tribunal-decision/"
    try folder.edit(set + "letter.html", "Considered{{else}}Heard", "Looked at{{else}}Listened to")
    try folder.edit(set + "letter.css", "9pt/1.2", "6pt/1.2")
    let result = try Subprocess.run(
      Command.path,
      [
        "diff", Project.folder("Samples/tribunal-decision"), "--from", "tribunal-decision", "--to",
        folder.file("Templates/tribunal-decision").path + "/",
      ])
    let count = Project.samples("tribunal-decision").count
    #expect(result.text.contains("[-Heard-] {+Listened to+}"), "\(result.text)")
    #expect(result.text.contains("9 pt became 6 pt, in") && result.text.contains("of \(count) letters"))
  }

  @Test("says that numbers alone changed in a margin")
  func numbersAlone() throws {
    let folder = try TemporaryFolder()
    for (name, foot) in [("a", "{{@page}}"), ("b", "{{@pages}}")] {
      _ = try Command.run("template", "new", name, in: folder.path)
      try folder.edit(name + "/letter.html", "{{number}} · Page {{@page}} of {{@pages}}", foot)
    }
    let result = try Command.run("diff", "a/tests/example.json", "--from", "a", "--to", "b", in: folder.path)
    #expect(result.text.contains("1 letter: in @bottom-center p\n  [-‹page›-] {+‹pages›+}"), "\(result.text)")
  }

  @Test("shows no value of the case that margins repeat, unless asked", arguments: ["cell", "blocks", "paragraph"])
  func showsNoValues(of element: String) throws {
    let folder = try TemporaryFolder()
    try folder.copyTemplates()
    for name in ["old", "new"] {
      try FileManager.default.copyItem(
        at: folder.file("Templates/tribunal-decision"), to: folder.file("Templates/" + name))
      let reference = "<td class=\"reference\">{{appeal.reference}}</td>"
      let person = "Patient {{appellant.name}}"
      let markup =
        switch element {
        case "cell": "<td class=\"reference\">\(person)</td>"
        case "blocks": "<td class=\"reference\"><p>\(person)</p></td>"
        default: "<td><p class=\"reference\">\(person)</p></td>"
        }
      try folder.edit("Templates/\(name)/letter.html", reference, markup)
    }
    try folder.edit("Templates/new/letter.css", "string(reference)", "\"Re:\" string(reference) \"/\" counter(page)")
    let sample = try String(
      contentsOfFile: Project.folder("Samples/tribunal-decision/refused-on-papers.json"), encoding: .utf8)
    let name = try #require(sample.firstMatch(of: /"appellant": *{[^}]*"name": *"([^"]*)"/)).1
    try folder.write(sample, to: "a.json")
    try folder.write(sample.replacing(name, with: "Zacharias Secretname"), to: "b.json")
    let (old, new) = (folder.file("Templates/old").path + "/", folder.file("Templates/new").path + "/")
    for arguments in [["a.json", "b.json", "--template", old], ["a.json", "--from", old, "--to", new]] {
      for option in [[], ["--json"], ["--html", "-"]] {
        let result = try Subprocess.run(Command.path, ["diff"] + arguments + option, in: folder.path)
        #expect(result.status == 1, "\(result.errors)")
        #expect(!result.text.contains(name) && !result.text.contains("Secretname"), "\(result.text)")
        if arguments.count == 4, arguments[1] == "b.json", option.isEmpty {
          #expect(result.text.contains("because of appellant.name"), "\(result.text)")
        }
      }
    }
  }

  @Test("says nothing of looks between two cases of one set, whose lines can only seem to be the same")
  func ignoresOtherCases() throws {
    let (one, other) = ("all-overturned-expedited", "accents-and-symbols")
    let result = try Command.run(
      "diff", Project.folder("Samples/imr-2016/\(one).json"), Project.folder("Samples/imr-2016/\(other).json"),
      "--template", "imr-2016", "--json")
    #expect(result.status == 1 && !result.text.contains("\"event\":\"look\""), "\(result.text)")
  }

  @Test("says nothing of looks if other words move what follows them")
  func ignoresConsequences() throws {
    let folder = try TemporaryFolder()
    try folder.copyTemplates()
    let more = Array(repeating: "more words", count: 40).joined(separator: " ")
    try folder.edit("Templates/imr-2016/letter.html", "has no affiliation with", "has \(more) no tie to")
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
