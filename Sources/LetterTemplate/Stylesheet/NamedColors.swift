import LetterDocument

/// The colours that CSS has names for since CSS 1 (CSS Color 4 §6.1).
enum NamedColors {
  static let all: [String: Color] = [
    "black": Color(red: 0, green: 0, blue: 0), "silver": Color(red: 0xC0, green: 0xC0, blue: 0xC0),
    "gray": Color(red: 0x80, green: 0x80, blue: 0x80), "grey": Color(red: 0x80, green: 0x80, blue: 0x80),
    "white": Color(red: 0xFF, green: 0xFF, blue: 0xFF),
    "maroon": Color(red: 0x80, green: 0, blue: 0), "red": Color(red: 0xFF, green: 0, blue: 0),
    "purple": Color(red: 0x80, green: 0, blue: 0x80), "fuchsia": Color(red: 0xFF, green: 0, blue: 0xFF),
    "green": Color(red: 0, green: 0x80, blue: 0), "lime": Color(red: 0, green: 0xFF, blue: 0),
    "olive": Color(red: 0x80, green: 0x80, blue: 0), "yellow": Color(red: 0xFF, green: 0xFF, blue: 0),
    "navy": Color(red: 0, green: 0, blue: 0x80), "blue": Color(red: 0, green: 0, blue: 0xFF),
    "teal": Color(red: 0, green: 0x80, blue: 0x80), "aqua": Color(red: 0, green: 0xFF, blue: 0xFF),
  ]

  /// The names, for messages.
  static let names = all.keys.filter { $0 != "grey" }.sorted().joined(separator: ", ")
}

extension Color {
  /// The relative luminance (WCAG 2.2).
  private var luminance: Double {
    func linear(_ level: UInt8) -> Double {
      let value = Double(level) / 255
      return value <= 0.04045 ? value / 12.92 : Self.power((value + 0.055) / 1.055)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// x to the power of 2.4.
  private static func power(_ x: Double) -> Double {
    // x^2.4 = x² · (x^(1/5))², and Newton's method finds the fifth root. So the result does not depend on a C library.
    var root = 1.0
    for _ in 0..<60 { root -= (root * root * root * root * root - x) / (5 * root * root * root * root) }
    return x * x * root * root
  }

  /// The contrast between two colours, from 1 to 21 (WCAG 2.2).
  func contrast(with other: Color) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }
}
