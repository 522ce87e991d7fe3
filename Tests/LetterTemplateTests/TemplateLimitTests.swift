import Diagnostics
import JSONText
import LetterTemplate
import Testing

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
