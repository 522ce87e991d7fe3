import DeterminationLetters
import Testing
import Typesetting

@Suite("A face that the font folder does not have")
struct MissingFaceTests {
  static let cases: [(family: String, isBold: Bool, available: [String], fix: String)] = [
    ("Liberation Serf", false, ["Liberation Serif", "DejaVu Sans"], "did you mean “Liberation Serif”?"),
    ("Liberation Serif", true, ["Liberation Serif"], "of this family, it has Liberation Serif Regular"),
    (
      "Georgia", false, ["Liberation Serif", "DejaVu Sans"],
      "it has the families DejaVu Sans, Liberation Serif; add the file of the font to it, or name one of these"
    ),
    ("Georgia", false, [], "it has no font at all: name another folder"),
  ]

  @Test("is reported with the family that was meant, or with those that exist", arguments: cases.indices)
  func advises(index: Int) {
    let (family, isBold, available, fix) = Self.cases[index]
    let finding = TypesettingProblem.faceMissing(
      FontFace.Description(family: family, isBold: isBold),
      available: available.map { FontFace.Description(family: $0, isBold: false) }
    ).finding()
    #expect(finding.fix == fix)
  }
}

@Suite("A character of the template that no font has")
struct MissingCharacterTests {
  @Test(
    "is reported when the set is loaded",
    arguments: [
      ("<p>✓ a</p>", "p { orphans: 2 }"), ("<ul><li>a</li></ul>", "ul { list-style-type: \"✓\" }"),
      ("<ul><li><p>a</p></li></ul>", "li { list-style-type: \"☐\" }"),
    ])
  func isReported(body: String, css: String) throws {
    do throws(Findings) {
      _ = try SmallLetters.renderer(body, css)
      Issue.record("loaded")
    } catch {
      #expect(error.all.map(\.code) == [.glyphMissing] && error.all.first?.location?.file == "set/letter.html")
    }
  }
}
