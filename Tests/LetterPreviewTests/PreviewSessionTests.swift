import DeterminationLetters
import Foundation
import LetterPreview
import TestSupport
import Testing

@Suite("A preview")
struct PreviewSessionTests {
  /// A set of one page that tests may change.
  private final class Copy {
    let folder: TemporaryFolder
    var letter: URL { folder.file("set/letter.html") }
    var caseFile: URL { folder.file("cases/case.json") }

    init() throws {
      folder = try TemporaryFolder()
      try folder.write(
        "<title>Notice {{number}}</title>\n<body>\n  <h1>Notice</h1>\n  <p>\n    Dear {{name}},{{#if late}} late{{/if}}\n  </p>\n</body>\n",
        to: "set/letter.html")
      try folder.write("body { font: 12pt \"Liberation Serif\"; }\n", to: "set/letter.css")
      try folder.write(
        """
        {"name": "set", "version": "1.0.0", "summary": "Notices", "issuer": "Office", "language": "en"}
        """, to: "set/manifest.json")
      try folder.write(
        """
        {"type": "object", "required": ["number", "name"], "additionalProperties": false, "properties": {
          "number": {"type": "string", "minLength": 1, "examples": ["N-1"]},
          "name": {"type": "string", "minLength": 1, "examples": ["Ada Example"]}, "late": {"type": "boolean"}}}
        """, to: "set/schema.json")
      try folder.write("{\"number\": \"N-7\",\n \"name\": \"Bo Example\"}\n", to: "cases/case.json")
    }

    func open(cases: [String]? = nil) throws -> PreviewSession {
      try PreviewSession(
        set: folder.path + "/set", cases: cases ?? [folder.path + "/cases"], resources: Renderers.resources)
    }

