import LetterDocument
import LetterTemplate
import Typesetting

/// Checks what a template set asks of the fonts, before the first letter is made.
struct TemplateProof {
  let template: TemplateSet
  let typesetter: Typesetter

  /// - Throws: everything that no letter of the set can have: faces, characters, and running feet that do not fit.
  func check() throws(Findings) {
    try checkFaces()
    try checkTexts()
    try checkFeet()
    try checkCells()
  }

  /// Every face that the stylesheet names must exist, and its owner must allow it to be embedded.
  private func checkFaces() throws(Findings) {
    let names = Set(template.styles.map(\.face)).sorted { $0.description < $1.description }
    let missing = names.filter { typesetter.fonts[$0] == nil }
    guard missing.isEmpty else {
      throw Findings(missing.map { TypesettingProblem.faceMissing($0, available: typesetter.fonts.names).finding() })
    }
    let refusals = names.compactMap { name in
      typesetter.fonts[name]?.embeddingRefusal.map { "the face “\(name)” cannot be used: \($0)" }
    }
    guard refusals.isEmpty else {
      throw Findings(refusals.map { Finding(.badFont, $0, fix: "use a font whose licence allows embedding") })
    }
  }

  /// The fonts must have every character of the template's own words.
  private func checkTexts() throws(Findings) {
    var problems: [TypesettingProblem] = []
    var seen: Set<TypesettingProblem> = []
    for (text, style) in template.printedTexts {
      guard let face = typesetter.fonts[template.styles[style.index].face] else { continue }
      for (index, scalar) in text.string.unicodeScalars.enumerated() where face.glyph(scalar.value) == 0 {
        let problem = TypesettingProblem.glyphMissing(scalar, face: face.name, text.origin, scalars: index)
        if problems.count < 100, seen.insert(problem).inserted { problems.append(problem) }
      }
    }
    guard problems.isEmpty else { throw Findings(problems.map { $0.finding(template: template) }) }
  }

  /// Running feet that are the same in every letter must fit. They are set on an empty page.
  private func checkFeet() throws(Findings) {
    var page = template.page
    page.feet.removeAll { foot in foot.content.contains { if case .namedString = $0 { true } else { false } } }
    do {
      _ = try typesetter.typeset(letter([], page))
    } catch {
      throw Findings(error.problems.map { $0.finding(template: template) })
    }
  }

  /// The template's own words in a cell must fit a page, because rows are not divided.
  private func checkCells() throws(Findings) {
    var page = template.page
    page.feet = []
    for cell in template.leastCells {
      let content = Table.Cell(isHeader: true, content: Paragraph(style: cell.style, inlines: cell.inlines))
      let table = Table(style: cell.style, columns: [cell.width], rows: [Table.Row(cells: [content])])
      do {
        _ = try typesetter.typeset(letter([.table(table)], page))
      } catch {
        throw Findings(error.problems.map { $0.finding(template: template, at: cell.origin) })
      }
    }
  }

  private func letter(_ blocks: [Block], _ page: PageStyle) -> Letter {
    Letter(
      language: template.manifest.language, titleTexts: [], issuer: template.manifest.issuer, blocks: blocks,
      styles: template.styles, page: page)
  }
}
