import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import JSONText

/// The public JSON-Schema-Test-Suite, as the package `jsonschema` on PyPI carries it: the Makefile unpacks it.
@Suite("The public JSON Schema test suite", .enabled(if: SchemaSuite.isHere, "skipped: make test fetches the suite"))
struct SchemaSuiteTests {
  /// The draft makes `format` an annotation unless it is declared to be an assertion; here it is one, as in optional/format.
  private static let assertsFormat = ["invalid date string is only an annotation by default"]

  @Test("every schema of keywords that are enforced judges every instance as the suite does")
  func agreement() throws {
    var judged = 0
    var disagreements: [String] = []
    for group in try SchemaSuite.groups() {
      guard let schema = group.schema else { continue }
      for test in group.tests where !Self.assertsFormat.contains(test.name) {
        judged += 1
        if schema.validate(test.instance).hasErrors == test.isValid {
          disagreements.append("\(group.name): \(test.name)")
        }
      }
    }
    #expect(disagreements == [])
    #expect(judged > 400)
  }

  @Test(
    "a schema is refused only for a keyword, a format, a dialect or a reference that is not enforced, and says which")
  func refusals() throws {
    for group in try SchemaSuite.groups() {
      guard let refusal = group.refusal else { continue }
      #expect(
        refusal.all.contains { finding in
          ["is not enforced", "is supported only at the top", "dialect", "leads nowhere", "cannot be used", "itself"]
            .contains {
              finding.message.contains($0)
            }
        }, "\(group.name): \(refusal.all.map(\.message))")
    }
  }
}

/// The suite's files.
enum SchemaSuite {
  struct Group {
    var name: String
    var schema: Schema?
    var refusal: Findings?
    var tests: [(name: String, instance: JSONDocument, isValid: Bool)]
  }

  static let folder = Project.root.appending(path: ".build-gate/json-schema-suite/tests/draft2020-12")

  static var isHere: Bool { FileManager.default.fileExists(atPath: folder.path) }

  static func groups() throws -> [Group] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "json" }
    let all =
      (files + [folder.appending(path: "optional/format/date.json"), folder.appending(path: "optional/bignum.json")])
      .sorted { $0.path < $1.path }
    return try all.flatMap { file in
      let groups = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [[String: Any]] ?? []
      return try groups.map { try group($0, file.lastPathComponent) }
    }
  }

  private static func group(_ json: [String: Any], _ file: String) throws -> Group {
    let schemaText = try text(json["schema"] ?? true)
    let tests = (json["tests"] as? [[String: Any]] ?? []).map { test in
      (test["description"] as? String ?? "", test["data"] ?? NSNull(), test["valid"] as? Bool ?? false)
    }
    var group = Group(
      name: "\(file): \(json["description"] as? String ?? "")",
      tests: try tests.map { ($0.0, try JSONDocument(parsing: SourceText(name: "instance", text: text($0.1))), $0.2) })
    do throws(Findings) {
      let document = try JSONDocument(parsing: SourceText(name: "schema", text: schemaText))
      group.schema = try Schema(reading: document) { reference, _ throws(Findings) in
        throw Findings(Finding(.badSchema, "“\(reference)” leads nowhere"))
      }
    } catch {
      group.refusal = error
    }
    return group
  }

  private static func text(_ json: Any) throws -> String {
    String(decoding: try JSONSerialization.data(withJSONObject: json, options: .fragmentsAllowed), as: UTF8.self)
  }
}