    /// Changes the text of a file.
    /// - Returns: its path, as the watcher reports it.
    func change(_ file: URL, _ old: String, to new: String) throws -> Set<String> {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: file)
      return [file.path]
    }
  }

  /// The answer that the page gets.
  private struct Answer: Decodable {
    struct Finding: Decodable {
      let code: String
      let place: String?
      let line: Int?
    }
    struct File: Decodable {
      let name: String
      let text: String
    }
    struct Case: Decodable {
      let key: String
      let name: String
    }
    struct Page: Decodable { let svg: String }
    struct Datum: Decodable {
      let pointer: String
      let line: Int
    }
    struct Origin: Decodable {
      let source: Int?
      let line: Int?
      let prints: [Datum]
    }
    struct Letter: Decodable {
      let title: String
      let pages: [Page]
      let words: [[Int]]
      let origins: [Origin]
    }

    let revision: Int
    let cases: [Case]
    let current: String
    let isStale: Bool
    let findings: [Finding]
    let sources: [File]
    let caseFile: File?
    let letter: Letter?

    /// The words of the first page.
    var words: [String] { letter?.pages.first?.svg.matches(of: />([^<>]+)<\/text>/).map { String($0.1) } ?? [] }
  }

  private func answer(_ session: PreviewSession, _ key: String? = nil) async throws -> Answer {
    try JSONDecoder().decode(Answer.self, from: Data(await session.state(of: key)))
  }

  @Test("shows the words of the letter with the template line and the datum of each")
  func showsSources() async throws {
    let copy = try Copy()
    let answer = try await answer(copy.open())
    #expect(answer.words == ["Notice", "Dear", "Bo", "Example,"])
    #expect(answer.letter?.title == "Notice N-7")
    #expect(answer.sources.map(\.name) == ["letter.html", "letter.css", "manifest.json", "schema.json"])
    let letter = try #require(answer.letter)
    let places = letter.words.map { $0.map { letter.origins[$0] } }
    #expect(places.map { $0.first?.line } == [3, 5, 5, 5])
    #expect(places[2].first?.prints.map(\.pointer) == ["/name"] && places[2].first?.prints.first?.line == 2)
    #expect(places[3].count == 2 && places[3].last?.prints.isEmpty == true)
  }

  @Test("keeps the last good letter while there are errors, and says so")
  func keepsTheLastLetter() async throws {
    let copy = try Copy()
    let session = try copy.open()
    _ = try await answer(session)
    let first = await session.revision
    await session.update(changed: try copy.change(copy.letter, "{{name}}", to: "{{nam}}"))
    let broken = try await answer(session)
    #expect(broken.isStale && broken.words.contains("Bo") && broken.revision > first)
    #expect(broken.findings.map(\.code) == ["IMR-T030"] && broken.findings.first?.line == 5)
    #expect(broken.sources.first?.text.contains("{{nam}}") == true)
    await session.update(changed: try copy.change(copy.letter, "Dear {{nam}}", to: "Good day {{name}}"))
    let fixed = try await answer(session)
    #expect(!fixed.isStale && fixed.findings.isEmpty && fixed.words.contains("Good"))
    await session.update(changed: try copy.change(copy.caseFile, "\"Bo Example\"", to: "7"))
    let wrongCase = try await answer(session)
    #expect(wrongCase.isStale && wrongCase.findings.first?.place == "caseFile" && wrongCase.findings.first?.line == 2)
  }

  @Test("opens a set that is broken, and shows it once it is whole")
  func opensABrokenSet() async throws {
    let copy = try Copy()
    _ = try copy.change(copy.letter, "</h1>", to: "")
    let session = try copy.open()
    let broken = try await answer(session)
    #expect(broken.letter == nil && !broken.findings.isEmpty && broken.sources.first?.name == "letter.html")
    await session.update(changed: try copy.change(copy.letter, "<h1>Notice", to: "<h1>Notice</h1>"))
    #expect(try await answer(session).words.first == "Notice")
  }

  @Test("says why a set has no sample, also if it was broken when it was opened")
  func saysWhyThereIsNoSample() async throws {
    let copy = try Copy()
    let schema = copy.folder.file("set/schema.json")
    let (examples, pattern) = ("\"examples\": [\"N-1\"]", "\"pattern\": \"^Q[0-9]-Z$\"")
    _ = try copy.change(schema, examples, to: pattern)
    _ = try copy.change(copy.letter, "</h1>", to: "")
    let session = try copy.open(cases: [])
    await session.update(changed: try copy.change(copy.letter, "<h1>Notice", to: "<h1>Notice</h1>"))
    let whole = try await answer(session)
    #expect(whole.letter == nil && whole.findings.count == 1)
    await session.update(changed: try copy.change(schema, pattern, to: examples))
    let sampled = try await answer(session)
    #expect(sampled.findings.isEmpty && sampled.words.contains("Ada"))
  }

  @Test("makes samples for a set without cases, and takes the tests of a set that has some")
  func findsCases() async throws {
    let copy = try Copy()
    let samples = try await answer(copy.open(cases: []))
    #expect(samples.cases.first?.name == "sample 1" && samples.words.contains("Ada"))
    try copy.folder.write("{\"number\": \"N-9\", \"name\": \"Cy\"}", to: "set/tests/nine.json")
    #expect(try await answer(copy.open(cases: [])).cases.map(\.name) == ["nine.json"])
  }

  @Test("keeps to the case that was chosen when others come, and says so when it goes")
  func keepsTheCase() async throws {
    let copy = try Copy()
    let session = try copy.open()
    let key = try await answer(session).current
    #expect(key == copy.caseFile.path)
    let path = try copy.folder.write("{\"number\": \"N-8\", \"name\": \"Di\"}", to: "cases/a.json")
    await session.update(changed: [path])
    #expect(try await answer(session, path).words.contains("Di,"))
    let same = try await answer(session, key)
    #expect(same.words.contains("Bo") && same.cases.map(\.name) == ["a.json", "case.json"])
    try FileManager.default.removeItem(at: copy.caseFile)
    await session.update(changed: [key])
    let gone = try await answer(session, key)
    #expect(gone.isStale && gone.words.contains("Bo") && gone.findings.map(\.code) == ["IMR-I001"])
    for other in ["", "/etc/passwd", "../x"] {
      let none = try await answer(session, other)
      #expect(none.letter == nil && none.caseFile == nil)
    }
  }

  @Test("notices a folder that was replaced as a whole")
  func watchesAround() async throws {
    let copy = try Copy()
    let folders = try await copy.open().folders
    #expect(folders.isSuperset(of: ["set", "cases"].map { copy.folder.path + "/" + $0 } + [copy.folder.path]))
  }

  @Test("needs a set and cases that exist")
  func refuses() throws {
    #expect(throws: Findings.self) { try PreviewSession(set: "no-such-set", cases: [], resources: Renderers.resources) }
    let copy = try Copy()
    #expect(throws: Findings.self) { try copy.open(cases: [copy.folder.path + "/none.json"]) }
  }
}
