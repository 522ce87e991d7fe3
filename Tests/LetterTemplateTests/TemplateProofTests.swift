import Diagnostics
import LetterTemplate
import Testing

/// What is proven when a set is loaded, so that it cannot fail in a letter.
@Suite("Proofs at load")
struct TemplateProofTests {
  private static let cells = "th, td { width: 50pt }"

  /// The code and the place of the first finding.
  private func first(_ body: String, _ css: String? = nil) -> (code: FindingCode, place: String)? {
    var template = MemoryTemplate(body: body)
    template.files["../common/letter.css"] = css ?? Self.cells
    let finding = template.findings.first
    return finding.map { ($0.code, "\($0.location?.file ?? "nowhere"):\($0.location?.column ?? 0)") }
  }

  @Test(
    "find tables that some letter could not tag",
    arguments: [
      ("<table><tr><td>a</td></tr></table>", "without a header cell"),
      ("<table><tr>{{#if nickname}}<th>a</th>{{else}}<td>a</td>{{/if}}</tr></table>", "on one path"),
      ("<table>{{#if nickname}}<tr><th>a</th></tr>{{/if}}<tr><td>b</td></tr></table>", "without the header row"),
      ("<table>{{#each items}}<tr><td>a</td></tr>{{/each}}</table>", "in a list"),
      ("<table><tr><th>a</th></tr><tr><td>b</td><td>c</td></tr></table>", "rows of different length"),
      ("<table><tr><th>a</th>{{#if nickname}}<td>b</td>{{/if}}</tr></table>", "a row of different length"),
      ("<table><tr><th>a</th>{{#each items}}<td>b</td>{{/each}}</tr></table>", "cells in a list"),
      ("<table><tr>{{#each items}}<th>b</th>{{/each}}</tr></table>", "only cells in a list"),
      ("<table><tr></tr></table>", "a row without cells"),
      (
        "<table><tr><th rowspan=\"2\">a</th><td>1</td></tr>{{#if nickname}}<tr><td>2</td></tr>{{/if}}</table>",
        "a cell over a row that some letters do not have"
      ),
      (
        "<table><tr><th rowspan=\"2\">a</th><td>1</td></tr>{{#each items}}<tr><td>2</td></tr>{{/each}}</table>",
        "a cell over rows of a list"
      ),
      (
        "<table>{{#if nickname}}<tr><th rowspan=\"2\">a</th><td>1</td></tr>{{/if}}<tr><td>2</td></tr></table>",
        "a cell that reaches out of a condition"
      ),
      ("<table>{{#each items}}<caption>c</caption>{{/each}}<tr><th>a</th></tr></table>", "captions of a list"),
      (
        "<table>{{#if nickname}}<caption>c</caption>{{/if}}<caption>d</caption><tr><th>a</th></tr></table>",
        "two captions on one path"
      ),
      ("<table><tr><th>a</th></tr><caption>c</caption></table>", "a caption behind rows"),
      (
        "<table>{{#each items}}<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>{{/each}}</table>",
        "heads of a list"
      ),
      ("<table>{{#each items}}<tbody><tr><th>a</th></tr></tbody><tr><td>b</td></tr>{{/each}}</table>", "mixed rows"),
      ("<h2>a</h2>", "a heading of level 2 first"),
      ("{{#if nickname}}<h1>a</h1>{{/if}}<h2>b</h2>", "a heading of level 2 first on one path"),
      ("{{#each items}}<h1>a</h1>{{/each}}<h2>b</h2>", "a heading of level 2 first without items"),
    ])
  func findsStructure(body: String, what: String) {
    #expect(first(body)?.code == .badStructure, "\(what)")
  }

  @Test("say once that a cell covers rows of a condition")
  func reportsRowSpansOnce() {
    let body = "<table><tr><th rowspan=\"2\">a</th><td>1</td></tr>{{#if nickname}}<tr><td>2</td></tr>{{/if}}</table>"
    let found = MemoryTemplate(body: body).findings
    #expect(found.map(\.message) == ["a cell of an earlier row covers rows that are not in every letter"])
    let partial = MemoryTemplate(
      body: "<table><tr><th rowspan=\"2\">a</th><td>1</td></tr>{{> row}}</table>",
      files: ["_row.html": "{{#if name}}<tr><td>2</td></tr>{{/if}}"])
    #expect(partial.findings.isEmpty)
  }

