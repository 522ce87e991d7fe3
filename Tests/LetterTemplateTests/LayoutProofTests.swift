import Diagnostics
import Foundation
import LetterTemplate
import Testing

/// What is proven of places and sizes when a set is loaded, because the stylesheet alone decides them.
@Suite("Proofs of the layout")
struct LayoutProofTests {
  /// The code of the first finding.
  private func first(_ body: String, _ css: String) -> FindingCode? {
    MemoryTemplate(body: body, files: ["../common/letter.css": css]).findings.first?.code
  }

  @Test(
    "find what leaves the sheet or does not fit its place",
    arguments: [
      ("p { margin-left: -73pt }", "left of the sheet"), ("p { margin-right: -73pt }", "right of the sheet"),
      ("p { margin-left: 460pt }", "no room for a line"), ("p { line-height: 700pt }", "a line higher than the page"),
      ("p { font-size: 20pt; line-height: 12pt }", "lines over each other"),
      ("strong { font-size: 30pt }", "emphasis over other lines"),
      ("@page { size: 100pt 100pt; margin: 50pt }", "a page of margins"),
      ("@page { margin: 5pt; @bottom-left { content: \"x\" } }", "a foot higher than the margin"),
      ("@page { @top-left { content: \"x\" } @top-right { content: \"y\" } }", "two boxes without a width"),
      (
        "@page { @top-left { content: \"x\"; width: 60% } @top-right { content: \"y\"; width: 50% } }",
        "two boxes that cover each other"
      ),
    ])
  func findsLayout(css: String, what: String) {
    #expect(first("<p><strong>a</strong></p>", css) == .badLayout, "\(what)")
  }

  @Test(
    "find text that is too high for the lines of its paragraph, however deep it stands",
    arguments: [
      ("a { font-size: 60pt; line-height: 60pt }", "<a href=\"tel:1\">x</a>", false),
      (".a { line-height: 60pt } .b { font-size: 60pt }", "<span class=\"a\"><em class=\"b\">x</em></span>", false),
      ("a { line-height: 60pt } .b { font-size: 60pt }", "<a href=\"tel:1\"><em class=\"b\">x</em></a>", false),
      (
        "p { line-height: 60pt } .b { font-size: 60pt; line-height: 14pt }", "<em><span class=\"b\">x</span></em>", true
      ),
    ])
  func findsHighText(css: String, inlines: String, isFine: Bool) {
    #expect(first("<p>\(inlines)</p>", css) == (isFine ? nil : .badLayout))
  }

  @Test("measure pictures in cells when the columns are known", arguments: [(300, true), (10, false)])
  func picturesInCells(head: Int, isFine: Bool) throws {
    let css = "@page { size: 612pt 300pt } th { width: \(head)pt } img { width: 100% }"
    let body = "<table><tr><th>a</th><td><img src=\"a.png\" alt=\"A\"></td></tr></table>"
    var template = MemoryTemplate(body: body, files: ["../common/letter.css": css])
    // It is twice as wide as high. The text is 468pt wide and 156pt high.
    let picture = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4nGP4zwAE/wEHAAH/4iOeWQAAAABJRU5ErkJggg=="
    template.binaries["a.png"] = Array(try #require(Data(base64Encoded: picture)))
    #expect(template.findings.map(\.code) == (isFine ? [] : [.badLayout]), "\(template.findings.map(\.message))")
  }

  @Test("find tables and cells that do not fit")
  func findsTables() {
    let table = "<table class=\"t\"><tr><th class=\"a\">x</th><td class=\"b\">y</td></tr></table>"
    #expect(first(table, ".t { margin-left: 0 } .a { width: 300pt } .b { width: 300pt }") == .badLayout)
    #expect(first(table, ".t { margin-left: -80pt } .a, .b { width: 30pt }") == .badLayout)
    #expect(
      first(table, ".t { margin-left: 0 } .a { width: 30pt } .b { width: 30pt; padding: 0 12pt }") == .badLayout)
    // A column without a width takes what is left, if something is left.
    #expect(first(table, ".t { margin-left: 0 } .a { width: 30pt } .b { font-weight: bold }") == nil)
    #expect(
      first(table, ".t { width: 90pt } .a { width: 90pt } .b { font-weight: bold }") == .badStructure)
    #expect(first(table, ".t { margin-left: -60pt } .a, .b { width: 30pt }") == nil)
  }

  @Test(
    "find rules, backgrounds and margin boxes that leave the sheet",
    arguments: [
      (".x { margin-left: -90pt; padding-left: 95pt; border-left: 2pt solid black }", false),
      (".x { margin-right: -90pt; padding-right: 95pt; background-color: #eeeeee }", false),
      (".x { margin-left: -90pt; padding-left: 95pt }", true),
      (".x { margin-left: -60pt; border: 2pt solid black }", true),
      (".x { margin: 0 } @page { @top-left { content: \"x\"; margin-left: -90pt } }", false),
      (".x { margin: 0 } @page { @top-right { content: \"x\"; width: 50pt; margin-right: -90pt } }", false),
      (".x { margin: 0 } @page { @top-left { content: \"x\"; margin-left: -60pt } }", true),
    ])
  func findsEdges(css: String, isRight: Bool) {
    for body in ["<section class=\"x\"><p>a</p></section>", "<p class=\"x\">a</p>"] {
      #expect(first(body, css) == (isRight ? nil : .badLayout), "\(css) \(body)")
    }
  }
}
