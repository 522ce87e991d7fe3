import DeterminationLetters
import JSONText
import Testing

@testable import LetterBatch

@Suite("The order of letters in a print stream")
struct SortOrderTests {
  /// The values of a field, each as JSON or `none`, in the order in which their letters are printed.
  private func sorted(_ values: [String], by order: String, type: String) throws -> [String] {
    let text = #"{"type": "object", "properties": {"unit": {"type": TYPE}}}"#.replacing("TYPE", with: type)
    let schema = try Schema(reading: JSONDocument(parsing: SourceText(name: "schema.json", text: text))) {
      reference, _ throws(Findings) in
      throw Findings(Finding(.inputMissing, reference))
    }
    let order = try SortOrder(order, schema: schema)
    let letters = try values.map { value in
      let text = value == "none" ? "{}" : "{\"unit\": \(value)}"
      let root = try JSONDocument(parsing: SourceText(name: "case.json", text: text)).root
      return (value, order.values(of: root, pages: 1))
    }
    return letters.sorted { order.isBefore($0.1, $1.1) }.map(\.0)
  }

  @Test(
    "of whole numbers is that of their values, exactly",
    arguments: [
      ["9", "10"], ["-10", "-9", "0", "9"], ["none", "-1", "0", "1"], ["2.0", "1e1", "11"], ["1e3", "1001"],
      ["9007199254740992", "9007199254740993"], ["99999999999999999999", "100000000000000000000"],
      ["-100000000000000000000", "-99999999999999999999", "99999999999999999999"],
    ])
  func numbers(expected: [String]) throws {
    for values in [expected, expected.reversed()] {
      #expect(try sorted(values, by: "unit", type: "\"integer\"") == expected)
      #expect(try sorted(values, by: "-unit", type: "\"integer\"") == expected.reversed())
    }
  }

  @Test("of texts is that of their bytes, also if they are digits, and numbers come before texts")
  func texts() throws {
    #expect(
      try sorted(["\"9\"", "\"10\"", "\"é\"", "\"z\""], by: "unit", type: "\"string\"") == [
        "\"10\"", "\"9\"", "\"z\"", "\"é\"",
      ])
    let mixed = ["\"1\"", "10", "none", "9"]
    #expect(try sorted(mixed, by: "unit", type: "[\"integer\", \"string\"]") == ["none", "9", "10", "\"1\""])
  }
}
