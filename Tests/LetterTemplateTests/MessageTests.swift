import Diagnostics
import Foundation
import LetterTemplate
import TestSupport
import Testing

@Suite("Messages about templates")
struct MessageTests {
  static let markup: [(body: String, messages: [(message: String, fix: String)])] = [
    ("<p><b>x</b></p>", [("letters do not have the element “b” of HTML", "use strong")]),
    ("<center>x</center>", [("letters do not have the element “center” of HTML", "use text-align")]),
    // Near to td, but a name of HTML is no slip.
    ("<dl><dt>x</dt></dl>", [("element “dl” of HTML", "use a table or a list"), ("element “dt” of HTML", "use th")]),
    ("<scetion><p>x</p></scetion>", [("there is no element “scetion”", "did you mean “section”?")]),
    (
      "<p style=\"color: red\">x</p>",
      [("“p” has no attribute “style”", "give it a class, and write the rule in letter.css")]
    ),
    ("<p onclick=\"x()\">x</p>", [("“p” has no attribute “onclick”", "remove it: letters have no programs")]),
    ("<p clas=\"x\">x</p>", [("“p” has no attribute “clas”", "did you mean “class”?")]),
    (
      "<p>{{items.title}}</p>",
      [("“items” is a list, so it has no “title”", "write {{#each items}}…{{title}}…{{/each}}")]
    ),
    ("<p><a href=\"http://a.example\">x</a></p>", [("must start with https:", "write https: if the server has it")]),
    (
      "<p><a href=\"https://www.{{name}}\">x</a></p>",
      [
        (
          "a part of the name of a server",
          "write the whole name in the template, or make it one value: https://{{server}}"
        )
      ]
    ),
    (
      "<p><a href=\"https://a.org{{name}}/b\">x</a></p>",
      [
        (
          "a part of the name of a server",
          "write the whole name in the template, or make it one value: https://{{server}}"
        )
      ]
    ),
    (
      "<p><a href=\"https://{{name}}.org/\">x</a></p>",
      [
        (
          "a part of the name of a server",
          "write the whole name in the template, or make it one value: https://{{server}}"
        )
      ]
    ),
    (
      "<p><a href=\"https:{{name}}\">x</a></p>",
      [
        (
          "a part of the name of a server",
          "write the whole name in the template, or make it one value: https://{{server}}"
        )
      ]
    ),
    ("<p>{{name</p><p>{{name}}</p>", [("“}}” is missing before this", "close the tag with “}}”")]),
    (
      "<p>{{items.0}}</p>",
      [
        (
          "“items” is a list, so it has no “0”",
          "{{#each items}} visits all elements, {{this}} is the element, and {{#if @first}} is true for the first"
        )
      ]
    ),
    (
      "<img src=\"a.png\" alt=\"\\{{name}}\">",
      [
        ("“\\{{” is not supported", "write &#x7B;&#x7B; for braces, or &#x5C; for a backslash before a tag"),
        ("the stylesheet gives this picture no width", "add the width to its rule"),
      ]
    ),
    ("<p>{{true}}</p>", [("“true” is not always a text or a number", "use it in {{#if}}")]),
    (
      "<p>{{#> x}}</p>",
      [
        (
          "this tag cannot be read",
          "use one of {{#if}}, {{#unless}}, {{#each}}, {{#with}}, or {{> name}} for a partial"
        )
      ]
    ),
  ]

