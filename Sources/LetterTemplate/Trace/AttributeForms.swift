/// The addresses of links and the alternate texts of pictures as a template writes them. They show an attribute of a letter without the
/// values of its case.
package struct AttributeForms: Sendable {
  /// The pieces of each attribute; nil stands for a value. Those with the most words of the template come first.
  private let forms: [[[UInt8]?]]

  init(_ instructions: [Instruction]) {
    var found: [[[UInt8]?]] = []
    func visit(_ instructions: [Instruction]) {
      for instruction in instructions {
        switch instruction {
        case .link(let parts, _, _, _): found.append(Self.pieces(parts))
        case .image(let image, let parts):
          found.append(parts.isEmpty ? [Array((image.alternateText ?? "").utf8)] : Self.pieces(parts))
        case .constant(.image(let image), _): found.append([Array((image.alternateText ?? "").utf8)])
        default: break
        }
        for body in instruction.bodies { visit(body) }
        visit(instruction.children)
      }
    }
    visit(instructions)
    func words(_ form: [[UInt8]?]) -> Int { form.reduce(0) { $0 + ($1?.count ?? 0) } }
    forms = found.sorted { words($0) > words($1) }
  }

  private static func pieces(_ parts: [AttributePart]) -> [[UInt8]?] {
    parts.map { part in if case .text(let text) = part { Array(text.utf8) } else { nil } }
  }

  /// An attribute with `‹…›` in place of each value.
  package func withoutValues(_ attribute: String) -> String {
    let bytes = Array(attribute.utf8)
    guard let form = forms.first(where: { Self.matches($0[...], bytes[...]) }) else { return "‹…›" }
    return form.map { piece in piece.map { String(decoding: $0, as: UTF8.self) } ?? "‹…›" }.joined()
  }

  /// Whether some bytes can be the pieces, with anything for each value. The first place that fits a piece is the right one, because
  /// values before it and after it can be anything.
  private static func matches(_ pieces: ArraySlice<[UInt8]?>, _ bytes: ArraySlice<UInt8>) -> Bool {
    var (pieces, bytes) = (pieces, bytes)
    if let first = pieces.first, let first {
      guard bytes.starts(with: first) else { return false }
      (pieces, bytes) = (pieces.dropFirst(), bytes.dropFirst(first.count))
    }
    guard !pieces.isEmpty else { return bytes.isEmpty }
    if let last = pieces.last, let last {
      guard bytes.count >= last.count, bytes.suffix(last.count).elementsEqual(last) else { return false }
      (pieces, bytes) = (pieces.dropLast(), bytes.dropLast(last.count))
    }
    for case let piece? in pieces {
      guard let range = bytes.firstRange(of: piece) else { return false }
      bytes = bytes[range.upperBound...]
    }
    return true
  }
}

extension TemplateSet {
  /// The addresses and alternate texts of the set.
  package var attributeForms: AttributeForms { AttributeForms(program) }
}
