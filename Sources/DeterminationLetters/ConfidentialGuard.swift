import JSONText
import LetterDocument
import Rules
import UnicodeText

/// Keeps confidential values out of everything the program writes. The manifest of a template set names where they are, such as the
/// list of a case file in which the sender puts names that the law protects.
///
/// A value is found whatever its letter case, accents, invisible characters and white space; one that holds digits also
/// whatever its hyphens, slashes and dots. It is found as whole words only: “Lee” is not in “fleece”.
struct ConfidentialGuard: Sendable {
  /// A value, folded for comparison.
  private struct Value: Sendable {
    var folded: FoldedText
    var json: JSONValue
  }

  private let values: [Value]
  /// Where the values are in the case file, so that they are not found in their own place.
  private let ownPlaces: Set<Int>

  /// The guard of a case file. All texts at the paths are guarded, even where the schema wants another form: findings about that must
  /// not print them.
  init(_ document: JSONDocument, paths: [SchemaPath]) {
    let places = paths.flatMap { $0.values(in: document.root) }
    ownPlaces = Set(places.map(\.offset))
    values = places.flatMap(CaseText.all).map { Value(folded: FoldedText($0.text), json: $0.value) }
  }

  /// Whether there is anything to guard.
  var isEmpty: Bool { values.isEmpty }

  /// Where values occur in the case file outside of their own places, and values too short to be looked for.
  func findings(in document: JSONDocument) -> [Finding] {
    guard !isEmpty else { return [] }
    var found = values.filter { $0.folded.letterCount < 2 }.prefix(Finding.mostInADocument).map { value in
      Finding(
        .confidentialTooShort, "a confidential value needs at least two letters or digits to be looked for",
        fix: "give the whole name or number", in: document.source, at: value.json.offset,
        pointer: document.root.pointer(toValueAt: value.json.offset), isCaseData: true)
    }
    visit(document.root, in: document, &found)
    if occurs(in: document.source.name) {
      found.append(
        Finding(.confidentialValue, "the name of the input holds a confidential value", fix: "rename the file"))
    }
    return found
  }

  private func visit(_ value: JSONValue, in document: JSONDocument, _ found: inout [Finding]) {
    guard found.count < Finding.mostInADocument, !ownPlaces.contains(value.offset) else { return }
    switch value.content {
    case .string(let text): if occurs(in: text) { found.append(finding(at: value.offset, "this text", in: document)) }
    case .number(let digits):
      if occurs(in: digits) { found.append(finding(at: value.offset, "this number", in: document)) }
    case .array(let elements): for element in elements { visit(element, in: document, &found) }
    case .object(let object):
      for member in object.members {
        if occurs(in: member.key) { found.append(finding(at: member.keyOffset, "this key", in: document)) }
        visit(member.value, in: document, &found)
      }
    default: break
    }
  }

  private func finding(at offset: Int, _ what: String, in document: JSONDocument) -> Finding {
    Finding(
      .confidentialValue, "\(what) holds a confidential value", fix: "remove it; it must appear nowhere",
      in: document.source, at: offset, pointer: document.root.pointer(toValueAt: offset), isCaseData: true)
  }

  /// Where values occur in the finished letter although no text of the case file holds them: a date in another form, two texts side
  /// by side, words of the template set.
  func findings(in letter: Letter) -> [Finding] {
    guard !isEmpty else { return [] }
    var places = [("title", letter.title), ("issuer", letter.issuer)]
    places += letter.blocks.enumerated().map { ("block \($0 + 1)", $1.plainText) }
    places.append(("text", letter.blocks.map(\.plainText).joined(separator: "\n")))
    if let created = letter.created { places.append(("date", "\(created.year)-\(created.month)-\(created.day)")) }
    guard let place = places.first(where: { occurs(in: $0.1) })?.0 else { return [] }
    return [
      Finding(
        .confidentialValue, "the finished letter holds a confidential value (\(place))",
        fix: "find the field of the case file that it comes from, and remove it")
    ]
  }

  /// Whether a value occurs in the name of an output.
  func check(outputName name: String) throws(Findings) {
    guard !isEmpty, occurs(in: name) else { return }
    throw Findings(
      Finding(.confidentialValue, "the name of the output holds a confidential value", fix: "choose another name"))
  }

  private func occurs(in text: String) -> Bool {
    let folded = FoldedText(text)
    return values.contains { $0.folded.letterCount >= 2 && folded.contains($0.folded) }
  }

  /// The same finding without a trace of any value: each message, name and source line that holds one is replaced.
  func redact(_ finding: Finding) -> Finding {
    guard !isEmpty else { return finding }
    var finding = finding
    if occurs(in: finding.message) {
      finding.message = "\(finding.code.title) (the message holds a confidential value)"
    }
    if let fix = finding.fix, occurs(in: fix) { finding.fix = nil }
    if let pointer = finding.pointer, occurs(in: pointer) { finding.pointer = nil }
    // An excerpt is cut to a line's width, perhaps in the middle of a value.
    if finding.excerptIsCaseData { finding.excerpt = nil }
    if let location = finding.location, occurs(in: location.file) {
      finding.location = SourceLocation(
        file: "(confidential)", line: location.line, column: location.column, offset: location.offset)
    }
    return finding
  }
}

extension Findings {
  /// The same findings without a trace of a confidential value.
  func redacted(by guardian: ConfidentialGuard) -> Findings {
    guardian.isEmpty ? self : Findings(all.map(guardian.redact))
  }
}
