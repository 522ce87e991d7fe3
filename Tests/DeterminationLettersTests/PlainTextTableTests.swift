import DeterminationLetters
import TestSupport
import Testing

/// What plain text makes of tables and lists whose cells, heads and markers are of every kind.
@Suite("Tables and lists in plain text")
struct PlainTextTableTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var name: String
    var body: String
    var css = ""
    var text: String

    var testDescription: String { name }
  }

  private static let label = "The record shows that conservative treatment of at least six weeks was tried"

  static let cases = [
    Case(
      name: "a value whose label leaves no room has its own line",
      body: "<table><tr><th>\(label)</th><td>Met. See the notes.</td></tr><tr><th>Short</th><td>No</td></tr></table>",
      text: "\(label)\n  Met. See the notes.\nShort No\n"),
    Case(
      name: "blocks whose label leaves no room stand below it",
      body: "<table><tr><th>\(label)</th><td><p>Met.</p><ul><li>one</li></ul></td></tr></table>",
      text: "\(label)\n  Met.\n\n  - one\n"),
    Case(
      name: "a wide label and its value are one line if they fit",
      body: "<table><tr><th>\(label)</th><td>Yes</td></tr></table>", text: "\(label) Yes\n"),
    Case(
      name: "a line break in a cell keeps the indent",
      body: "<table><tr><th>A</th><th>B</th></tr><tr><td>Visit 1<br>Denied: 7</td><td>b</td></tr></table>",
      text: "A: Visit 1\n  Denied: 7\nB: b\n"),
    Case(
      name: "the head of a group stands alone, and no value below another one gets it",
      body: """
        <table><tr><th>A</th><th>B</th></tr><tr><th colspan="2">G</th></tr><tr><td>1</td><td>2</td></tr>
        <tr><th colspan="2">H</th></tr><tr><td>3</td><td>4</td></tr></table>
        """, text: "G\n\nA: 1\nB: 2\n\nH\n\nA: 3\nB: 4\n"),
    Case(
      name: "the head of a group of labels is no label",
      body: """
        <table><tbody><tr><th colspan="2">G</th></tr><tr><th>1</th><td>2</td></tr><tr><th colspan="2">H</th></tr>
        <tr><th>3</th><td>4</td></tr></tbody></table>
        """, text: "G\n1 2\nH\n3 4\n"),
    Case(
      name: "an empty corner heads nothing, with or without scope",
      body: """
        <table><tr><td></td><th>2025</th><th>2026</th></tr><tr><th>Visits</th><td>3</td><td>4</td></tr></table>
        <table><tr><td></td><th scope="col">2025</th></tr><tr><th>Cost</th><td>5</td></tr></table>
        """, text: "Visits\n2025: 3\n2026: 4\n\nCost\n2025: 5\n"),
    Case(
      name: "a cell whose value is missing is no corner, so the head after it is that of a row",
      body: """
        <table><tr><td>{{#if (eq text "approved")}}X{{/if}}</td><th>Approved</th></tr>
        <tr><td>{{#if (eq text "words")}}X{{/if}}</td><th>Denied</th></tr></table>
        """, text: "Approved\nX Denied\n"),
    Case(
      name: "what the template leaves empty in any way is a corner",
      body: """
        <table><tr><td> <span></span>{{#if (eq text "words")}} {{/if}}</td><th>2025</th></tr>
        <tr><th>Visits</th><td>3</td></tr></table>
        """, text: "Visits\n2025: 3\n"),
    Case(
      name: "what stands before the head of a row stays on its line",
      body: """
        <table><tr><td>[x]</td><th scope="row">Upheld</th><td>Agree</td></tr>
        <tr><td>[ ]</td><th scope="row">Overturned</th><td>Disagree</td></tr></table>
        """,
      text: "[x] Upheld     Agree\n[ ] Overturned Disagree\n"),
    Case(
      name: "items have the markers that they are given",
      body: """
        <ul><li class="yes">one</li><li class="no">two</li><li>three</li></ul>
        <ul><li class="number">four</li><li class="number">five</li></ul>
        """,
      css: """
        .yes { list-style-type: "[x] " } .no { list-style-type: "[ ] " } .number { list-style-type: decimal }
        """, text: "[x] one\n[ ] two\n- three\n\n1. four\n2. five\n"),
  ]

  @Test("says what belongs together, on lines that fit", arguments: cases)
  func writes(example: Case) throws {
    let letter = try SmallLetters.letter(SmallLetters.renderer("<h1>x</h1>" + example.body, example.css))
    #expect(letter.text() == "x\n\n" + example.text)
  }
}
