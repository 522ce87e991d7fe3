import LetterDocument

/// The margin boxes of pages, with their styles.
extension TemplateCompiler {
  /// All boxes.
  mutating func marginBoxes() -> [MarginBox] {
    if !stylesheet.page.boxes.isEmpty { sources += stylesheet.sources }
    var boxes: [MarginBox] = []
    for (rules, pages) in stylesheet.page.boxesOfPages {
      if let box = box(rules, pages) { boxes.append(box) }
    }
    checkContents(of: boxes)
    return boxes
  }

  /// One box of some rules; nil if it shows nothing. Rules that say nothing are reported.
  private mutating func box(_ rules: [PageRules.Box], _ pages: MarginBox.Pages) -> MarginBox? {
    guard let last = rules.last else { return nil }
    var style = boxStyle(rules)
    if let problem = style.limitLengths() {
      report(.badLayout, problem, inStylesheet: last.place, fix: "change the widths, margins or sizes of the box")
    }
    let content: MarginBox.Content
    switch rules.compactMap(\.content).last {
    case .pieces(let pieces)? where !pieces.isEmpty: content = .pieces(pieces)
    case .element(let name)?: content = .element(name)
    case .nothing? where last.declarations.isEmpty: return nil
    case .pieces?: return nil
    case .nothing?, nil:
      report(
        .noEffect, "a margin box without content prints nothing", inStylesheet: last.place,
        fix: "add content: …, or remove the box")
      return nil
    }
    return MarginBox(
      position: last.position, pages: pages, content: content, style: styleID(style),
      origin: .template(
        source: sources.count - stylesheet.sources.count + last.place.source,
        offset: last.place.range.lowerBound))
  }

  /// The style of a margin box: what is inherited from the body, and what its rules say.
  private func boxStyle(_ rules: [PageRules.Box]) -> Style {
    let parent = stylesheet.style(of: StyledElement(name: .body, classes: []), in: [], parent: Style()).inherited
    var style = parent
    style.alignment = rules[rules.count - 1].position.side
    style.verticalAlignment = .middle
    style.apply(rules.flatMap(\.declarations), parent: parent)
    if let percent = style.widthPercent {
      style.width = percent / 100 * layout.body.measure
      style.widthPercent = nil
    }
    return style
  }

  /// The surroundings of a running element: the room of each margin box that shows it, the narrowest first.
  func rooms(ofRunning name: String, _ around: Surroundings) -> [Surroundings] {
    var hidden = around
    hidden.isRunning = true
    var rooms: [Surroundings] = []
    for (rules, _) in stylesheet.page.boxesOfPages(showing: name) {
      var room = hidden
      room.isArtifact = !stylesheet.page.showsOnFirstPageAlone(name)
      var style = boxStyle(rules)
      _ = style.limitLengths()
      (room.left, room.measure) = layout.content(ofBox: rules[0].position, style)
      rooms.append(room)
    }
    // An element that no box shows is reported.
    return rooms.isEmpty ? [hidden] : rooms.sorted { $0.measure < $1.measure }
  }

  /// Reports boxes that show what a letter may not have, running elements that no box shows, and boxes that cover each other.
  private mutating func checkContents(of boxes: [MarginBox]) {
    func place(_ box: MarginBox) -> Place {
      guard case .template(let source, let offset) = box.origin else { return Place(source: 0, range: 0..<1) }
      return Place(source: source - (sources.count - stylesheet.sources.count), range: offset..<offset + 1)
    }
    var shown: Set<String> = []
    for box in boxes {
      if let problem = layout.problem(ofMarginBox: box.position, styles[box.style.index]) {
        report(.badLayout, problem, inStylesheet: place(box), fix: "change its width or its margins")
      }
      switch box.content {
      case .element(let name):
        shown.insert(name)
        if !runningNames.contains(name) {
          report(
            .unmatched, "no element has position: running(\(name))", inStylesheet: place(box),
            fix: "add the declaration to the rule of the element that the box shows")
        }
      case .pieces(let pieces):
        for case .namedString(let name) in pieces where !namedStringsOfEveryLetter.contains(name) {
          report(
            .badPropertyValue, "not every letter sets string(\(name))", inStylesheet: place(box),
            fix: "add string-set: \(name) content() to the rule of an element that every letter has")
        }
        checkLine(of: box, at: place(box))
      }
    }
    for name in runningNames.subtracting(shown).sorted() {
      let rule = stylesheet.rules.first { rule in
        rule.declarations.contains { $0.alone.runningName?.isSame(as: name) ?? false }
      }
      report(
        .unmatched, "no margin box shows element(\(name))", inStylesheet: rule?.place ?? Place(source: 0, range: 0..<1),
        fix: "add content: element(\(name)) to a margin box of @page, or remove the declaration")
    }
    for isTop in [true, false] {
      for pages in [MarginBox.Pages.first, .others] {
        let edge = boxes.filter { $0.position.isTop == isTop && ($0.pages == .all || $0.pages == pages) }
        let isOpen = edge.count > 1 && edge.contains { styles[$0.style.index].width == nil }
        if isOpen, let last = edge.last {
          report(
            .badLayout, "boxes on one edge of the page need a width", inStylesheet: place(last),
            fix: "give each of them a width")
        } else if let last = edge.last, cover(edge) {
          report(
            .badLayout, "boxes on one edge of the page cover each other", inStylesheet: place(last),
            fix: "make them narrower")
        }
      }
    }
  }

  /// Whether boxes on one edge cover each other. Their widths are the same in every letter.
  private func cover(_ edge: [MarginBox]) -> Bool {
    let extents = edge.map { layout.edges(of: $0.position, styles[$0.style.index]) }.sorted { $0.left < $1.left }
    return zip(extents, extents.dropFirst()).contains { $0.right > $1.left + 0.01 }
  }

  private mutating func checkLine(of box: MarginBox, at place: Place) {
    let style = styles[box.style.index]
    if style.color.contrast(with: Color(red: 255, green: 255, blue: 255)) < 4.5 {
      report(
        .lowContrast, "the contrast of this text with white is less than 4.5", inStylesheet: place,
        fix: "choose a darker colour")
    }
    let margin =
      box.position.isTop ? stylesheet.page.margin.top : stylesheet.page.margin.bottom
    let first = box.position.isTop ? stylesheet.page.firstTop : stylesheet.page.firstBottom
    let height = box.pages == .first ? first ?? margin : box.pages == .all ? min(margin, first ?? margin) : margin
    let width = layout.content(ofBox: box.position, style).measure
    let vertical = style.padding.top + style.padding.bottom + style.border.top.width + style.border.bottom.width
    if let problem = layout.problem(ofLine: style, width: width, height: height - vertical) {
      report(.badLayout, problem, inStylesheet: place)
    }
  }
}
