import LetterDocument

extension Block {
  /// Its texts from the case file.
  var dataTexts: [Text] {
    allInlines.flatMap(\.texts).filter { if case .data = $0.origin { true } else { false } }
  }
}
