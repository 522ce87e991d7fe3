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

  /// Sets what pages show in their margins on two pages without text: a first page and a later one.
  /// - Throws: every reason why it cannot be set.
  package func checkMarginBoxes(of letter: Letter) throws(TypesettingError) {
    let flow = FlowBuilder.flow(of: letter, fonts: fonts, pages: 2)
    let page = Page(width: letter.page.width, height: letter.page.height)
    let (pages, composition) = MarginBoxSetter.boxes(
      of: letter, on: PagedLetter(pages: [page, page]), first: flow.firstBoxes, flow.composition)
    _ = try composition.finish(pages)
  }

  /// The letter on its pages.
  /// - Throws: every reason why it cannot be set: missing glyphs, missing faces, things too large for a page.
  package func typeset(_ letter: Letter) throws(TypesettingError) -> TypesetLetter {
    if let problem = LetterSize.problem(of: letter) { throw TypesettingError([problem]) }
    var flow = FlowBuilder.flow(of: letter, fonts: fonts)
    let distributions = PageBreaker.pages(of: flow.galley, style: letter.page)
    // What the first page alone shows comes first in the structure, and it can show how many pages there are.
    if distributions.count > 1,
      letter.firstPageElements.contains(where: { $0.element.blocks.contains(where: \.hasCounter) })
    {
      flow = FlowBuilder.flow(of: letter, fonts: fonts, pages: distributions.count)
    }
    var composition = flow.composition
    var pages = PagedLetter()
    if PageBreaker.overflows(distributions, of: flow.galley, style: letter.page) { composition.report(.tooHigh) }
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
    if !composition.links.isEmpty { pages.resolveLinks(composition) }
    let typeset = try composition.finish(pages)
    if let reserved, let last = typeset.pages.last, typeset.isTouched(reserved, on: last) {
      throw TypesettingError([.reservedAreaTouched])
    }
    return typeset
  }
}

extension PagedLetter {
  /// Gives links in the letter the places of their goals.
  fileprivate mutating func resolveLinks(_ composition: Composition) {
    let elements = composition.goals
    for page in pages.indices {
      for index in pages[page].annotations.indices {
        guard case .link(.address(let target), let text) = pages[page].annotations[index].kind, target.hasPrefix("#")
        else { continue }
        let name = String(target.dropFirst())
        let element = elements[name] ?? 0
        let place = namedGoals[name] ?? goals[element] ?? place(of: element, composition)
        if namedGoals[name] == nil { goals[element] = place }
        pages[page].annotations[index].kind = .link(
          to: .place(page: place.page, y: place.y, element: element), text: text)
      }
    }
  }

  /// Where an element starts that has no box of its own, such as a cell or a part of a paragraph: at the first text of it or, if it has none,
  /// of what follows it. Elements are in reading order.
  private func place(of element: StructureElement.ID, _ composition: Composition) -> (page: Int, y: Double) {
    for (number, page) in pages.enumerated() {
      let line = page.lines.top(ofElement: element, composition)
      let picture = page.pictures.first { $0.element.map { $0 >= element } ?? false }?.y
      if let y = [line, picture].compactMap(\.self).min() { return (number, max(0, y)) }
    }
    return (max(0, pages.count - 1), 0)
  }
}

extension [Line] {
  /// The top of the first text of an element, or of what follows it. Elements are in reading order.
  func top(ofElement element: StructureElement.ID, _ composition: Composition) -> Double? {
    for line in self {
      let run = composition.runs[line.runs].first { $0.element.map { $0 >= element } ?? false }
      if let run { return line.baseline - run.size }
    }
    return nil
  }
}