  /// Habits of HTML and of other template languages, and slips. Each is one finding.
  static let slips: [(body: String, message: String, fix: String)] = [
    ("{{^nickname}}<p>x</p>{{/nickname}}", "no tags with “^”", "write {{#unless nickname}}…{{/unless}}"),
    ("{{#if nickname}}<p>x</p>{{^}}<p>y</p>{{/if}}", "no tags with “^”", "write {{else}}"),
    ("{{#items}}<p>x</p>{{/items}}", "no block “items”", "write {{#each items}} for a list, or {{#if items}}"),
    ("{{#office.town}}<p>x</p>{{/office.town}}", "no block “office.town”", "or {{#if office.town}}"),
    ("{{#unles nickname}}<p>x</p>{{else}}<p>y</p>{{/unles}}", "no block “unles”", "did you mean “unless”?"),
    ("{{#if nickname}}<p>x</p>{{#else}}<p>y</p>{{/if}}", "no block “else”", "write {{else}}"),
    ("{{#if nickname}}<p>x</p>{{elseif office}}<p>y</p>{{/if}}", "no helper “elseif”", "write {{else if …}}"),
    (
      "{{#if nickname}}<p>x</p>{{elif office}}<p>y</p>{{else}}<p>z</p>{{/if}}", "no helper “elif”",
      "write {{else if …}}"
    ),
    ("<p>{{office/town}}</p>", "this is not allowed in a path", "write a dot, such as a.b"),
    ("{{#each items}}<p>{{.}}</p>{{/each}}", "this is not allowed in a path", "write this"),
    ("{{#each items}}<p>{{@key}}</p>{{/each}}", "there is no “@key”", "use @index, @first, @last or @root"),
    ("<p>{{{name}}}</p>", "unescaped tags do not exist", "write {{…}}"),
    ("<p>{{&name}}</p>", "unescaped tags do not exist", "write {{…}}"),
    ("<p id=x>a</p>", "the attribute “id” has no value in quotation marks", "write id=\"x\""),
    ("<p id = \"x\">a</p>", "the attribute “id” has no value in quotation marks", "write id=\"x\""),
    ("<p id>a</p>", "the attribute “id” has no value in quotation marks", "write id=\"…\""),
    ("<p id=\"x>a</p>", "the value of “id” does not end", "close it with \""),
    (
      "<p {{#if nickname}}class=\"x\"{{/if}}>{{name}}</p>", "not allowed among the attributes of “<p>”",
      "put {{#if}} around the whole element"
    ),
    ("<ul><li><h2>x</h2></li></ul>", "<h2> is not allowed here", "or, instead of text: "),
    ("<table><tr><td>x <hr></td></tr></table>", "<hr> is not allowed here", "or, instead of text: "),
    ("<p>x</p class=\"note\">", "an end tag has no attributes", "move them to the start tag"),
    ("<p>x</p>{{name}}", "a value is not allowed here", "put it into an element such as <p>; allowed here: section"),
    (
      "{{#unless nickname}}<p>x</p>{{else if office}}<p>y</p>{{/unless}}", "allowed only in an “if” block",
      "write {{else}}{{#if …}}…{{/if}}"
    ),
    ("{{#each name}}<p>x</p>{{/each}}", "“name” is not always a list", "give it “\"type\": \"array\"” in the schema"),
    ("<p>{{date name \"long\"}}</p>", "does not give it format: date", "add “\"format\": \"date\"” to its schema"),
    ("<p>{{date \"long\" name}}</p>", "these arguments do not fit “date”", "write {{date value \"long\"}}"),
    (
      "{{#if items.length}}<p>x</p>{{/if}}", "a list has no “length”",
      "{{count items}}, or (count items) in a condition"
    ),
    (
      "<p><a href=\"https://a.example\"></a>x</p>", "this link has no words, so no letter shows it",
      "write what it leads to"
    ),
    ("{{#if items.titel}}<p>x</p>{{/if}}", "“items” is a list, so it has no “titel”", "{{this}} is the element"),
    ("<p>{{number name}}</p>", "not always a number", "give it “\"type\": \"number\"” in the schema"),
    ("<p>{{plural name one=\"x\" other=\"y\"}}</p>", "not always a whole number", "“\"type\": \"integer\"”"),
    ("<p>{{count name}}</p>", "not always a list", "“\"type\": \"array\"”"),
    ("<h1>a</h2><p>b</p>", "“</h2>” cannot end “<h1>”", "write </h1>"),
    ("<p>a</p><p>b</h1>", "“</h1>” cannot end “<p>”", "write </p>"),
    ("<h1>a<p>b</p>", "“<h1>” is not closed", "close it before “<p>”, which cannot stand in it"),
    ("<p>a<p>b</p>", "“<p>” is not closed", "close it before “<p>”"),
    ("<ul><li>a<li>b</li></ul>", "“<li>” is not closed", "close it before “<li>”"),
    ("<table><tr><th>a<td>b</td></tr></table>", "“<th>” is not closed", "close it before “<td>”"),
    ("<table><tr><th>a</td><td>b</td></tr></table>", "“</td>” cannot end “<th>”", "write </th>"),
    (
      "{{#unless nickname}}{{#if nickname}}<p>x</p>{{/if}}{{/unless}}",
      "“nickname” is absent here in every valid case file", "remove it, or correct the condition"
    ),
    (
      "{{#if nickname}}<p>x</p>{{else if nickname}}<p>y</p>{{/if}}",
      "“nickname” is absent here in every valid case file", "remove it, or correct the condition"
    ),
  ]

