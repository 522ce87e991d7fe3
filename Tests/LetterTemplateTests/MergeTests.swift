import JSONText
import LetterTemplate
import Testing

@Suite("Merging")
struct MergeTests {
  /// Expectations are what Handlebars gives, white space collapsed as HTML does.
  @Test(
    "means what Handlebars means",
    arguments: [
      ("<p>{{name}}</p>", "Ada"),
      ("<p>Hello  {{name}}\n !</p>", "Hello Ada !"),
      ("<p>{{#if nickname}}{{nickname}}{{else}}none{{/if}}</p>", "none"),
      ("<p>{{#unless nickname}}none{{/unless}}</p>", "none"),
      ("<p>{{#if nickname}}a{{else if office.year}}b{{else if name}}c{{else}}d{{/if}}</p>", "c"),
      ("<p>{{#each items}}{{@index}}{{title}}{{#unless @last}}, {{/unless}}{{/each}}</p>", "0one, 1two"),
      (
        "<p>{{#each items}}{{#if @first}}first {{/if}}{{#each tags}}{{this}}{{../title}}{{@root.name}} {{/each}}{{/each}}</p>",
        "first xoneAda yoneAda zoneAda qtwoAda"
      ),
      ("<p>{{#each items}}{{#if note}}{{note}}{{else}}-{{/if}}{{/each}}</p>", "-n"),
      ("<p>{{#with basis}}{{#if (isString this)}}{{this}}{{else}}{{book}}{{/if}}{{/with}}</p>", "B"),
      ("<p>{{date day \"MM/dd/yyyy\"}} {{date day \"d.M.yyyy\"}}</p>", "11/09/2016 9.11.2016"),
      ("<p>{{#each items}}{{#if tags}}{{list tags last=\" and \"}};{{/if}}{{/each}}</p>", "x, y and z;q;"),
      ("<p>{{#if (eq name \"Ada\")}}yes{{/if}}{{#if (eq name \"Bob\")}}no{{/if}}</p>", "yes"),
      ("<p>{{title \"standard\"}} {{default nickname \"nobody\"}}</p>", "Standard nobody"),
      ("<p>{{!-- <b> {{nothing}} --}}a{{! b }}</p>", "a"),
      ("<p>&lt;b&gt; &amp;amp; &#xA7;&#167;</p>", "<b> &amp; §§"),
      ("{{#each items}}\n  {{#if note}}\n  <p>{{note}}</p>\n  {{/if}}\n{{/each}}", "n"),
      ("<h1>A</h1><section><h2>B</h2><p><strong>L:</strong> t<br>\n u</p></section>", "#1 A | #2 B | *L:* t/u"),
      (
        "<table><tr><th>a</th><td class=\"w\">{{name}}</td></tr><tr><td colspan=\"2\"></td></tr></table>", "a & Ada \\ "
      ),
      ("<p>a {{~name~}} b</p>", "aAdab"),
      // A line break at the end of a block makes no line, as in HTML.
      ("<p>a<br></p>", "a"), ("<p>a<br>{{#if nickname}}b{{/if}}</p>", "a"), ("<p>a<br><br></p>", "a/"),
      ("<p>a<strong>b<br> </strong></p>", "a*b*"), ("<p><br></p>", "/"),
      // A tag that shares its line with a value or another tag does not stand alone (Handlebars' whitespace-control.js).
      ("<p>{{name}} {{#if day}}\nfoo{{/if}}</p>", "Ada foo"),
      ("<p>foo{{#if day}}\nbar\n{{/if}} {{name}}</p>", "foo bar Ada"),
      ("<p>{{#each items}}\n{{title}}\n{{~/each}}</p>", "one two"),
    ])
  func followsHandlebars(body: String, expected: String) throws {
    #expect(try MemoryTemplate(body: body).merged() == expected)
  }

  @Test("gives a partial its context and its parameters, and nothing else")
  func entersPartials() throws {
    let files = ["_tag.html": "{{mark}}{{#each tags}}{{this}}{{../mark}}{{/each}}\n"]
    #expect(
      try MemoryTemplate(body: "<p>{{#each items}}{{> tag mark=\"*\"}}{{/each}}</p>", files: files).merged()
        == "*x*y*z**q*")
    #expect(
      try MemoryTemplate(body: "{{#each items}}<p>{{> tag this mark=title}}</p>{{/each}}", files: files).merged()
        == "onexoneyonezone | twoqtwo")
    #expect(
      MemoryTemplate(body: "<p>{{#each items}}{{> tag}}{{/each}}</p>", files: files).findings.map(\.code) == [
        .unknownPath, .unknownPath,
      ])
  }

  @Test(
    "never takes data for markup",
    arguments: ["<b>", "{{name}}", "{{{x}}}", "&amp;", "</p><p>", "<!-- x", "\\\"quoted\\\"", "{{#if}}", "a\\\\b"])
  func keepsDataAsText(value: String) throws {
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: "\"\(value)\"")
    let plain = value.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    #expect(try MemoryTemplate(body: "<p>[{{name}}]</p>").merged(data) == "[\(plain)]")
  }

  @Test("keeps the spaces of values and makes their line feeds line breaks")
  func keepsSpaces() throws {
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: #""  a  b\n\r\nc ""#)
    #expect(try MemoryTemplate(body: "<p> {{name}} </p>").merged(data) == "  a  b//c ")
  }

  @Test("composes characters (NFC) and leaves all others alone")
  func composesCharacters() throws {
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: #""e\u0301 a\u0323\u0302 \u201cx\u201d \u2265""#)
    #expect(
      try MemoryTemplate(body: "<p>{{name}}</p>").merged(data).unicodeScalars.elementsEqual(
        "\u{E9} \u{1EAD} “x” ≥".unicodeScalars))
  }
}
