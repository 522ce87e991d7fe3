import Foundation
import TestSupport
import Testing

/// Letters of another review program need no Swift, because only `ReviewRules` uses the fields of Independent Medical Review.
@Suite("Fields of the IMR case file")
struct FieldNameTests {
  /// Fields whose names also have other meanings: words of JSON Schema, and keys of a set's manifest.
  private static let ambiguous: Set = ["$schema", "description", "number", "confidential"]

  /// The property names of the IMR schemas.
  private func fields() throws -> Set<String> {
    var names: Set<String> = []
    func collect(_ value: Any) {
      if let object = value as? [String: Any] {
        if let properties = object["properties"] as? [String: Any] { names.formUnion(properties.keys) }
        object.values.forEach(collect)
      } else if let list = value as? [Any] {
        list.forEach(collect)
      }
    }
    for file in ["common/definitions.json", "imr-2014/schema.json", "imr-2016/schema.json"] {
      let data = try Data(contentsOf: Project.root.appending(path: "Templates/\(file)"))
      collect(try JSONSerialization.jsonObject(with: data))
    }
    return names
  }

  @Test("are string literals, or parts of paths in them, in ReviewRules only")
  func literals() throws {
    let fields = try fields().subtracting(Self.ambiguous)
    #expect(fields.count > 20 && fields.contains("decisionDate"))
    for file in try SourceFile.all() where file.target != "ReviewRules" {
      for (number, line) in file.lines.enumerated() where !line.contains(/^\s*\/\//) {
        for literal in line.matches(of: /"((?:[^"\\]|\\.)*)"/) {
          let whole = String(literal.1).replacing(/\\\([^)]*\)/, with: "").replacing("case.json", with: "")
          let paths = whole.matches(of: /\w+(?:\[\])?(?:\.\w+(?:\[\])?)+/).flatMap { $0.0.split(separator: /\.|\[\]/) }
          let names = Set([whole] + paths.map(String.init)).intersection(fields)
          #expect(names.isEmpty, "\(file.path):\(number + 1) \(line)")
        }
      }
    }
  }

  @Test("leave the name of the default template set in one place")
  func defaultTemplate() throws {
    let places = try SourceFile.all().flatMap { file in
      file.lines.filter { !$0.contains(/^\s*\/\//) && $0.contains("imr-2016") }.map { "\(file.path): \($0)" }
    }
    #expect(places.count == 1, "\(places)")
  }
}
