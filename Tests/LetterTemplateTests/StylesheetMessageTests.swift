import Diagnostics
import LetterTemplate
import TestSupport
import Testing

@Suite("Messages about stylesheets")
struct StylesheetMessageTests {
  static let sheets: [(css: String, messages: [(message: String, fix: String)])] = [
    ("p { opacity: 0.5 }", [("letters do not have the property “opacity” of CSS", "remove it")]),
    ("p { max-width: 3pt }", [("letters do not have the property “max-width” of CSS", "use width")]),
    ("p { colour: red }", [("there is no property “colour” here", "did you mean “color”?")]),
    ("@media print { p { color: red } }", [("there is no “@media” here", "remove it: a letter has one look")]),
    ("@font-face { src: url(x) }", [("there is no “@font-face” here", "put the font into the font folder")]),
    (
      "p { color: darkgreen }",
      [
        (
          "“color” takes #colour or the name of a colour",
          "write #rrggbb, such as #006400, or one of aqua, black, blue, fuchsia, gray, green, lime, maroon, navy, olive, purple, red, silver, teal, white, yellow"
        )
      ]
    ),
    ("p { margin: calc(1pt + 2pt) }", [("there is no function “calc” here", "write the value itself")]),
    ("p { color: red\n.x { margin: 1pt }", [("“}” is missing before this rule", "close the rule before with “}”")]),
    (
      "p { border: 1px dashed red }",
      [("“border” takes none, or a width, solid and a colour", "rules are solid, such as 0.5pt solid #000")]
    ),
    ("p { margin-bottom: 6 }", [("“margin-bottom” takes a length", "a length has a unit, such as 6pt")]),
    (
      "p { margin-bottom: 6\(String(repeating: "0", count: 70)) }",
      [
        ("“margin-bottom” takes a length", "a length has a unit, such as 12pt")
      ]
    ),
    (
      "p { font-size: 9\(String(repeating: "9", count: 300))% }",
      [
        ("“font-size” takes a length above 0", "write ems, such as 1.5em")
      ]
    ),
    (
      "p { font: 11pt Georgia }",
      [
        (
          "“font” takes [italic] [bold] size[/line-height] families",
          "such as bold 11pt/14pt \"Liberation Serif\"; write each family in quotation marks"
        )
      ]
    ),
    (
      "p { font-family: Georgia, serif }",
      [("“font-family” takes", "such as \"Liberation Serif\"; write each family in quotation marks")]
    ),
    (
      "p { margin-top: 3pt; color: black; margin-top: 4pt }",
      [("“margin-top” occurs twice in this rule, so the first one has no effect", "remove one of them")]
    ),
    ("p { font-size: 120% }", [("“font-size” takes a length above 0", "write ems, such as 1.2em")]),
    (
      "p { margin: 0;\nh1 { margin: 0; }",
      [("is expected", "write the “}” of the rule before it")]
    ),
    // All four paragraphs have these colours.
    (
      "p { color: #ccc }",
      [
        (
          "the contrast of this text is 1.6, and it must be at least 4.5",
          "choose a darker colour, or a lighter background-color"
        )
      ]
    ),
  ]

  @Test("about stylesheets name what CSS has, and say what to write", arguments: sheets.indices)
  func aboutStylesheets(index: Int) throws {
    let (css, expected) = Self.sheets[index]
    try expectFindings(expected) {
      try MemoryTemplate(body: "<p>x</p><p>y</p><p>z</p><p>a</p>", files: ["letter.css": css]).load()
    }
  }
}
