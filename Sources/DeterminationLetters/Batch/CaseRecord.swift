import JSONText

/// A case file of a batch: a file of its own, or a line of an NDJSON file.
struct CaseRecord: Sendable {
  /// Its text.
  let source: SourceText
  /// What its letter is called if the case has no number.
  let fallbackName: String
}
