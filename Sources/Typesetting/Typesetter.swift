import LetterDocument

/// Sets a letter on pages, in stages: flow (glyphs, lines, boxes), page breaks, assembly, margin boxes. Each stage takes the value that the
/// stage before returned, and returns a new one.
package struct Typesetter: Sendable {
  /// The faces that letters may be set in.
  package let fonts: FontLibrary
  /// An area of the last page that text must leave free.
  package var reserved: Area?
  /// The styles of most of its letters.
  let styles: [Style]
  /// What the check needs to know of these styles.
  let styleFacts: [StyleFacts]

  /// Makes a typesetter.
  /// - Parameter styles: the styles of most of its letters, which are examined once.
  package init(fonts: FontLibrary, styles: [Style] = []) {
    self.fonts = fonts
    self.styles = styles
    styleFacts = styles.map { StyleFacts($0, fonts) }
  }

  /// The letter on its pages.
  /// - Throws: every reason why it cannot be set: missing glyphs, missing faces, things too large for a page.
  package func typeset(_ letter: Letter) throws(TypesettingError) -> TypesetLetter {
    if let problem = LetterSize.problem(of: letter) { throw TypesettingError([problem]) }
    let flow = FlowBuilder.flow(of: letter, fonts: fonts)
    var composition = flow.composition
    var pages = PagedLetter()
    let distributions = PageBreaker.pages(of: flow.galley, style: letter.page)
    if distributions.count > PDFLimits.pages {
      composition.report(.tooManyPages(distributions.count))
    } else {
      (pages, composition) = PageAssembler.pages(
        of: flow.galley, distributions, style: letter.page, strings: letter.namedStrings, composition)
    }
    if composition.runs.count > PDFLimits.piecesOfAPage,
      pages.pages.contains(where: { page in page.lines.reduce(0) { $0 + $1.runs.count } > PDFLimits.piecesOfAPage })
    {
      composition.report(.tooManyParts("pieces of text on one page"))
    }
    if !letter.page.boxes.isEmpty, !pages.pages.isEmpty {
      (pages, composition) = MarginBoxSetter.boxes(of: letter, on: pages, first: flow.firstBoxes, composition)
    }
    if !composition.links.isEmpty { pages.resolveLinks(composition.goals) }
    let typeset = try composition.finish(pages)
    if let reserved, let last = typeset.pages.last, typeset.isTouched(reserved, on: last) {
      throw TypesettingError([.reservedAreaTouched])
    }
    return typeset
  }
}

extension PagedLetter {
  /// Gives links in the letter the places of their goals. A goal without content leads to the first page.
  fileprivate mutating func resolveLinks(_ elements: [String: StructureElement.ID]) {
    for page in pages.indices {
      for index in pages[page].annotations.indices {
        guard case .link(.address(let target), let text) = pages[page].annotations[index].kind, target.hasPrefix("#")
        else { continue }
        let element = elements[String(target.dropFirst())] ?? 0
        let place = goals[element] ?? (0, 0)
        pages[page].annotations[index].kind = .link(
          to: .place(page: place.page, y: place.y, element: element), text: text)
      }
    }
  }
}
