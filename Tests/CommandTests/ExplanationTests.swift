import Foundation
import TestSupport
import Testing

@Suite("Explanations")
struct ExplanationTests {
  /// What `imr-letters codes --json` says of each code.
  private struct Page: Decodable {
    let code: String
    let rule: String?
    let cause: String
    let fix: String
  }

  private func pages() throws -> [Page] {
    let lines = try Command.run("codes", "--json").text.split(separator: "\n")
    return try lines.map { try JSONDecoder().decode(Page.self, from: Data($0.utf8)) }
  }

  @Test("exist for every code that the sources declare, once, and for no other")
  func everyCode() throws {
    var declared: [String] = []
    let sources = try #require(FileManager.default.enumerator(atPath: Project.folder("Sources")))
    for case let path as String in sources where path.hasSuffix(".swift") {
      let text = try String(contentsOfFile: Project.folder("Sources/\(path)"), encoding: .utf8)
      declared += text.matches(of: /FindingCode\(\s*"(IMR-[A-Z]\d{3})"/).map { String($0.1) }
    }
    #expect(declared.count > 60)
    #expect(try declared.sorted() == pages().map(\.code))
  }

  @Test(
    "say what an error means: no letter, or a command that fails",
    arguments: [
      ("J002", "the letter is not made"), ("F003", "the letter is not made"), ("C001", "the letter is not made"),
      ("I001", "the command fails"), ("O003", "the command fails"), ("V001", "the command fails"),
      ("X002", "the command fails"), ("R010", "A warning: the letter is made"),
    ])
  func consequence(code: String, words: String) throws {
    let last = try Command.run("explain", code).text.split(separator: "\n").last
    #expect(last?.contains(words) == true, "\(last ?? "")")
  }

  @Test("name the rule of each code of a rule, each once, and the shipped manifests name their books")
  func rules() throws {
    let rules = try pages().filter { $0.code.hasPrefix("IMR-R") }.map(\.rule)
    #expect(!rules.contains(nil))
    #expect(Set(rules).count == rules.count)
    for edition in ["imr-2014", "imr-2016"] {
      let manifest = try JSONSerialization.jsonObject(
        with: Data(contentsOf: Project.root.appending(path: "Templates/\(edition)/manifest.json")))
      let named = try #require((manifest as? [String: Any])?["rules"] as? [String])
      #expect(named == ["independent-medical-review", "general"])
    }
  }
}
