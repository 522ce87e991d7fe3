import Diagnostics
import JSONText
import LetterTemplate
import Testing

@Suite("Checking a template set")
struct TemplateCheckTests {
  @Test(
    "finds a mistake, its place and what was meant",
    arguments: [
      ("<p>{{nmae}}</p>", FindingCode.unknownPath, 8, "did you mean “name”?"),
      ("<p>{{nickname}}</p>", .unguardedValue, 8, "put it inside {{#if nickname}}"),
      ("<p>{{#if office}}{{office.yaer}}{{/if}}</p>", .unknownPath, 22, "did you mean “year”?"),
      ("<p>{{#if office}}{{office.year}}{{/if}}</p>", .unguardedValue, 22, nil),
      ("<p>{{#if nickname}}a{{else}}{{nickname}}{{/if}}</p>", .unknownPath, 33, nil),
      ("<p>{{items}}</p>", .wrongKindOfValue, 8, "{{#each}}"),
      ("<p>{{basis}}</p>", .wrongKindOfValue, 8, "book"),
      ("<p>{{#each items}}{{name}}{{/each}}</p>", .unknownPath, 23, "did you mean “../name”?"),
      ("<p>{{#each name}}{{/each}}</p>", .wrongKindOfValue, 14, nil),
      ("<p>{{@last}}</p>", .unknownPath, 8, nil),
      ("<p>{{@frist}}</p>", .tagSyntax, 8, "did you mean “@first”?"),
      ("<p>{{../name}}</p>", .unknownPath, 8, nil),
      ("<p>{{#if name == \"Ada\"}}a{{/if}}</p>", .tagSyntax, 12, "(eq a \"x\")"),
      ("<p>{{#if eq name \"Ada\"}}a{{/if}}</p>", .tagSyntax, 12, "parentheses"),
      ("<p>{{#if !name}}a{{/if}}</p>", .tagSyntax, 12, "(not a)"),
      ("<p>{{#if (> name 1)}}a{{/if}}</p>", .tagSyntax, 13, "(gt a 0)"),
      ("<p>{{#each items as |x|}}a{{/each}}</p>", .tagSyntax, 20, "this and ../"),
      ("<p class=\"a {{#if name}}b{{/if}}\">a</p>", .badAttribute, 6, "around the whole element"),
      ("<p>{{dtae day \"MM\"}}</p>", .unknownHelper, 8, "did you mean “date”?"),
      ("<p>{{date name \"MM\"}}</p>", .wrongKindOfValue, 8, nil),
      ("<p>{{date day \"month\"}}</p>", .wrongKindOfValue, 8, nil),
      ("<p>{{list items}}</p>", .wrongKindOfValue, 8, nil),
      ("<p>{{list name}}</p>", .wrongKindOfValue, 8, nil),
      ("<p>{{list items seperator=\",\"}}</p>", .helperArguments, 8, "separator"),
      ("<p>{{> nothing}}</p>", .unknownPartial, 6, nil),
      ("<p>{{name</p>", .tagSyntax, 6, "}}"),
      ("<p>{{}}</p>", .tagSyntax, 6, nil),
      ("<p>{{{name}}}</p>", .tagSyntax, 6, "{{…}}"),
      ("<p>{{#fi name}}{{/if}}</p>", .tagSyntax, 9, "did you mean “if”?"),
      ("<p>{{#if name}}</p>", .unbalancedBlock, 6, "within one element"),
      ("<p>{{name}}{{/if}}</p>", .unbalancedBlock, 14, nil),
      ("<p>{{else}}</p>", .unbalancedBlock, 6, nil),
      ("{{#if name}}<p>{{else}}</p>{{/if}}", .unbalancedBlock, 18, nil),
      ("<p>{{#if name}}a{{else}}b{{else}}c{{/if}}</p>", .unbalancedBlock, 28, nil),
      ("<p>a<b>c</b></p>", .unknownElement, 8, nil),
      ("<secton><p>a</p></section>", .unknownElement, 4, "did you mean “section”?"),
      ("<p>a", .markupSyntax, 3, nil),
      ("<p>a</h1></p>", .markupSyntax, 7, nil),
      ("<p>a & b</p>", .markupSyntax, 8, "&amp;"),
      ("<p>a &bull; b</p>", .markupSyntax, 8, "type the character"),
      ("<p clas=\"x\">a</p>", .badAttribute, 6, "did you mean “class”?"),
      ("<p class=\"{{name}}\">a</p>", .badAttribute, 6, nil),
      ("<p class=x>a</p>", .markupSyntax, 6, nil),
      ("{{#if name}}x{{/if}}", .misplacedContent, 15, "section"),
      ("words", .misplacedContent, 3, "section"),
      ("<h1>a<p>b</p></h1>", .misplacedContent, 8, "strong"),
      ("<p><a href=\"tel:1\"><a href=\"tel:2\">a</a></a></p>", .misplacedContent, 22, nil),
      ("<table><td>a</td></table>", .misplacedContent, 10, "tr"),
      ("<table><tr><td colspan=\"x\">a</td></tr></table>", .badAttribute, 18, nil),
      ("<img src=\"a.png\">", .badAttribute, 3, "reads this text aloud"),
      ("<img src=\"a.png\" alt=\"{{office.town}}\">", .unguardedValue, 27, nil),
      ("<img src=\"a.png\" alt=\"{{items.0}}\">", .unknownPath, 27, nil),
    ] as [(String, FindingCode, Int, String?)])
  func findsMistakes(body: String, code: FindingCode, column: Int, fix: String?) throws {
    let found = MemoryTemplate(body: "\n  " + body).findings
    let first = try #require(found.first { $0.code == code }, "found \(found.map { "\($0.code) \($0.message)" })")
    #expect(first.location?.file == "set/letter.html")
    #expect(first.location?.line == 2)
    #expect(first.location?.column == column)
    #expect(first.excerpt != nil && !first.excerptIsCaseData)
    if let fix { #expect(first.fix?.contains(fix) == true, "fix is \(first.fix ?? "nil")") }
  }

  @Test("reports all mistakes at once, of all files")
  func reportsAll() {
    let found = MemoryTemplate(
      body: "<p>{{nmae}} {{> part}}</p><p>{{nickname}}</p>",
      files: ["_part.html": "{{dya}}", "letter.css": "p { colour: #000; margin: big }"]
    ).findings
    #expect(
      found.map { $0.location?.file.dropFirst(4) } == [
        "letter.css", "letter.css", "letter.html", "_part.html", "letter.html",
      ])
    #expect(found.map(\.code) == [.unknownProperty, .badPropertyValue, .unknownPath, .unknownPath, .unguardedValue])
  }

