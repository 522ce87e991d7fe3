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
  ]

  @Test("about markup name what HTML has, say each thing once, and say what to write", arguments: markup.indices)
  func aboutMarkup(index: Int) throws {
    let (body, expected) = Self.markup[index]
    try expect(expected) { try MemoryTemplate(body: body).load() }
  }

  static let sheets: [(css: String, messages: [(message: String, fix: String)])] = [
    ("p { opacity: 0.5 }", [("letters do not have the property “opacity” of CSS", "remove it")]),
    ("p { max-width: 3pt }", [("letters do not have the property “max-width” of CSS", "use width")]),
    ("p { colour: red }", [("there is no property “colour” here", "did you mean “color”?")]),
    ("@media print { p { color: red } }", [("there is no “@media” here", "remove it: a letter has one look")]),
    ("@font-face { src: url(x) }", [("there is no “@font-face” here", "put the font into the font folder")]),
  ]

  @Test("about stylesheets name what CSS has, and say what to write", arguments: sheets.indices)
  func aboutStylesheets(index: Int) throws {
    let (css, expected) = Self.sheets[index]
    try expect(expected) { try MemoryTemplate(body: "<p>x</p>", files: ["letter.css": css]).load() }
  }

  private func expect(_ expected: [(message: String, fix: String)], _ load: () throws -> TemplateSet) throws {
    let error = #expect(throws: Findings.self) { try load() }
    let findings = try #require(error).all
    #expect(findings.count == expected.count, "\(findings)")
    for (finding, expected) in zip(findings, expected) {
      #expect(finding.message.contains(expected.message))
      #expect(finding.fix == expected.fix)
    }
  }
}
