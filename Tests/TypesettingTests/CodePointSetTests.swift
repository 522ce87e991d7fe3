import TestSupport
import Testing

@testable import Typesetting

@Suite("Sets of code points")
struct CodePointSetTests {
  /// Code points on both sides of where the bits end.
  static let some: Set<UInt32> = [0, 0x20, 0x3F, 0x40, 0x7E, 0x1FF, 0x200, 0x2019, 0x1F600]
  static let others: Set<UInt32> = [0x20, 0x41, 0x1FF, 0x2019, 0x20AC]

  @Test("do what sets do")
  func agreeWithSets() {
    let (one, other) = (CodePointSet(Self.some), CodePointSet(Self.others))
    #expect(one.ascending == Self.some.sorted() && one.count == Self.some.count)
    #expect(one.union(other).ascending == Self.some.union(Self.others).sorted())
    #expect(one.subtracting(other).ascending == Self.some.subtracting(Self.others).sorted())
    #expect(!one.isDisjoint(with: other) && one.isDisjoint(with: other.subtracting(one)))
    #expect(CodePointSet(one.ascending.reversed()) == one && CodePointSet().count == 0)
  }
}

@Suite("The characters of a face")
struct CharacterUseTests {
  @Test("are those of its runs")
  func areThoseOfTheRuns() throws {
    var letter = TestLetter()
    letter.addParagraph("It\u{2019}s €5, Ž and ǿ")
    let result = try letter.typeset()
    let characters = result.runs.flatMap { result.glyphs[$0.glyphs].map(\.character) }
    #expect(result.codePoints.map(\.ascending) == [Set(characters).sorted()])
  }
}
