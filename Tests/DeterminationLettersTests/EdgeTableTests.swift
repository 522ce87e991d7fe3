import TestSupport
import Testing

@testable import Rules

@Suite("The edges of the tree of phrases")
struct EdgeTableTests {
  @Test("are found again, and no others, however the table grew", arguments: [0, 1, 16, 17, 20_000])
  func findsEdges(room: Int) {
    var table = EdgeTable()
    var expected: [UInt64: UInt32] = [:]
    if room > 0 { table.makeRoom(for: room) }
    var numbers = SplitMix(seed: 42)
    func next(_ bound: Int) -> UInt64 { UInt64(numbers.next(below: bound)) }
    for edge in 1...20_000 {
      let (node, word) = (next(9_000), 1 + next(5_000))
      guard expected[node << 16 | word] == nil else { continue }
      expected[node << 16 | word] = UInt32(edge)
      table.insert(UInt32(node), WordID(word), UInt32(edge))
    }
    #expect(expected.allSatisfy { table.next(UInt32($0.key >> 16), WordID($0.key & 0xFFFF)) == $0.value })
    let others = (0..<100_000).map { _ in (node: next(9_000), word: 1 + next(5_000)) }
      .filter { expected[$0.node << 16 | $0.word] == nil }
    #expect(others.count > 90_000)
    #expect(others.allSatisfy { table.next(UInt32($0.node), WordID($0.word)) == nil })
  }
}
