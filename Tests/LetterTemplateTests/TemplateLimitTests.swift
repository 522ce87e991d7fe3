import Diagnostics
import JSONText
import TestSupport
import Testing

@testable import LetterTemplate

/// SECURITY.md states these limits.
@Suite("Limits of templates")
struct TemplateLimitTests {
  @Test("stop partials that multiply, and templates that nest too deep")
  func stopsPartials() {
    var files = ["_p30.html": "<p>x</p>"]
    for index in 0..<30 { files["_p\(index).html"] = "{{> p\(index + 1)}}{{> p\(index + 1)}}" }
    #expect(MemoryTemplate(body: "{{> p0}}", files: files).findings.map(\.code).contains(.tooLarge))
    var chain = ["_q9.html": "<p>x</p>"]
    for index in 0..<9 {
      chain["_q\(index).html"] =
        String(repeating: "<section>", count: 15) + "{{> q\(index + 1)}}" + String(repeating: "</section>", count: 15)
    }
    #expect(MemoryTemplate(body: "{{> q0}}", files: chain).findings.map(\.code).contains(.tooLarge))
  }

  @Test("stop partials that multiply inside a list item")
  func stopsPartialsInItems() {
    var files = ["_p40.html": "x"]
    for index in 0..<40 { files["_p\(index).html"] = "{{> p\(index + 1)}}{{> p\(index + 1)}}" }
    let (found, seconds) = WorkTime.measure {
      MemoryTemplate(body: "<ul><li>{{> p0}}</li></ul>", files: files).findings
    }
    #expect(found.map(\.code).contains(.tooLarge) && seconds < 20)
    // What is missing in a partial is reported there, once.
    let missing = MemoryTemplate(
      body: "<ul><li>{{> a}}</li></ul>", files: ["_a.html": "x\n{{> nowhere}}"]
    ).findings
    #expect(missing.map(\.code) == [.unknownPartial])
    #expect(missing.first?.location?.file == "set/_a.html" && missing.first?.location?.line == 2)
  }

  @Test(
    "stop ems inside ems",
    arguments: ["font-size: 1000em", "font-size: 1000em; line-height: 100", "margin-left: 1000em; font-size: 1000em"])
  func stopsLengths(declarations: String) {
    let body = String(repeating: "<div>", count: 90) + "<p>x</p>" + String(repeating: "</div>", count: 90)
    let found = MemoryTemplate(body: body, files: ["../common/letter.css": "div { \(declarations) }"]).findings
    #expect(!found.isEmpty && found.allSatisfy { $0.code == .badLayout })
    let box = "@page { @top-left { content: \"x\"; font-size: 1000em; width: 1000em } } body { font-size: 1000em }"
    #expect(!MemoryTemplate(body: "<p>x</p>", files: ["../common/letter.css": box]).findings.isEmpty)
  }

  @Test("look at lists inside lists once")
  func readsNestedLists() {
    let schema =
      ##"{"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "required": ["xs"], "properties": {"xs": {"type": "array", "items": {"$ref": "#/$defs/n"}}}}}}"##
    let body = String(repeating: "{{#each xs}}<h1>a</h1>", count: 40) + String(repeating: "{{/each}}", count: 40)
    let (found, seconds) = WorkTime.measure {
      MemoryTemplate(body: body, files: ["schema.json": schema]).findings
    }
    #expect(found.isEmpty && seconds < 20)
  }

  @Test("stop loops inside loops before they fill the memory")
  func stopsLoops() throws {
    let schema =
      #"{"type": "object", "required": ["xs"], "properties": {"xs": {"type": "array", "items": {"type": "string"}}}}"#
    let loops = String(repeating: "{{#each @root.xs}}", count: 4) + "x" + String(repeating: "{{/each}}", count: 4)
    let set = try MemoryTemplate(body: "<p>\(loops)</p>", files: ["schema.json": schema]).load()
    let list = Array(repeating: "\"y\"", count: 100).joined(separator: ",")
    let document = try JSONDocument(parsing: SourceText(name: "case.json", text: "{\"xs\": [\(list)]}"))
    #expect {
      try set.merge(document)
    } throws: {
      let finding = ($0 as? Findings)?.all.first
      return finding?.code == .outOfRange && finding?.location?.file == "case.json"
        && finding?.excerptIsCaseData == true
    }
  }

  @Test("stop partials whose text fills the memory")
  func stopsText() {
    let files = ["_t.html": String(repeating: "words ", count: 1 << 15)]
    let (found, seconds) = WorkTime.measure {
      MemoryTemplate(body: "<p>" + String(repeating: "{{> t}}", count: 5_000) + "</p>", files: files).findings
    }
    #expect(found.map(\.code) == [.tooLarge] && seconds < 30)
  }

  @Test("report some of very many bad tags", arguments: ["{{-}}", "{{#if}}", "{{else x}}", "& "])
  func stopsFindings(tag: String) {
    let source = SourceText(name: "letter.html", text: String(repeating: tag, count: 4_000))
    // Each finding takes a pass over the source.
    #expect(MarkupReader.read(source).findings.count == Finding.mostInADocument)
  }

  @Test("stop stylesheets with too many selectors, paths with too many keys, and endless findings")
  func stopsOthers() {
    let css = (0..<1_100).map { ".a\($0) { orphans: 2 }" }.joined()
    #expect(
      MemoryTemplate(body: "<p>x</p>", files: ["../common/letter.css": css]).findings.map(\.code) == [.stylesheetSyntax]
    )
    let path = Array(repeating: "name", count: 60).joined(separator: ".")
    #expect(MemoryTemplate(body: "<p>{{\(path)}}</p>").findings.map(\.code) == [.tagSyntax])
    #expect(MemoryTemplate(body: String(repeating: "& ", count: 2_000)).findings.count <= 1_000)
  }
}