  @Test("about slips and habits of other languages are one finding that says what to write", arguments: slips.indices)
  func aboutSlips(index: Int) throws {
    let (body, message, fix) = Self.slips[index]
    let found = MemoryTemplate(body: body).findings
    #expect(found.count == 1, "found \(found.map(\.message))")
    #expect(found.first?.message.contains(message) == true, "found \(found.map(\.message))")
    #expect((found.first?.fix ?? "").contains(fix) == true, "fix is \(found.first?.fix ?? "nil")")
  }

  @Test("about markup name what HTML has, say each thing once, and say what to write", arguments: markup.indices)
  func aboutMarkup(index: Int) throws {
    let (body, expected) = Self.markup[index]
    try expectFindings(expected) { try MemoryTemplate(body: body).load() }
  }

  @Test(
    "about types of other languages name the type of JSON Schema",
    arguments: [
      ("int", "did you mean “integer”?"), ("bool", "did you mean “boolean”?"), ("Decimal", "did you mean “number”?"),
      ("strng", "did you mean “string”?"),
      ("varchar", "use one of null, boolean, number, integer, string, array, object"),
    ])
  func aboutTypes(type: String, fix: String) throws {
    let schema = "{\"type\": \"object\", \"properties\": {\"name\": {\"type\": \"\(type)\"}}}"
    try expectFindings([("there is no type “\(type)”", fix)]) {
      try MemoryTemplate(body: "<p>x</p>", files: ["schema.json": schema]).load()
    }
  }

  @Test(
    "about paths in the manifest say how to name the elements of a list, and which key was meant",
    arguments: [
      ("items.title", "has no place in the schema", "write [] after a list to name its elements"),
      ("items[].titel", "has no place in the schema", "did you mean “title”?"),
      ("items", "is not a text, a number, true or false", "write [] after a list to name its elements"),
      ("name[]", "has [] after a value that is not a list", "remove the []"),
    ])
  func aboutPaths(path: String, message: String, fix: String) throws {
    var template = MemoryTemplate(body: "<p>x</p>")
    template.files["manifest.json"] = template.files["manifest.json"]?.replacing(
      "\"issuer\"", with: "\"export\": {\"fields\": [\"\(path)\"]}, \"issuer\"")
    try expectFindings([("“\(path)” (export) \(message)", fix)]) { try template.load() }
  }

  @Test("about a tag that is closed by one brace say so")
  func aboutBraces() throws {
    let findings = MemoryTemplate(body: "<p>{{name} and {{name}}</p>").findings
    #expect(findings.contains { $0.fix == "close the tag with }}" }, "\(findings)")
  }

  @Test("look for fields in a text of braces in no time")
  func aboutManyBraces() throws {
    let text = String(repeating: "{ ", count: 300_000) + "}"
    let (notes, seconds) = try WorkTime.measure { try MemoryTemplate(body: "<p>\(text)</p>").load().notes.all }
    #expect(notes.isEmpty && seconds < 20)
  }

  static let braces: [(text: String, field: String?)] = [
    ("Dear {name}:", "name"), ("in {office.town}", "office.town"), ("{names}", nil), ("{ a, b }", nil), ("{}", nil),
    ("{{name}}", nil), ("{other.name}", nil), ("a } b { c", nil),
  ]

  @Test("note a field in single braces, which would be printed as it stands", arguments: braces.indices)
  func aboutSingleBraces(index: Int) throws {
    let (text, field) = Self.braces[index]
    let notes = try MemoryTemplate(body: "<p>\(text)</p>").load().notes.all
    #expect(notes.map(\.code) == (field == nil ? [] : [.singleBraces]))
    #expect(notes.first?.fix == field.map { "write {{\($0)}} for its value" })
  }
}

/// Expects these findings, in this order, of a set that cannot be loaded.
func expectFindings(_ expected: [(message: String, fix: String)], _ load: () throws -> TemplateSet) throws {
  let error = #expect(throws: Findings.self) { try load() }
  let findings = try #require(error).all
  #expect(findings.count == expected.count, "\(findings)")
  for (finding, expected) in zip(findings, expected) {
    #expect(finding.message.contains(expected.message))
    #expect(finding.fix ?? "" == expected.fix)
  }
}
