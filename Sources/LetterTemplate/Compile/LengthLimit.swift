import LetterDocument

extension Style {
  /// Keeps every length within the longest side of a page. Ems inside ems could otherwise grow without end.
  /// - Returns: what is wrong; nil if no length was longer.
  mutating func limitLengths() -> String? {
    var isTooLong = false
    func limit(_ length: inout Double) {
      if abs(length) <= StyleValue.longest { return }
      length = length < 0 ? -StyleValue.longest : StyleValue.longest
      isTooLong = true
    }
    limit(&fontSize)
    limit(&lineHeight)
    limit(&textIndent)
    limit(&margin)
    limit(&padding)
    if var length = width {
      limit(&length)
      width = length
    }
    limit(&border.top.width)
    limit(&border.right.width)
    limit(&border.bottom.width)
    limit(&border.left.width)

    func limit(_ edges: inout Edges) {
      limit(&edges.top)
      limit(&edges.right)
      limit(&edges.bottom)
      limit(&edges.left)
    }
    return isTooLong ? "a length here is more than \(LayoutProof.points(StyleValue.longest))" : nil
  }
}
