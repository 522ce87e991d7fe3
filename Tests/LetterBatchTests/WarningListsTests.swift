import DeterminationLetters
import Testing

@testable import LetterBatch

@Suite("Lists of warnings that a batch remembers")
struct WarningListsTests {
  private let codes = (0..<20).map { FindingCode("IMR-T9\($0)", "test \($0)") }

  private func findings(_ numbers: [Int], severity: Finding.Severity = .warning) -> [Finding] {
    numbers.map { Finding(codes[$0], "at a place", severity: severity) }
  }

  @Test(
    "A list comes back with its codes in their order, and without places and messages",
    arguments: [[], [3], [3, 1], [1, 3], [2, 2]])
  func remembers(numbers: [Int]) throws {
    var lists = WarningLists()
    _ = lists.number(of: Findings(findings([3, 3, 1])))
    let number = lists.number(of: Findings(findings(numbers) + findings([7], severity: .note)))
    let list = lists[try #require(number)].all
    #expect(list.map(\.code) == numbers.map { codes[$0] })
    #expect(list.map(\.message) == numbers.map { codes[$0].title })
    #expect(list.allSatisfy { $0.severity == .warning })
  }

  @Test("The same warnings have the same number, and others have another one")
  func stored() {
    var lists = WarningLists()
    let numbers = [[1, 2], [2, 1], [1, 2], []].map { lists.number(of: Findings(findings($0))) }
    #expect(numbers == [1, 2, 1, WarningLists.none])
  }

  @Test("After 65,536 lists new ones have no number, and old ones keep theirs")
  func full() {
    var lists = WarningLists()
    let numbers = (Array(0...65_536) + [65_535]).map { number in
      // The bits of the number: different numbers give different lists.
      lists.number(of: Findings(findings((0..<17).filter { number >> $0 & 1 == 1 })))
    }
    #expect(numbers == (0...UInt16.max).map { $0 } + [nil, UInt16.max])
  }
}
