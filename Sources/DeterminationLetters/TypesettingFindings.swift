import JSONText
import LetterDocument
import LetterTemplate
import Typesetting

extension TypesettingProblem {
  /// The problem as a finding, with its place in the case file or in the template set.
  func finding(in document: JSONDocument? = nil, template: TemplateSet? = nil) -> Finding {
    switch self {
    case .faceMissing(let face, let available):
      return Finding(
        .fontMissing, "the stylesheet asks for “\(face)”, which the font folder does not have",
        fix: "it has \(available.joined(separator: ", "))")
    case .glyphMissing(let scalar, let face, let origin, let scalars):
      var finding = Self.finding(about: scalar, face)
      switch origin {
      case .data(let offset, let before):
        guard let document else { return finding }
        let place = document.offset(ofScalar: before + scalars, inStringAt: offset)
        finding = Finding(
          finding.code, finding.message, fix: finding.fix, in: document.source, at: place,
          pointer: document.pointer(toValueAt: offset), isCaseData: true)
      case .template(let source, let offset):
        finding = Finding(finding.code, finding.message, fix: finding.fix, in: template?.sources[source], at: offset)
      }
      return finding
    case .tooTall(let what): return Finding(.doesNotFit, "\(what) is taller than the space on a page")
    case .tooWide(let what): return Finding(.doesNotFit, "\(what) is wider than its place")
    case .columnWithoutWidth(let column):
      return Finding(
        .doesNotFit, "column \(column) of a table has no width", fix: "give one of its cells a width in the stylesheet")
    }
  }
}

extension TypesettingProblem {
  /// Why a character cannot be set, without its place.
  private static func finding(about scalar: Unicode.Scalar, _ face: FontFace.Description) -> Finding {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    let name = code + (scalar.properties.name.map { " (\($0))" } ?? "")
    let fix = "remove it, or write it in other characters"
    if let obstacle = CharacterSupport.obstacle(to: scalar) {
      return Finding(.scriptUnsupported, "\(name) cannot be set: \(obstacle.reason)", fix: fix)
    }
    if scalar.properties.generalCategory == .privateUse {
      return Finding(
        .glyphMissing, "\(code) is a private-use character, which has a meaning only in its own font", fix: fix)
    }
    return Finding(.glyphMissing, "\(face) cannot show the character \(name)", fix: fix)
  }
}

/// A character in one text of the case.
private struct MissingGlyph: Hashable {
  var scalar: Unicode.Scalar
  var text: Int
}

extension [TypesettingProblem] {
  /// If a text has a character many times, that is one problem, at its first place.
  var withoutRepetitions: [TypesettingProblem] {
    var seen: Set<MissingGlyph> = []
    return filter { problem in
      guard case .glyphMissing(let scalar, _, .data(let text, _), _) = problem else { return true }
      return seen.insert(MissingGlyph(scalar: scalar, text: text)).inserted
    }
  }
}
