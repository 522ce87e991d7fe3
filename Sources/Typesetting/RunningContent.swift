import LetterDocument

extension Block {
  /// The place of its first text from the case file.
  var firstDataOrigin: Origin? {
    allInlines.lazy.compactMap(\.firstOrigin).first { if case .data = $0 { true } else { false } }
  }
}
