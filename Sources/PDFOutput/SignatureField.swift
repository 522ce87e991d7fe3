import Typesetting

/// A field that is reserved for a signature. A signer fills it in, and the letter still conforms to its standards.
public enum SignatureField: Sendable, Hashable {
  /// No field.
  case absent
  /// A field without an area. A signature in it changes nothing that the letter shows.
  case invisible
  /// A field on the last page, in points from its top left corner. No text may touch it.
  case visible(x: Double, y: Double, width: Double, height: Double)
}

extension SignatureField {
  /// Reads `none`, `invisible`, or `X,Y,W,H`: four numbers with at most two decimals; nil for any other text.
  public init?(_ text: String) {
    switch text {
    case "none": self = .absent
    case "invisible": self = .invisible
    default:
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).compactMap(Self.hundredths)
      guard numbers.count == 4, numbers[2] > 0, numbers[3] > 0,
        text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 3
      else { return nil }
      self.init(hundredths: numbers)
    }
  }

  /// A visible field of a place in hundredths of a point: left, top, width, height.
  private init(hundredths numbers: [Int]) {
    let points = numbers.map { Double($0) / 100 }
    self = .visible(x: points[0], y: points[1], width: points[2], height: points[3])
  }

  /// A visible field in whole hundredths of a point, which is how PDFs record it. An empty area is an invisible field.
  package init(area: Area) {
    guard area.width > 0, area.height > 0 else {
      self = .invisible
      return
    }
    let numbers = [area.x, area.y, area.width, area.height].map { ($0 * 100).rounded() }
    self.init(hundredths: numbers.map { Int(exactly: $0.isFinite ? max(-1e9, min(1e9, $0)) : -1) ?? -1 })
  }

  /// The text that ``init(_:)`` reads.
  package var text: String {
    guard let area else { return self == .absent ? "none" : "invisible" }
    var buffer = ByteBuffer()
    for (index, number) in [area.x, area.y, area.width, area.height].enumerated() {
      if index > 0 { buffer.append(",") }
      buffer.append(number: number)
    }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  /// The area of a visible field.
  package var area: Area? {
    guard case .visible(let x, let y, let width, let height) = self else { return nil }
    return Area(x: x, y: y, width: width, height: height)
  }

  /// Whether a visible field has an area, and is inside a sheet of that size.
  package func fits(width: Double, height: Double) -> Bool {
    guard let area else { return true }
    let sides = [area.x, area.y, area.width, area.height]
    return sides.allSatisfy(\.isFinite) && area.width > 0 && area.height > 0 && area.x >= 0 && area.y >= 0
      && area.x + area.width <= width && area.y + area.height <= height
  }

  /// Digits, and up to two decimals after a point.
  private static func hundredths(_ text: Substring) -> Int? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, (1...5).contains(parts[0].utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } })
    else { return nil }
    guard parts.count == 2 else { return Int(parts[0]).map { $0 * 100 } }
    guard (1...2).contains(parts[1].utf8.count) else { return nil }
    return Int(parts[0] + parts[1]).map { parts[1].utf8.count == 1 ? $0 * 10 : $0 }
  }
}

extension TypesetLetter {
  /// The letter with a field for a signature on its last page.
  func adding(_ field: SignatureField, label: String, standard: PDFStandard) -> TypesetLetter {
    guard field != .absent, let last = pages.indices.last else { return self }
    var letter = self
    var element: StructureElement.ID?
    if field.area != nil || standard.tagsInvisibleFields {
      element = elements.count
      letter.elements.append(StructureElement(kind: .form, parent: 0))
    }
    letter.pages[last].annotations.append(
      Annotation(
        kind: .signatureField(label: label), area: field.area ?? Area(x: 0, y: 0, width: 0, height: 0),
        element: element))
    return letter
  }
}
