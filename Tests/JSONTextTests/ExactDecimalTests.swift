import Foundation
import JSONText
import TestSupport
import Testing

@Suite("Exact decimal numbers")
struct ExactDecimalTests {
  /// Python's `decimal` computes the expectations.
  @Test("are compared, added, divided and printed as Python's decimal module does")
  func agreesWithPython() throws {
    let script = """
      import decimal, json, random
      decimal.getcontext().prec = 5000
      D, rng, out = decimal.Decimal, random.Random(35), []
      def number():
          digits = "".join(rng.choice("0123456789") for _ in range(rng.randint(1, rng.choice((2, 5, 34)))))
          text = str(int(digits))
          if rng.random() < .5: text += "." + "".join(rng.choice("0059") for _ in range(rng.randint(1, 6)))
          if rng.random() < .3: text += rng.choice("eE") + rng.choice(("", "+", "-")) + str(rng.randint(0, rng.choice((3, 100))))
          return rng.choice(("", "-")) + text
      def plain(d):
          text = format(d, "f")
          if "." in text: text = text.rstrip("0").rstrip(".")
          return "0" if text in ("-0", "") else text
      for _ in range(2000):
          a, b = number(), number()
          x, y = D(a), D(b)
          whole = abs(int(x))
          out.append({"a": a, "b": b, "shortest": plain(x), "sum": plain(x + y), "less": x < y, "same": x == y,
                      "multiple": None if y == 0 else (x % y == 0), "isInteger": x == x.to_integral_value(), "modulo": whole % 97})
      print(json.dumps(out))
      """
    struct Row: Decodable {
      let a, b, shortest, sum: String
      let less, same, isInteger: Bool
      let multiple: Bool?
      let modulo: Int
    }
    let rows = try JSONDecoder().decode(
      [Row].self, from: try Subprocess.run("python3", ["-c", script]).output)
    #expect(rows.count == 2_000)
    for row in rows {
      let (a, b) = (try #require(ExactDecimal(row.a)), try #require(ExactDecimal(row.b)))
      #expect(a.shortest == row.shortest, "\(row.a)")
      #expect((a + b).shortest == row.sum, "\(row.a) + \(row.b)")
      #expect((a < b) == row.less && (a == b) == row.same, "\(row.a) \(row.b)")
      #expect(a.isInteger == row.isInteger && a.wholePart(modulo: 97) == row.modulo, "\(row.a)")
      if let multiple = row.multiple { #expect(a.isMultiple(of: b) == multiple, "\(row.a) \(row.b)") }
    }
  }

  @Test("are not read from texts that are no numbers, or that are longer than any number of a letter")
  func refuses() {
    for text in ["", "-", "+1", "1.", ".5", "1e", "1e+-5", "1e1000000000", "0x10", "1 ", "1,5", "٣", "NaN", "1e401"] {
      #expect(ExactDecimal(text) == nil, "\(text)")
    }
    #expect(ExactDecimal(String(repeating: "9", count: 1_001)) == nil)
    #expect(ExactDecimal(ofCase: String(repeating: "9", count: 34)) != nil)
    #expect(ExactDecimal(ofCase: String(repeating: "9", count: 35)) == nil && ExactDecimal(ofCase: "1e101") == nil)
  }
}
