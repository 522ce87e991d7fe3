import Foundation
import JSONText
import SchemaTools
import TestSupport
import Testing

import DeterminationLetters

@Suite("Cases made in Swift")
struct CaseTypeTests {
  @Test("say what the case file says: read and written again, it is the same JSON", arguments: Project.allSamples)
  func roundTrip(sample: Sample) throws {
    let data = try Data(contentsOf: sample.url)
    let typed = try JSONDecoder().decode(Case.self, from: data)
    let again = try JSONEncoder().encode(typed)
    var before = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    before["$schema"] = nil
    let after = try #require(try JSONSerialization.jsonObject(with: again) as? [String: Any])
    #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
    let renderer = try Renderers.renderer(sample.edition)
    #expect(try renderer.render(typed).pdf() == renderer.render(contentsOf: sample.url.path).pdf())
  }

  @Test("are what the schemas say; `make record` writes them")
  func types() throws {
    let schemas = try ["imr-2016", "imr-2014"].map { try Renderers.renderer($0).template.schema }
    let header = """
      // Written by `make record` from the schemas of the IMR template sets; do not edit. A test keeps it in step.
      //
      // The types rule out much of what the schema rejects, but not all of it. Rendering a case reports the rest as `Findings` with JSON
      // Pointers. Dates are days as `YYYY-MM-DD`.
      """
    let names = [
      "case": "Header", "modified": "ModifiedRequest", "claimsAdministratorGuideline": "Guideline",
      "reviewerGuideline": "Guideline", "mtu": "MTUSChapter", "citations": "Citations",
    ]
    let source = SwiftTypes(schemas, root: "Case", names: names).source(header: header)
    try Snapshot.expect(source, matches: Project.root.appending(path: "Sources/ReviewRules/Case/Case.swift"))
  }

  @Test("derive their outcome from the decisions")
  func outcome() throws {
    func outcome(_ decisions: Decision...) -> Case.Outcome {
      Case(
        reviewer: Reviewer(licensure: ["Ohio"], certifications: ["Neurology"]), clinicalCaseSummary: ["Text."],
        disputedItems: decisions.map {
          DisputedItem(
            description: "X-ray", decision: $0, claimsAdministratorGuideline: .citations(Citations(mtus: [])),
            reviewerGuideline: .text("The Expert Reviewer cited nothing."), rationale: ["Because."])
        }
      ).outcome
    }
    #expect(outcome(.upheld, .upheld) == .uphold)
    #expect(outcome(.overturned) == .overturn)
    #expect(outcome(.overturned, .upheld) == .partialOverturn)
  }

  @Test("that the schema refuses give findings with pointers")
  func findings() throws {
    let empty = Case(
      reviewer: Reviewer(licensure: [], certifications: ["Neurology"]), clinicalCaseSummary: ["Text."],
      disputedItems: [])
    let renderer = try Renderers.renderer("imr-2014")
    do throws(Findings) {
      _ = try renderer.render(empty)
      Issue.record("rendered")
    } catch {
      #expect(Set(error.all.compactMap(\.pointer)) == ["/reviewer/licensure", "/disputedItems"])
    }
  }
}

@Suite("docs/case-file.md")
struct CaseFileGuideTests {
  @Test("is what the schemas say; `make record` writes it anew")
  func guide() throws {
    var text = """
      # The case file

      One JSON object (RFC 8259, UTF-8) with everything a letter needs. This page is written from the schemas of the template
      sets (`Templates/*/schema.json`) by `make record`; a test keeps it in step. Name the schema in the file, and an editor such as
      VS Code completes and checks it while you type: `"$schema": "path/to/Templates/imr-2016/schema.json"`.

      `imr-letters check CASE.json` says what is wrong with a file, all at once. A key that is not listed here is an error.
      In a path, `[]` stands for each element of a list.

      """
    for edition in ["imr-2016", "imr-2014"] {
      text += "\n## Fields of \(edition)\n\n"
      text += SchemaGuide(try Renderers.renderer(edition).template.schema).table()
    }
    try Snapshot.expect(text, matches: Project.root.appending(path: "docs/case-file.md"))
    #expect(text.components(separatedBy: "\n").count { $0.hasSuffix("|  |") } == 0, "a field has no example")
  }
}
