import JSONText
import LetterDocument
import LetterTemplate
import Typesetting

/// Checks what a template set asks of the fonts, before the first letter is made.
struct TemplateProof {
  let template: TemplateSet
  let typesetter: Typesetter

  /// - Throws: everything that no letter of the set can have: faces, characters, and margin boxes without room.
  func check() throws(Findings) {
    try checkFaces()
    try checkTexts()
    try checkBoxes()
  }

  /// Every face that the stylesheet names must exist, and its owner must allow it to be embedded.
  private func checkFaces() throws(Findings) {
    var faces: [FontFace.Description: FontFace?] = [:]
    for style in template.styles {
      for (name, face) in typesetter.fonts.faces(of: style) { faces[name] = .some(face) }
    }
    let names = faces.keys.sorted { $0.description < $1.description }
    let missing = names.filter { name in faces[name].map { $0 == nil } ?? false }
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
      let faces = typesetter.fonts.faces(of: template.styles[style.index]).compactMap(\.face)
      guard let first = faces.first else { continue }
      // Nearly all characters are in the first face, which is asked without a copy of it.
      for (index, scalar) in text.string.unicodeScalars.enumerated()
      where first.glyph(scalar.value) == 0 && faces.allSatisfy({ $0.glyph(scalar.value) == 0 }) {
        let problem = TypesettingProblem.glyphMissing(scalar, face: first.name, text.origin, scalars: index)
        if problems.count < 100, seen.insert(problem).inserted { problems.append(problem) }
      }
    }
    guard problems.isEmpty else { throw Findings(problems.map { $0.finding(template: template) }) }
  }

  /// Margin boxes that are the same in every letter must have room for what they show. They are set on two empty pages.
  private func checkBoxes() throws(Findings) {
    var page = template.page
    page.boxes.removeAll { box in
      switch box.content {
      case .pieces(let pieces): pieces.contains { if case .namedString = $0 { true } else { false } }
      case .element(let name): !template.constantRunningElements.contains { $0.name.isSame(as: name) }
      }
    }
    var empty = letter([], page)
    empty.runningElements = template.constantRunningElements
    do {
      try typesetter.checkMarginBoxes(of: empty)
    } catch {
      throw Findings(error.problems.withoutRepetitions.map { $0.finding(template: template) })
    }
  }

  private func letter(_ blocks: [Block], _ page: PageStyle) -> Letter {
    Letter(
      language: template.manifest.language, titleTexts: [], issuer: template.manifest.issuer, blocks: blocks,
      styles: template.styles, page: page)
  }
}
