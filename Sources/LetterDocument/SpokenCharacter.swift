extension Unicode.Scalar {
  /// Whether a title, the name of an issuer or the text of a picture can contain the character. These texts are not printed; programs list
  /// them and read them aloud, and XML must be able to hold them (XML 1.0 §2.2). So they have no control characters, noncharacters or
  /// characters with a private meaning.
  package var isSpoken: Bool {
    if value < 0x7F { return value >= 0x20 }
    switch properties.generalCategory {
    case .control, .privateUse, .surrogate: return false
    default: return !properties.isNoncharacterCodePoint
    }
  }
}
