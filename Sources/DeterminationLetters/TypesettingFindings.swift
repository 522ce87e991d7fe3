import JSONText
import LetterDocument
import LetterTemplate
import Typesetting

extension TypesettingProblem {
  /// The problem as a finding, with its place in the case file or in the template set.
  /// - Parameter place: the place of what is the same in every letter, when a set is loaded.
  package func finding(
    in document: JSONDocument? = nil, template: TemplateSet? = nil, at place: Origin? = nil
  ) -> Finding {
    switch self {
    case .faceMissing(let face, let available):
      return Finding(
        .fontMissing, "the stylesheet asks for “\(face)”, which the font folder does not have",
        fix: Self.advice(instead: face, available))
    case .glyphMissing(let scalar, let face, let origin, let scalars):
      return Self.finding(about: scalar, face).placed(at: origin, scalars: scalars, document, template)
    case .glyphTooWide(let origin):
      return Finding(
        .doesNotFit, "a character of this paragraph is wider than its line", fix: "write it in other characters"
      ).placed(at: place ?? origin.ofData, document, template)
    case .tooHigh:
      return Finding(
        .doesNotFit, "a box of this letter is higher than a page has room for",
        fix: "shorten the case, or give the boxes around it less padding in the stylesheet", in: document?.source,
        at: 0,
        isCaseData: true)
    case .boxTooSmall(let box, let origin):
      return Finding(
        .fixedPlaceTaken, "the margin box @\(box.name) has no room for what it shows",
        fix: "shorten its text, or give the box more width or the page a larger margin"
      ).placed(at: document == nil ? origin : Optional(origin).ofData, document, template)
    case .reservedAreaTouched:
      return Finding(
        .fixedPlaceTaken, "the last page has text where the signature field is",
        fix: "choose another place for the field, or give the pages a larger bottom margin",
        in: document?.source, at: 0, isCaseData: true)
    case .tooManyPages(let count):
      return Finding(
        .doesNotFit, "the letter has \(count) pages, and a PDF can have \(PDFLimits.pages)", fix: "shorten the case",
        in: document?.source, at: 0, isCaseData: true)
    case .tooManyParts(let what):
      return Finding(
        .doesNotFit, "the letter has too many \(what) for a PDF", fix: "shorten the case", in: document?.source, at: 0,
        isCaseData: true)
    }
  }
}

extension TypesettingProblem {
  /// What to do about a face that the font folder does not have.
  private static func advice(instead face: FontFace.Description, _ available: [FontFace.Description]) -> String {
    if available.isEmpty { return "it has no font at all: name another folder" }
    let families = Set(available.map(\.family)).sorted()
    if families.contains(where: { $0.isSame(as: face.family) }) {
      let ofFamily = available.filter { $0.family.isSame(as: face.family) }
      return "of this family, it has \(ofFamily.map(\.description).joined(separator: ", "))"
    }
    if let near = NearMiss.of(face.family, among: families) { return "did you mean “\(near)”?" }
    return
      "it has the families \(families.joined(separator: ", ")); add the file of the font to it, or name one of these"
  }

  /// Why a character cannot be set, without its place.
  private static func finding(about scalar: Unicode.Scalar, _ face: FontFace.Description) -> Finding {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = code + (scalar.properties.name.map { " (\($0))" } ?? "")
    let fix = "remove it, or write it in other characters"
    if let obstacle = CharacterSupport.obstacle(to: scalar) {
      return Finding(.scriptUnsupported, "\(name) cannot be set: \(obstacle.reason)", fix: fix)
    }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator:
      return Finding(.glyphMissing, "\(name) is invisible, and no font can show it", fix: "remove it")
    case .privateUse:
      return Finding(
        .glyphMissing, "\(code) is a private-use character, which has a meaning only in its own font", fix: fix)
    default:
      return Finding(
        .glyphMissing, "\(face) cannot show the character \(name)",
        fix: "write it in other characters, or add a font family that has it to font-family in the stylesheet")
    }
  }
}

extension Optional<Origin> {
  /// The place in the case file. Words of the template that some cases make too large are the fault of the case, because the set was proven
  /// when it was loaded.
  fileprivate var ofData: Origin? { if case .data? = self { self } else { nil } }
}

extension Finding {
  /// The finding at the place that a text came from.
  /// - Parameter scalars: how many characters of the text stand before the place.
  func placed(
    at origin: Origin?, scalars: Int = 0, _ document: JSONDocument?, _ template: TemplateSet?
  ) -> Finding {
    switch origin {
    case .data(let offset, let before)?:
      guard let document else { return self }
      let place = document.offset(ofPrintedScalar: before + scalars, inStringAt: offset)
      return Finding(
        code, message, fix: fix, in: document.source, at: place, pointer: document.pointer(toValueAt: offset),
        isCaseData: true)
    case .template(let source, let offset)?:
      return Finding(
        code, message, fix: fix,
        in: template.flatMap { $0.sources.indices.contains(source) ? $0.sources[source] : nil }, at: offset)
    case nil: return Finding(code, message, fix: fix, in: document?.source, at: 0, isCaseData: true)
    }
  }
}

/// A character in one text of the case.
private struct MissingGlyph: Hashable {
  var scalar: Unicode.Scalar
  var text: Int
}

extension [TypesettingProblem] {
  /// If a text has a character many times, that is one problem, at its first place. So is a margin box without room on many pages.
  var withoutRepetitions: [TypesettingProblem] {
    var seen: Set<MissingGlyph> = []
    var others: Set<TypesettingProblem> = []
    return filter { problem in
      guard case .glyphMissing(let scalar, _, .data(let text, _), _) = problem else {
        return others.insert(problem).inserted
      }
      return seen.insert(MissingGlyph(scalar: scalar, text: text)).inserted
    }
  }
}