  @Test("accepts guards of every kind")
  func acceptsGuards() {
    let bodies = [
      "<p>{{#if nickname}}{{nickname}}{{/if}}</p>",
      "<p>{{#unless nickname}}x{{else}}{{nickname}}{{/unless}}</p>",
      "<p>{{default nickname \"x\"}}</p>",
      "<p>{{#if office.year}}{{office.year}} {{office.town}}{{/if}}</p>",
      "<p>{{#with office}}{{town}}{{else}}none{{/with}}</p>",
      "<p>{{#if (isString basis)}}{{basis}}{{else}}{{basis.book}}{{/if}}</p>",
      "<p>{{#if nickname}}a{{else if office}}{{office.town}}{{/if}}</p>",
    ]
    for body in bodies { #expect(MemoryTemplate(body: body).findings.isEmpty, "\(body)") }
  }

  @Test("needs exactly one title and one body")
  func needsTitleAndBody() {
    var template = MemoryTemplate(body: "")
    template.files["letter.html"] = "<body></body><body></body>"
    #expect(template.findings.map(\.code) == [.misplacedContent, .misplacedContent])
  }

  @Test(
    "finds titles that no letter could have",
    arguments: [
      ("", false), (" \n ", false), ("&nbsp;", false), ("&#x7;bell", false),
      (String(repeating: "T", count: 8_001), false),
      (String(repeating: "T", count: 8_000), true), ("&nbsp;{{name}}", true),
      (String(repeating: "T", count: 8_001) + "{{name}}", false),
    ])
  func titles(title: String, isFine: Bool) {
    var template = MemoryTemplate(body: "")
    template.files["letter.html"] = "<title>\(title)</title><body><p>a</p></body>"
    #expect(template.findings.map(\.code) == (isFine ? [] : [.misplacedContent]))
  }

  @Test("survives nesting without end")
  func survivesNesting() {
    let deep = String(repeating: "<section>", count: 100_000)
    #expect(MemoryTemplate(body: deep).findings.contains { $0.message.contains("levels deep") })
    let parentheses = "<p>{{" + String(repeating: "(eq ", count: 100_000) + "}}</p>"
    #expect(MemoryTemplate(body: parentheses).findings.first?.code == .tagSyntax)
  }

  @Test("refuses partials that include themselves")
  func refusesCircles() {
    let files = ["_a.html": "{{> b}}", "_b.html": "{{> a}}"]
    #expect(MemoryTemplate(body: "<p>{{> a}}</p>", files: files).findings.map(\.code) == [.unknownPartial])
  }

  @Test(
    "reports what is missing or broken in the set",
    arguments: [
      ("manifest.json", nil, FindingCode.templateFileMissing), ("letter.html", nil, .templateFileMissing),
      ("letter.css", nil, .templateFileMissing), ("schema.json", nil, .templateFileMissing),
      ("manifest.json", "{", .jsonSyntax), ("manifest.json", "{\"name\": \"x\"}", .missingKey),
      ("schema.json", "{\"tpye\": \"object\"}", .badSchema), ("schema.json", "{\"$ref\": \"#/$defs/x\"}", .badSchema),
      ("schema.json", "{\"$ref\": \"other.json\"}", .templateFileMissing),
    ] as [(String, String?, FindingCode)])
  func reportsBrokenFiles(name: String, content: String?, code: FindingCode) {
    var template = MemoryTemplate(body: "<p>x</p>")
    template.files[name] = content
    template.files["../common/\(name)"] = nil
    #expect(template.findings.first?.code == code)
  }
}
