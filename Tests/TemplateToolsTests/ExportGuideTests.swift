import DeterminationLetters
import Foundation
import TemplateTools
import TestSupport
import Testing

@Suite("docs/exports.md")
struct ExportGuideTests {
  @Test("has the columns of every shipped set; make record writes them")
  func dictionary() throws {
    let file = Project.root.appendingPathComponent("docs/exports.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let introduction = try #require(text.components(separatedBy: "\n## ").first)
    var expected = introduction
    for set in Project.editions.reversed() + Project.programs {
      let table = try CaseTable(Renderers.renderer(set))
      expected += "\n## \(set)\n| column | what it is | meaning |\n|---|---|---|\n\(table.dictionary)\n"
    }
    try Snapshot.expect(expected, matches: file, hint: "run `make record` and read the difference")
  }
}
