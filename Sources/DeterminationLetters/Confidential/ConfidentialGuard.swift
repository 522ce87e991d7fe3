import JSONText
import LetterDocument
import Rules
import UnicodeText

/// Keeps confidential values out of letters, file names and messages. The manifest of a template set names the fields that hold them, such
/// as `confidential[]`. Only the file of rejected records repeats them, because it repeats the whole record.
///
/// A value is found in other spellings too, see ``ConfidentialValues``. It is found as whole words only: “Lee” is not in “fleece”.
struct ConfidentialGuard: Sendable {
  /// Whether there is nothing to guard.
  var isEmpty: Bool { values == nil }
  /// Nil if there is nothing to guard, which is so for nearly every case.
  private let values: ConfidentialValues?
  /// Values that are too short to be looked for.
  private let tooShort: [JSONValue]
  /// The places of the values in the case file, where they are allowed.
  private let ownPlaces: Set<Int>

  /// The guard of a case file. It guards every text and number at these paths, even one that breaks the schema, because the schema finding
  /// must not print it.
  init(_ document: JSONDocument, paths: [SchemaPath]) {
    let places = paths.flatMap { $0.valuesOfDuplicatesToo(in: document.root) }
    ownPlaces = Set(places.map(\.offset))
    let words = places.flatMap(Self.words)
    values = words.isEmpty ? nil : ConfidentialValues(words.map(\.text))
    tooShort = words.filter { FoldedText($0.text).letterCount < 2 }.map(\.value)
  }

  /// All texts and numbers inside a value.
  private static func words(in value: JSONValue) -> [(value: JSONValue, text: String)] {
    switch value.content {
    case .string(let text): [(value, text)]
    case .number(let digits): [(value, ExactDecimal.shortest(digits))]
    case .array(let elements): elements.flatMap(words)
    case .object(let object): object.members.map(\.value).flatMap(words)
    case .null, .boolean: []
    }
  }

  /// Reports values that occur outside their own places in the case file, and values that are too short to be looked for.
  func findings(in document: JSONDocument) -> [Finding] {
    guard !isEmpty else { return [] }
    var found = tooShort.prefix(Finding.mostInADocument).map { value in
      Finding(
        .confidentialTooShort, "a confidential value needs at least two letters or digits to be looked for",
        fix: "give the whole name or number", in: document.source, at: value.offset,
        pointer: document.pointer(toValueAt: value.offset), isCaseData: true)
    }
    visit(document.root, in: document, &found)
    if occurs(in: document.source.name) {
      found.append(
        Finding(.confidentialValue, "the name of the input contains a confidential value", fix: "rename the file"))
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
      .confidentialValue, "\(what) contains a confidential value", fix: "remove it; it must appear nowhere",
      in: document.source, at: offset, pointer: document.pointer(toValueAt: offset), isCaseData: true)
  }

  /// Reports values that occur only in the finished letter, and in no text of the case file: a date in another form, two texts side by
  /// side, words of the template set.
  func findings(in letter: Letter) -> [Finding] {
    guard !isEmpty else { return [] }
    let blocks = letter.blocks.map(\.plainText)
    var places = [("title", letter.title), ("issuer", letter.issuer), ("text", blocks.joined(separator: "\n"))]
    let running = letter.runningElements.flatMap(\.blocks)
    let hidden = (letter.blocks + running).flatMap(\.hiddenTexts)
    if !running.isEmpty { places.append(("margin", running.map(\.plainText).joined(separator: "\n"))) }
    if !hidden.isEmpty { places.append(("alternate text or link", hidden.joined(separator: "\n"))) }
    if let created = letter.created { places.append(("date", "\(created.year)-\(created.month)-\(created.day)")) }
    guard var place = places.first(where: { occurs(in: $0.1) })?.0 else { return [] }
    if place == "text", let block = blocks.firstIndex(where: occurs) { place = "block \(block + 1)" }
    return [
      Finding(
        .confidentialValue, "the finished letter contains a confidential value (\(place))",
        fix: "find the field of the case file that it comes from, and remove it")
    ]
  }

  /// - Throws: a finding if a value occurs in the name of an output.
  func check(outputName name: String) throws(Findings) {
    guard !isEmpty, occurs(in: name) else { return }
    throw Findings(
      Finding(.confidentialValue, "the name of the output contains a confidential value", fix: "choose another name"))
  }

  /// Whether a text contains one of the values.
  func occurs(in text: String) -> Bool { values?.occur(in: text) ?? false }

  /// The same finding without any value: a message, name or source line that contains one is replaced.
  func redact(_ finding: Finding) -> Finding {
    guard !isEmpty else { return finding }
    var finding = finding.redacted(where: occurs)
    // An excerpt is cut to the width of a line. The cut may be in the middle of a value, which is then not recognized. So every excerpt of
    // the case file is removed.
    if finding.excerptIsCaseData { finding.excerpt = nil }
    return finding
  }
}

extension Findings {
  /// The same findings without any confidential value.
  func redacted(by guardian: ConfidentialGuard) -> Findings {
    guardian.isEmpty ? self : Findings(all.map(guardian.redact))
  }
}
