import Diagnostics
import JSONText
import LetterDocument
import LetterTemplate
import Testing

/// What the merger makes of lists, tables, links and empty elements.
@Suite("Merging the elements of the language")
struct LanguageMergeTests {
  @Test(
    "counts items, goes on counting where it is asked to, and leaves out what is empty",
    arguments: [
      ("<ol><li>a</li><li>b</li></ol>", "(1. a; 2. b)"), ("<ol start=\"4\"><li>a</li></ol>", "(4. a)"),
      ("<ol class=\"on\"><li>a</li></ol><p>x</p><ol class=\"on\"><li>b</li></ol>", "(1. a) | x | (2. b)"),
      (
        "<ol class=\"on\"><li>a</li><li><p>b</p><ol><li>c</li></ol></li><li>d</li></ol>",
        "(1. a; 2. b | (1. c); 3. d)"
      ),
      // A list inside an item that goes on counting does not change the numbers of the list around it.
      (
        "<ol class=\"on\"><li><p>a</p><ol class=\"on\"><li>b</li><li>c</li></ol></li><li><p>d</p></li></ol>",
        "(1. a | (1. b; 2. c); 2. d)"
      ),
      (
        "<ol><li><p>a</p><ol class=\"on\"><li>b</li></ol><p>x</p><ol class=\"on\"><li>c</li></ol></li><li>d</li></ol>",
        "(1. a | (1. b) | x | (2. c); 2. d)"
      ),
      ("<ul><li>a</li></ul>", "(• a)"), ("<ul class=\"none\"><li>a</li></ul>", "(a)"),
      ("<ol class=\"roman\" start=\"9\"><li>a</li><li>b</li></ol>", "(IX. a; X. b)"),
      ("<ol class=\"alpha\" start=\"26\"><li>a</li><li>b</li></ol>", "(z. a; aa. b)"),
      // A list inside another has its own markers, as in browsers.
      ("<ol class=\"roman\"><li><p>a</p><ul><li>b</li></ul><ol><li>c</li></ol></li></ol>", "(I. a | (• b) | (1. c))"),
      ("<ul>{{#if nickname}}<li>x</li>{{/if}}</ul><p>y</p>", "y"), ("<p>{{#if nickname}}x{{/if}}</p><p>y</p>", "y"),
      ("<div>{{#if nickname}}<p>x</p>{{/if}}</div><p>y</p>", "y"), ("<p>a</p><hr>", "a | ---"),
      ("<p>a <em>b</em> <span>c</span></p>", "a _b_ c"),
      ("<p><a href=\"mailto:{{name}}@x.org\">b</a></p>", "b<mailto:Ada@x.org>"),
      (
        "<table><thead><tr><th>H</th></tr></thead><tbody>{{#if nickname}}<tr><td>x</td></tr>{{/if}}</tbody></table><p>y</p>",
        "y"
      ),
    ])
  func merges(body: String, words: String) throws {
    let css =
      "th { width: 50pt } .on { counter-reset: none } .none { list-style-type: none } .roman { list-style-type: upper-roman } .alpha { list-style-type: lower-alpha }"
    #expect(try MemoryTemplate(body: body, files: ["../common/letter.css": css]).merged() == words)
  }

  @Test(
    "leaves out white space of the template at the edges of lines that a value makes (CSS Text 3 §4.1.2)",
    arguments: [
      ("<p>\n{{name}}\n</p>", "line\\n", "line"), ("<p>{{name}} tail</p>", "line\\n", "line/tail"),
      ("<p>head {{name}}</p>", "\\nline", "head/line"), ("<p>head {{name}} tail</p>", "\\nline\\n", "head/line/tail"),
      ("<p>{{name}}<em> tail</em></p>", "line\\n", "line/_tail_"), ("<p>{{name}} tail</p>", "line", "line tail"),
      // White space of values is kept.
      ("<p>{{name}}tail</p>", "line\\n ", "line/ tail"), ("<p>{{name}}</p>", "line\\n\\n", "line/"),
    ])
  func edgesOfLines(body: String, name: String, words: String) throws {
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: "\"\(name)\"")
    #expect(try MemoryTemplate(body: body).merged(data) == words)
  }

  /// The scopes of the header cells of a table, row by row.
  private func scopes(_ table: String) throws -> [[Table.Scope?]] {
    let template = MemoryTemplate(body: "<table>\(table)</table>")
    let document = try JSONDocument(parsing: SourceText(name: "case.json", text: MemoryTemplate.data))
    guard case .table(let table)? = try template.load().merge(document).blocks.first else { return [] }
    return table.rows.map { $0.cells.map(\.header) }
  }

  @Test("lets a header cell describe its column in a head and in a row of header cells, and its row elsewhere")
  func scopes() throws {
    #expect(
      try scopes("<tr><th>a</th><th>b</th></tr><tr><th>c</th><td>d</td></tr>") == [[.column, .column], [.row, nil]])
    #expect(
      try scopes(
        "<thead><tr><th>a</th><td>b</td></tr></thead><tbody><tr><th>c</th><th scope=\"col\">d</th></tr></tbody>")
        == [[.column, nil], [.column, .column]])
    #expect(
      try scopes("<tr><th scope=\"row\">a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr>") == [
        [.row, .column], [nil, nil],
      ])
  }

  @Test("percent-encodes values in addresses, so that they cannot change where a link leads")
  func encodes() throws {
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: #""a/b?c#d &é""#)
    let template = MemoryTemplate(body: "<p><a href=\"https://x.org/{{name}}\">y</a></p>")
    #expect(try template.merged(data) == "y<https://x.org/a%2Fb%3Fc%23d%20%26%C3%A9>")
  }

  static let servers: [(href: String, value: String, address: String)] = [
    // The value is all that follows the scheme, so it is a server and can have a path (RFC 3986 §3).
    ("https://{{name}}", "a.org:8080/b?c=d#e é@x", "https://a.org:8080/b?c=d#e%20%C3%A9%40x"),
    // A path of the template follows, so the value is the server alone.
    ("https://{{name}}", "https://a.org/b", "https://a.org/b"),
    ("tel:{{name}}", "+1 (555) 555-0100", "tel:+1(555)555-0100"),
    ("https://{{name}}/x", "a.org:8080/b", "https://a.org:8080%2Fb/x"),
    ("https://a.org/{{name}}", "../b@c", "https://a.org/..%2Fb%40c"),
  ]

  @Test("lets a value be a whole server", arguments: servers.indices)
  func namesServers(index: Int) throws {
    let (href, value, address) = Self.servers[index]
    let data = MemoryTemplate.data.replacing("\"Ada\"", with: "\"\(value)\"")
    #expect(try MemoryTemplate(body: "<p><a href=\"\(href)\">y</a></p>").merged(data) == "y<\(address)>")
  }
}
