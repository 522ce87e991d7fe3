import Diagnostics

/// The codes of the JSON reader and of schema validation.
extension FindingCode {
  /// The bytes are not UTF-8 (RFC 8259 §8.1).
  package static let notUTF8 = FindingCode("IMR-J001", "not UTF-8")
  /// The text is not JSON (RFC 8259).
  package static let jsonSyntax = FindingCode("IMR-J002", "not JSON")
  /// Nested deeper than the reader's limit.
  package static let jsonTooDeep = FindingCode("IMR-J003", "nested too deep")
  /// Longer than the reader's limit.
  package static let jsonTooLarge = FindingCode("IMR-J004", "too large")
  /// A key that an object has twice, so that one of the values would be lost.
  package static let duplicateKey = FindingCode("IMR-J005", "duplicate key")

  /// A key that the schema requires is missing.
  package static let missingKey = FindingCode("IMR-D001", "missing key")
  /// A key that the schema does not know.
  package static let unknownKey = FindingCode("IMR-D002", "unknown key")
  /// A value whose type the schema does not allow.
  package static let wrongType = FindingCode("IMR-D003", "wrong type")
  /// A value that is not in the enumeration.
  package static let notInEnumeration = FindingCode("IMR-D004", "not an allowed value")
  /// An empty text, list or object where the schema requires content.
  package static let empty = FindingCode("IMR-D005", "empty")
  /// A text or a nesting that would take too long to check.
  package static let tooMuchWork = FindingCode("IMR-D012", "takes too long to check")
  /// A text in the wrong form, such as a date in words.
  package static let wrongForm = FindingCode("IMR-D006", "wrong form")
  /// Keys that exclude each other, or a value that has none of its allowed forms.
  package static let formsConflict = FindingCode("IMR-D007", "keys do not fit together")
  /// Too long, too many, too large or too small.
  package static let outOfRange = FindingCode("IMR-D008", "out of range")
  /// There are more findings than are reported.
  package static let moreFindings = FindingCode("IMR-D010", "more findings")

  /// A schema that is not well-formed or uses something that is not enforced.
  package static let badSchema = FindingCode("IMR-T040", "schema not usable")
}

extension Explanation {
  /// What the codes of the JSON text mean.
  package static let json = [
    Explanation(
      .notUTF8, "The bytes of the text are not UTF-8, so some of its characters are unknown.",
      fix: "save the file as UTF-8; files from Windows programs are often in Windows-1252", source: "RFC 8259 §8.1"),
    Explanation(
      .jsonSyntax, "The text is not JSON. The place is the first byte that is not allowed there.",
      fix:
        "correct the text there; the usual causes are an extra comma, a missing quotation mark, or a file that was cut off",
      source: "RFC 8259"),
    Explanation(
      .jsonTooDeep,
      "Arrays and objects are nested more than \(JSONLimits().depth) levels deep. A case file needs fewer than ten.",
      fix: "check the program that wrote the file", source: "RFC 8259 §9 lets readers set limits"),
    Explanation(
      .jsonTooLarge,
      "The text is longer than \(JSONLimits().bytes >> 20) MiB. The longest letter ever published needs a thousandth of that.",
      fix: "write many records into an .ndjson file, one per line; each record has this limit",
      source: "RFC 8259 §9 lets readers set limits"),
    Explanation(
      .duplicateKey,
      "An object has the same key twice. Other programs keep the last value and silently lose the first.",
      fix: "remove or rename one of them", source: "RFC 8259 §4: names should be unique"),
  ]

  /// What the codes of schema validation mean. The words suit any kind of letter.
  package static let data = [
    Explanation(
      .missingKey, "The schema requires a key that is missing. The letter would have a gap in its place.",
      fix: "add it; the schema says what each field means", source: schema),
    Explanation(
      .unknownKey,
      "The schema has no such key here. It may be misspelled, or the letter has no place for it.",
      fix: "correct or remove it", source: schema),
    Explanation(
      .wrongType, "A value has a type that the schema does not allow, such as a number instead of a text.",
      fix: "write it as the type named in the message", source: schema),
    Explanation(
      .notInEnumeration, "The value is not one of the few values that are allowed.",
      fix: "use one of the values named in the message", source: schema),
    Explanation(
      .empty, "A text, list or object is empty where the letter needs something.",
      fix: "fill it, or leave out the key if it is optional", source: schema),
    Explanation(
      .wrongForm, "A text is in the wrong form. A date is written YYYY-MM-DD and must exist in the calendar.",
      fix: "write it in the form named in the message", source: schema),
    Explanation(
      .tooMuchWork,
      "Checking the value against the schema would take too long. A pattern needs more and more time with each character, or the value is nested too deep.",
      fix: "simplify the pattern in schema.json, or shorten the value"),
    Explanation(
      .formsConflict,
      "The object has keys that exclude each other, or none of the allowed sets of keys is complete.",
      fix: "keep one of the allowed sets, with all its keys", source: schema),
    Explanation(
      .outOfRange, "A number, a length or a count is outside the range that the schema allows.",
      fix: "correct the value", source: schema),
    Explanation(
      .moreFindings, "The case file may have more findings than are reported at once.",
      fix: "correct what is reported and check again", severity: .warning),
    Explanation(
      .badSchema,
      "schema.json uses a keyword that this program does not enforce, or uses one in the wrong way. An ignored keyword would promise a check that never happens.",
      fix: "use the keywords listed in docs/template-sets.md", source: "JSON Schema 2020-12"),
  ]

  private static let schema = "the schema.json of the template set"
}
