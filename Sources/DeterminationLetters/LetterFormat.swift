/// What a letter can be rendered to. The raw value is the suffix of its files.
public enum LetterFormat: String, Sendable, CaseIterable {
  /// PDF.
  case pdf
  /// Plain text in UTF-8.
  case txt
}
