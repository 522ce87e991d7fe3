/// How the items of a list are marked (CSS Lists 3 §3.1, CSS Counter Styles 3 §6).
package enum ListStyle: Sendable, Hashable {
  case none, disc, circle, square
  case decimal, lowerAlpha, upperAlpha, lowerRoman, upperRoman
  /// The same text before each item.
  case text(String)

  /// Whether items have numbers.
  package var isNumbered: Bool {
    switch self {
    case .decimal, .lowerAlpha, .upperAlpha, .lowerRoman, .upperRoman: true
    case .none, .disc, .circle, .square, .text: false
    }
  }

  /// What stands before the item of that number, from 1; nil for nothing.
  package func marker(_ number: Int) -> String? {
    switch self {
    case .none: nil
    case .disc: "•"
    case .circle: "◦"
    case .square: "▪"
    case .text(let text): text
    case .decimal: "\(number)."
    case .lowerAlpha: (Self.letters(number) ?? "\(number)") + "."
    case .upperAlpha: (Self.letters(number)?.uppercased() ?? "\(number)") + "."
    case .lowerRoman: Self.roman(number).map { $0.lowercased() + "." } ?? "\(number)."
    case .upperRoman: Self.roman(number).map { $0 + "." } ?? "\(number)."
    }
  }

  /// All characters that its markers can have.
  package var characters: String {
    switch self {
    case .none: ""
    case .disc, .circle, .square, .text: marker(1) ?? ""
    case .decimal: "-0123456789."
    case .lowerAlpha: "abcdefghijklmnopqrstuvwxyz-0123456789."
    case .upperAlpha: "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789."
    case .lowerRoman: "ivxlcdm-0123456789."
    case .upperRoman: "IVXLCDM-0123456789."
    }
  }

  /// a to z, then aa, ab and so on, from 1; nil for other numbers (CSS Counter Styles 3 §3.1.4).
  private static func letters(_ number: Int) -> String? {
    guard number >= 1 else { return nil }
    var rest = number
    var letters: [Unicode.Scalar] = []
    while rest > 0 {
      rest -= 1
      letters.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)))
      rest /= 26
    }
    return String(String.UnicodeScalarView(letters.reversed()))
  }

  /// Roman numerals from 1 to 3,999; nil for other numbers.
  private static func roman(_ number: Int) -> String? {
    guard (1...3_999).contains(number) else { return nil }
    let values = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
      (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = number
    var numeral = ""
    for (value, letters) in values {
      while rest >= value {
        numeral += letters
        rest -= value
      }
    }
    return numeral
  }
}

extension List {
  /// How its items are marked: as one of them is if all are marked alike, otherwise as with different texts.
  package func marking(in letter: Letter) -> ListStyle {
    let first = items.first.flatMap { letter[$0.style].listStyle } ?? numbering
    return items.allSatisfy { (letter[$0.style].listStyle ?? numbering) == first } ? first : .text("")
  }
}
