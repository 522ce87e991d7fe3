import Diagnostics
import JSONText
import LetterDocument
import Testing

@testable import LetterTemplate

@Suite("Constant paragraphs")
struct ConstantFoldingTests {
  /// A tag that prints nothing makes a paragraph one that is merged letter by letter.
  @Test(
    "have the words that they would have if they were merged letter by letter",
    arguments: [
      ("<p> a </p>", "a"), ("<p>a <strong> b </strong> c</p>", "a *b *c"), ("<p><strong></strong>a</p>", "a"),
      ("<p><br>a<br></p>", "/a"), ("<h1> A\n b </h1>", "#1 A b"),
      ("<section><h1>B</h1></section>", "#1 B"), ("<p>{{\"literal\"}} x</p>", "literal x"),
      ("<p>a<strong>b </strong></p>", "a*b*"),
      ("<table><tr><th> a </th><td class=\"w\">b<br> c</td></tr></table>", "a & b/c"),
    ])
  func agreeWithTheMerger(body: String, words: String) throws {
    let unfolded = body.replacing(/<\/(p|h1|h2|th|td)>/) { "{{#if nickname}}{{nickname}}{{/if}}\($0.output.0)" }
    #expect(Self.constants(try MemoryTemplate(body: body).load().body) > 0)
    #expect(Self.constants(try MemoryTemplate(body: unfolded).load().body) == 0)
    #expect(try MemoryTemplate(body: body).merged() == words)
    #expect(try MemoryTemplate(body: unfolded).merged() == words)
  }

  @Test("are found wherever they stand, and only they")
  func areFound() throws {
    let body = """
      <h1>A</h1><section><p>b</p></section>{{#if name}}<p>c</p>{{/if}}{{#each items}}<p>d</p><p>{{title}}</p>{{/each}}
      """
    #expect(Self.constants(try MemoryTemplate(body: body).load().body) == 4)
  }

  @Test("that a running foot repeats are still repeated")
  func keepNamedStrings() throws {
    let css = """
      p { string-set: number content(); }
      @page { @bottom-center { content: string(number); font: 10pt "Liberation Serif"; } }
      """
    let set = try MemoryTemplate(body: "<p>constant</p>", files: ["letter.css": css]).load()
    let document = try JSONDocument(parsing: SourceText(name: "case.json", text: MemoryTemplate.data))
    #expect(try set.merge(document).namedStrings["number"]?.string == "constant")
  }

  private static func constants(_ instructions: [Instruction]) -> Int {
    instructions.reduce(0) { count, instruction in
      switch instruction {
      case .constant, .constantCell: count + 1
      case .conditional(let branches, _, _): count + branches.reduce(0) { $0 + constants($1.body ?? []) }
      default: count + constants(instruction.children) + constants(instruction.bodies.first ?? [])
      }
    }
  }
}