  @Test(
    "accept what every letter can tag",
    arguments: [
      "<table><tr><th>a</th></tr>{{#each items}}<tr><td>b</td></tr>{{/each}}</table>",
      "<table>{{#each items}}<tr><th>a</th><td>b</td></tr>{{else}}<tr><th>a</th><td>-</td></tr>{{/each}}</table>",
      "<table>{{#if nickname}}<caption>c</caption>{{else}}<caption>d</caption>{{/if}}<tr><th>a</th></tr></table>",
      "<table>{{#if nickname}}<tr><th rowspan=\"2\">a</th><td>1</td></tr><tr><td>2</td></tr>{{/if}}<tr><th>b</th><td>3</td></tr></table>",
      "<table><thead><tr><th>a</th></tr></thead>{{#each items}}<tbody><tr><td>b</td></tr></tbody>{{/each}}</table>",
      "<table><tr>{{#if nickname}}<th>a</th><td>b</td>{{else}}<th class=\"none\">c</th><td>d</td>{{/if}}</tr></table>",
      "{{#each items}}<h1>a</h1>{{else}}<h1>b</h1>{{/each}}<h2>c</h2>",
      "{{#if nickname}}<h1>a</h1><h2>b</h2>{{/if}}<h1>c</h1>",
      "<section><h1>a</h1></section><section><h2>b</h2></section>",
    ])
  func acceptsStructure(body: String) throws {
    #expect(first(body, Self.cells + " .none { }") == nil)
  }

  @Test(
    "find declarations that do nothing, at their place",
    arguments: [
      ("section { width: 9pt }", "<section><p>a</p></section>"), ("tr { padding: 1pt }", "<p>a</p>"),
      ("p { vertical-align: top }", "<p>a</p>"), ("body { margin: 1pt }", "<p>a</p>"),
      ("table { margin-right: 1pt }", "<p>a</p>"),
      ("td { break-after: avoid }", "<p>a</p>"), ("strong { string-set: x content() }", "<p>a</p>"),
      (".x { width: 9pt }", "<p class=\"x\">a</p>"),
      (".x { border-collapse: collapse }", "<section class=\"x\"><p>a</p></section>"),
      ("@page { @bottom-left { font-size: 9pt } }", "<p>a</p>"),
      ("@page { @bottom-left { content: none; font-size: 9pt } }", "<p>a</p>"),
      ("@page { @bottom-left { content: \"a\"; margin: 1pt } }", "<p>a</p>"),
      (
        "th, .x { width: 50pt }",
        "<table><tr><th>a</th><th>b</th></tr><tr><td class=\"x\" colspan=\"2\">c</td></tr></table>"
      ),
    ])
  func findsNoEffect(css: String, body: String) throws {
    let found = try #require(first(body, css))
    #expect(found.code == .noEffect && found.place.hasPrefix("common/letter.css:"), "\(found)")
  }

  @Test("find classes without a rule, and rules of the own stylesheet without an element")
  func findsUnmatched() throws {
    let adress = try #require(first("<p class=\"adress\">a</p>", ".address { margin-top: 1pt }"))
    #expect(adress.code == .unmatched && adress.place == "set/letter.html:29")
    let rule = MemoryTemplate(body: "<p>a</p>", files: ["letter.css": "p { orphans: 2 } .address { orphans: 2 }"])
      .findings
    #expect(rule.map(\.code) == [.unmatched] && rule.first?.location?.column == 18)
    // Several sets share the stylesheets of included folders.
    #expect(first("<p>a</p>", ".address { orphans: 2 }") == nil)
  }

  @Test("find partials and parameters that nothing uses")
  func findsUnused() {
    let partial = MemoryTemplate(body: "<p>a</p>", files: ["_part.html": "<p>{{nonsense}}<ul>"]).findings
    #expect(partial.map(\.code) == [.unused] && partial.first?.location?.file == "set/_part.html")
    let parameter = MemoryTemplate(
      body: "{{> part label=\"x\" lable=\"y\"}}", files: ["_part.html": "<p>{{label}}</p>"]
    ).findings
    #expect(parameter.map(\.code) == [.unused] && parameter.first?.fix?.contains("label") == true)
    #expect(MemoryTemplate(body: "<p>a</p>", files: ["../common/_spare.html": "<p>{{nonsense}}"]).findings.isEmpty)
    // In a loop of the partial, a parameter is `../name`.
    let outside = MemoryTemplate(
      body: "{{> part label=\"x\"}}", files: ["_part.html": "{{#each items}}<p>{{../label}}</p>{{/each}}"]
    ).findings
    #expect(outside.isEmpty)
  }

  @Test("find stylesheets that nothing imports")
  func findsUnusedStylesheets() {
    let own = ["letter.css": "p { orphans: 2 }", "more.css": "p { widows: 2 }"]
    let found = MemoryTemplate(body: "<p>a</p>", files: own).findings
    #expect(found.map(\.code) == [.unused] && found.first?.location?.file == "set/more.css", "\(found)")
    let imported = own.merging(["letter.css": "@import \"more.css\"; p { orphans: 2 }"]) { $1 }
    #expect(MemoryTemplate(body: "<p>a</p>", files: imported).findings.isEmpty)
    #expect(MemoryTemplate(body: "<p>a</p>", files: ["../common/more.css": "p { widows: 2 }"]).findings.isEmpty)
  }

