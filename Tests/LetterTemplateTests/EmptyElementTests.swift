import Diagnostics
import LetterTemplate
import Testing

/// An element that ends up empty is left out of a letter. So a link to it would lead nowhere, and a heading after it could skip a level.
@Suite("Elements that can be empty")
struct EmptyElementTests {
  private static let schema = """
    {"type": "object", "additionalProperties": false, "required": ["name", "note", "xs", "ys", "full"], "properties": {
      "name": {"type": "string", "minLength": 1}, "seen": {"type": "string", "pattern": "\\\\S"},
      "note": {"type": "string"}, "nick": {"type": "string", "minLength": 1},
      "xs": {"type": "array", "items": {"type": "string"}},
      "ys": {"type": "array", "minItems": 1, "items": {"type": "string"}},
      "full": {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}}}
    """

  private func template(_ body: String, _ css: String = "th { width: 50pt }") -> MemoryTemplate {
    MemoryTemplate(body: body, files: ["schema.json": Self.schema, "../common/letter.css": css])
  }

  static let uncertain = [
    "<p id=\"t\">{{#if nick}}{{nick}}{{/if}}</p>", "<p id=\"t\">{{note}}</p>", "<p id=\"t\"> {{note}} {{note}} </p>",
    "<p id=\"t\">{{#each xs}}x{{/each}}</p>", "<p id=\"t\"><strong>{{note}}</strong></p>",
    "<h1 id=\"t\">{{note}}</h1>", "<p>x<span id=\"t\">{{note}}</span></p>",
    "<section id=\"t\">{{#if nick}}<p>x</p>{{/if}}</section>", "<div id=\"t\"><p>{{note}}</p></div>",
    "<ul id=\"t\">{{#each xs}}<li>x</li>{{/each}}</ul>",
    "<table id=\"t\">{{#each xs}}<tr><th>x</th></tr>{{/each}}</table>",
    "<table id=\"t\">{{#if nick}}<tr><th>x</th></tr>{{/if}}</table>",
    "<table><caption id=\"t\">c</caption>{{#each xs}}<tr><th>x</th></tr>{{/each}}</table>",
    "<table><thead id=\"t\"><tr><th>a</th></tr></thead><tbody>{{#each xs}}<tr><td>b</td></tr>{{/each}}</tbody></table>",
    "<table><thead><tr id=\"t\"><th>a</th></tr></thead>{{#each xs}}<tbody><tr><td>b</td></tr></tbody>{{/each}}</table>",
    "<table><caption id=\"t\">{{note}}</caption><tr><th>x</th></tr></table>",
    "<p id=\"t\">{{list ys}}</p>",
  ]

  @Test("are not in every letter, so no link may lead to them", arguments: uncertain)
  func refusesLinks(element: String) {
    let found = template("<p><a href=\"#t\">x</a></p>" + element).findings
    #expect(found.map(\.code) == [.badAttribute], "\(found.map(\.message))")
    #expect(found.first?.message == "the element with the id “t” is not in every letter")
    #expect(found.first?.location?.column == 26 + 6)
  }

  static let certain = [
    "<p id=\"t\">{{name}}</p>", "<p id=\"t\">{{note}}.</p>", "<p id=\"t\">{{count xs}}</p>",
    "<p id=\"t\">{{#if nick}}{{nick}}{{else}}none{{/if}}</p>", "<p id=\"t\">{{default nick \"none\"}}</p>",
    "<p id=\"t\">{{upper name}}</p>", "<p id=\"t\">{{list full}}</p>",
    "<p id=\"t\">{{#each full}}{{this}}{{/each}}</p>",
    "{{#if seen}}<p id=\"t\">{{seen}}</p>{{else}}<p id=\"t\">none</p>{{/if}}", "<h1 id=\"t\">{{name}}</h1>",
    "<section id=\"t\"><p>{{note}}</p><p>{{name}}</p></section>", "<ul id=\"t\"><li>{{note}}</li></ul>",
    "<ul id=\"t\">{{#each xs}}<li>x</li>{{else}}<li>none</li>{{/each}}</ul>",
    "<table id=\"t\"><tr><th>x</th></tr>{{#each xs}}<tr><td>{{this}}</td></tr>{{/each}}</table>",
    "<table><caption id=\"t\">c</caption>{{#each full}}<tr><th>x</th></tr>{{/each}}</table>",
    "<table><tr><th id=\"t\">{{note}}</th></tr></table>", "<p>x<span id=\"t\">{{name}}</span></p>",
  ]

  @Test("are told from elements that every letter has", arguments: certain)
  func acceptsLinks(element: String) {
    let found = template("<p><a href=\"#t\">x</a></p>" + element).findings
    #expect(found.isEmpty, "\(found.map(\.message))")
  }

  @Test("are no headings", arguments: [("note", false), ("name", true)])
  func headings(field: String, isFine: Bool) {
    let found = template("<h1>{{\(field)}}</h1><h2>a</h2>").findings
    #expect(found.map(\.code) == (isFine ? [] : [.badStructure]))
    let list = template("<h1>a</h1>{{#each full}}<h2>{{@root.\(field)}}</h2><h3>b</h3>{{/each}}").findings
    #expect(list.map(\.code) == (isFine ? [] : [.badStructure]))
  }

  @Test("set no text of a margin box", arguments: [("note", false), ("name", true), ("note}}.{{note", true)])
  func namedStrings(field: String, isFine: Bool) {
    let css = "@page { @top-left { content: string(s) } } .s { string-set: s content() }"
    for element in ["<p class=\"s\">@</p>", "<td class=\"s\">@</td>", "<td class=\"s\"><p>@</p></td>"] {
      let text = element.replacing("@", with: "{{\(field)}}")
      let body = text.hasPrefix("<td") ? "<table><tr><th>h</th>\(text)</tr></table>" : text
      let found = template(body, css + " th { width: 50pt }").findings
      #expect(found.map(\.code) == (isFine ? [] : [.badPropertyValue]), "\(element): \(found.map(\.message))")
    }
  }

  @Test("are left out of a letter, headings too")
  func leavesOut() throws {
    let body =
      "<p>a</p><h1>{{note}}</h1><h1>{{#if nick}}b{{/if}}</h1><h1><em>{{note}}</em></h1><p>{{note}}</p><h1>c</h1>"
    let data = #"{"name": "N", "note": "", "xs": [], "ys": [""], "full": ["x"]}"#
    #expect(try template(body).merged(data) == "a | #1 c")
  }

  @Test("can have an id in both branches of a condition, but not on one path")
  func idsOnPaths() {
    let twice = "<p id=\"t\">a</p>{{#if nick}}<p id=\"t\">b</p>{{/if}}"
    let found = template(twice).findings
    #expect(found.map(\.message) == ["the id “t” occurs twice"])
    // The second one is reported.
    #expect(found.first?.location?.column == 26 + 30)
    let either = "{{#if nick}}<p id=\"t\">a</p>{{else}}<p id=\"t\">b</p>{{/if}}<p><a href=\"#t\">x</a></p>"
    #expect(template(either).findings.isEmpty)
  }
}
