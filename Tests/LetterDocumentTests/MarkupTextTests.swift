import LetterDocument
import Testing

@Suite("Numbers of CSS and SVG")
struct MarkupTextTests {
  @Test(
    "have at most three decimals, and are numbers whatever the value is",
    arguments: [
      (0, "0"), (12, "12"), (-0.5, "-0.5"), (1.2345, "1.235"), (0.0004, "0"), (13.80, "13.8"), (14_400.25, "14400.25"),
      (1e9, "1000000000"), (6.6e69, "1000000000"), (-.infinity, "-1000000000"), (.infinity, "1000000000"), (.nan, "0"),
      (.leastNonzeroMagnitude, "0"),
    ] as [(Double, String)])
  func writesNumbers(value: Double, text: String) {
    #expect(MarkupText.number(value) == text)
  }
}