  @Test(
    "note pages and language files that nothing reads",
    arguments: [
      ("page2.html", true), ("languages/fr.json", true), ("languages/en.json", false), ("languages/en-US.json", false),
      ("README.md", false), ("emblem.png", false), ("tests/example.html", false),
    ])
  func notesUnusedFiles(file: String, isNoted: Bool) throws {
    let notes = try MemoryTemplate(body: "<p>a</p>", files: [file: "{}"]).load().notes.all
    #expect(notes.map(\.location?.file) == (isNoted ? ["set/" + file] : []), "\(notes)")
    #expect(notes.allSatisfy { $0.code == .ignored && $0.severity == .note && $0.fix != nil })
  }

  @Test("find a partial that only shares its name with one that is used")
  func findsUnusedNamesakes() {
    var files = ["_part.html": "<p>a</p>", "es/_part.html": "<p>b</p>"]
    let found = MemoryTemplate(body: "{{> es/part}}", files: files).findings
    #expect(found.map(\.code) == [.unused] && found.first?.location?.file == "set/_part.html")
    files["_part.html"] = nil
    #expect(MemoryTemplate(body: "{{> es/part}}", files: files).findings.isEmpty)
  }

  @Test(
    "find comparisons that can never be true",
    arguments: [
      ("(eq kind \"Upheld\")", false), ("(eq kind \"upheld\")", true), ("(eq \"overturned\" kind)", true),
      ("(eq kind \"\")", false), ("(eq year \"x\")", false), ("(eq year 2004)", true), ("(eq day \"tomorrow\")", false),
      ("(eq day \"2016-01-02\")", true), ("(eq flag \"true\")", false), ("(eq list \"a\")", false),
      ("(eq name \"x\")", true),
      ("(eq \"a\" \"a\")", false), ("(eq small 9)", false), ("(eq small 5)", true), ("(eq code \"abc\")", false),
      ("(eq code \"ABC\")", true), ("(eq short \"abcd\")", false), ("(eq short \"abc\")", true),
      ("(eq name kind)", true), ("(eq name flag)", false),
    ])
  func findsNever(condition: String, isFine: Bool) throws {
    let schema = """
      {"type": "object", "required": ["kind", "year", "day", "flag", "list", "name", "small", "code", "short"], "properties": {
        "kind": {"enum": ["upheld", "overturned"]}, "year": {"type": "integer"}, "day": {"type": "string", "format": "date"},
        "small": {"type": "integer", "minimum": 1, "maximum": 5}, "code": {"type": "string", "pattern": "^[A-Z]+$"},
        "short": {"type": "string", "minLength": 1, "maxLength": 3}, "flag": {"type": "boolean"}, "list": {"type": "array"}, "name": {"type": "string"}}}
      """
    let found = MemoryTemplate(body: "{{#if \(condition)}}<p>a</p>{{/if}}", files: ["schema.json": schema]).findings
    #expect(found.map(\.code) == (isFine ? [] : [.wrongKindOfValue]), "\(condition)")
  }

  @Test("refuse folders and files that are not there, and what leads out of the set")
  func findsFiles() {
    let manifest =
      #"{"name": "test", "version": "1.0.0", "summary": "s", "language": "en", "issuer": "O", "includes": ["#
    func codes(_ includes: String, _ files: [String: String] = [:]) -> [FindingCode] {
      var template = MemoryTemplate(body: "<p>a</p>", files: files)
      template.files["letter.css"] = template.files["letter.css"] ?? ""
      template.files["manifest.json"] = manifest + includes + "]}"
      return template.findings.map(\.code)
    }
    #expect(codes("") == [])
    #expect(codes(#""../nowhere""#) == [.badManifestPath])
    // The folder can be there.
    #expect(codes(#""/usr""#) == [.badManifestPath])
    #expect(codes("", ["schema.json": #"{"$ref": "../../etc/passwd"}"#]).first == .templateFileMissing)
  }

  @Test("leave a table without rows out of the letter")
  func leavesEmptyTables() throws {
    let body = "<p>a</p><table>{{#each items}}<tr><th>{{title}}</th></tr>{{/each}}</table>"
    let data = #"{"name": "Ada", "day": "2016-11-09", "basis": "B", "items": []}"#
    #expect(try MemoryTemplate(body: body).merged(data) == "a")
  }
}
