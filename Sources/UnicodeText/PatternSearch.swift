/// Finds many patterns of bytes in a text at once, in time that is linear in the text (Aho and Corasick, 1975).
package struct PatternSearch: Sendable {
  // A trie as flat arrays; node 0 is the root.
  private var firstChild: [Int32] = [-1]
  private var nextSibling: [Int32] = [-1]
  private var byte: [UInt8] = [0]
  /// The node of the longest suffix that is also in the trie.
  private var fail: [Int32] = [0]
  /// The pattern that ends at a node; -1 if none does.
  private var pattern: [Int32] = [-1]
  /// The next node on the chain of suffixes at which a pattern ends; -1 if there is none.
  private var nextEnd: [Int32] = [-1]
  /// The steps from the nodes near the root, where most of a text is searched: ``width`` entries for each, in the order of the nodes.
  private var steps: [Int32] = []
  /// The place of a node's steps in ``steps``; -1 for nodes that are deeper.
  private var stepsOf: [Int32] = [-1]

  /// Classes of bytes: each letter and digit has one, all other bytes share the last.
  private static let width = 37
  private static let classes: [UInt8] = (0..<256).map { byte in
    switch byte {
    case 0x30...0x39: UInt8(byte - 0x30)
    case 0x61...0x7A: UInt8(byte - 0x61 + 10)
    default: UInt8(width - 1)
    }
  }
  /// At most this many nodes have tables, 600 kB.
  private static let mostTables = 4_096

  /// Prepares a search. Equal patterns count as one, with the index of the first. Empty patterns are never found.
  package init(_ patterns: [[UInt8]]) {
    for (index, pattern) in patterns.enumerated() where !pattern.isEmpty { insert(pattern, Int32(index)) }
    link()
  }

  private mutating func insert(_ bytes: [UInt8], _ index: Int32) {
    var node: Int32 = 0
    for byte in bytes {
      if let next = child(of: node, byte) {
        node = next
        continue
      }
      let new = Int32(self.byte.count)
      self.byte.append(byte)
      firstChild.append(-1)
      nextSibling.append(firstChild[Int(node)])
      fail.append(0)
      pattern.append(-1)
      nextEnd.append(-1)
      firstChild[Int(node)] = new
      node = new
    }
    if pattern[Int(node)] < 0 { pattern[Int(node)] = index }
  }

  private func child(of node: Int32, _ byte: UInt8) -> Int32? {
    var next = firstChild[Int(node)]
    while next >= 0 {
      if self.byte[Int(next)] == byte { return next }
      next = nextSibling[Int(next)]
    }
    return nil
  }

  /// Links each node to its longest suffix, level by level, and makes the tables of the nodes near the root.
  private mutating func link() {
    stepsOf = [Int32](repeating: -1, count: byte.count)
    var level = [Int32(0)]
    while !level.isEmpty {
      var next: [Int32] = []
      for node in level {
        let suffix = fail[Int(node)]
        if node != 0 { nextEnd[Int(node)] = pattern[Int(suffix)] >= 0 ? suffix : nextEnd[Int(suffix)] }
        var child = firstChild[Int(node)]
        while child >= 0 {
          fail[Int(child)] = node == 0 ? 0 : step(from: suffix, byte[Int(child)])
          next.append(child)
          child = nextSibling[Int(child)]
        }
        makeTable(of: node)
      }
      level = next
    }
  }

  /// A node's steps for each class of bytes: its child, or what its suffix does. Bytes of the last class are looked up.
  private mutating func makeTable(of node: Int32) {
    guard steps.count < Self.mostTables * Self.width else { return }
    let place = steps.count
    let suffix = Int(stepsOf[Int(fail[Int(node)])])
    for column in 0..<Self.width { steps.append(node == 0 || suffix < 0 ? 0 : steps[suffix + column]) }
    var child = firstChild[Int(node)]
    while child >= 0 {
      steps[place + Int(Self.classes[Int(byte[Int(child)])])] = child
      child = nextSibling[Int(child)]
    }
    stepsOf[Int(node)] = Int32(place)
  }

  @inline(__always)
  private func step(from node: Int32, _ byte: UInt8) -> Int32 {
    let column = Int(Self.classes[Int(byte)])
    var node = node
    while true {
      let table = stepsOf[Int(node)]
      if table >= 0, column < Self.width - 1 { return steps[Int(table) + column] }
      if let next = child(of: node, byte) { return next }
      if node == 0 { return 0 }
      node = fail[Int(node)]
    }
  }

  /// Calls `visit` for each pattern that ends at a byte of a text, the longest first, until it returns true.
  /// - Parameters:
  ///   - mayEnd: whether patterns that end at a byte are wanted. This cheap test saves most visits.
  ///   - visit: gets the index of the pattern and the range of bytes.
  package func search(
    _ text: [UInt8], mayEnd: (Int) -> Bool, _ visit: (_ pattern: Int, _ end: Int) -> Bool
  ) -> Bool {
    var node: Int32 = 0
    for index in text.indices {
      node = step(from: node, text[index])
      var end = pattern[Int(node)] >= 0 ? node : nextEnd[Int(node)]
      guard end >= 0, mayEnd(index) else { continue }
      while end >= 0 {
        if visit(Int(pattern[Int(end)]), index + 1) { return true }
        end = nextEnd[Int(end)]
      }
    }
    return false
  }
}
