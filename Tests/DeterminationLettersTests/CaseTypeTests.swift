import Foundation
import JSONText
import TestSupport
import Testing

@testable import DeterminationLetters

@Suite("Cases made in Swift")
struct CaseTypeTests {
  @Test("say what the case file says: read and written again, it is the same JSON", arguments: Project.allSamples)
  func roundTrip(sample: Sample) throws {
    let data = try Data(contentsOf: sample.url)
    let typed = try JSONDecoder().decode(Case.self, from: data)
    let again = try typed.caseFile()
    var before = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    before["$schema"] = nil
    let after = try #require(try JSONSerialization.jsonObject(with: Data(again.bytes)) as? [String: Any])
    #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
    let renderer = try Renderers.renderer(sample.edition)
    #expect(try renderer.render(typed).pdf() == renderer.render(contentsOf: sample.url.path).pdf())
  }

  @Test("have every key that the schemas declare, and no other")
  func keys() throws {
    var declared: Set<String> = []
    for edition in ["imr-2014", "imr-2016"] {
      declared.formUnion(try Renderers.renderer(edition).template.schema.keys)
    }
    let typed =
      Case.CodingKeys.allCases.map(\.rawValue) + Header.CodingKeys.allCases.map(\.rawValue)
      + Reviewer.CodingKeys.allCases.map(\.rawValue) + DisputedItem.CodingKeys.allCases.map(\.rawValue)
      + DisputedItem.ModifiedKeys.allCases.map(\.rawValue) + Guideline.CodingKeys.allCases.map(\.rawValue)
      + MTUSChapter.CodingKeys.allCases.map(\.rawValue)
    #expect(declared.subtracting(["$schema"]) == Set(typed))
  }

  @Test("derive their outcome from the decisions")
  func outcome() throws {
    func outcome(_ decisions: DisputedItem.Decision...) -> Case.Outcome {
      Case(
        reviewer: Reviewer(licensure: ["Ohio"], certifications: ["Neurology"]), clinicalCaseSummary: ["Text."],
        disputedItems: decisions.map {
          DisputedItem(
            request: .description("X-ray"), decision: $0, claimsAdministratorGuideline: .none,
            reviewerGuideline: .verbatim("The Expert Reviewer cited nothing."), rationale: ["Because."])
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

@Suite("Explanations")
struct ExplanationTests {
  @Test("exist for every code that the sources declare, once, and for no other")
  func everyCode() throws {
    var declared: [String] = []
    let sources = try #require(FileManager.default.enumerator(atPath: Project.folder("Sources")))
    for case let path as String in sources where path.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Project.folder("Sources/\(path)"), encoding: .utf8)
      declared += text.matches(of: /FindingCode\(\s*"(IMR-[A-Z]\d{3})"/).map { String($0.1) }
    }
    #expect(declared.count > 60)
    #expect(declared.sorted() == Explanation.all.map(\.code.id))
  }

  @Test("name the rule of every rule's code")
  func rules() {
    #expect(Rule.all.allSatisfy { rule in Explanation.of(rule.code.id)?.rule == rule.name })
    #expect(Set(Rule.all.map(\.name)).count == Rule.all.count)
  }
}
