import LetterDocument

/// The pages of a letter and what is on them.
struct PagedLetter {
  var pages: [Page] = []
  var headings: [HeadingPlace] = []
  /// Where the elements are that links lead to.
  var goals: [StructureElement.ID: (page: Int, y: Double)] = [:]
  /// Where the pictures are that links lead to and that are no elements, by their names.
  var namedGoals: [String: (page: Int, y: Double)] = [:]
  /// For each page, the texts that margin boxes repeat (CSS GCPM §1.1).
  var namedStrings: [[String: Text]] = []
}

extension PagedLetter {
  /// Adds a link to a page, or notes where a picture is that links lead to. Where a link in the letter leads is known when all pages are made.
  mutating func add(_ link: LinkArea, to page: inout Page, _ number: Int, _ composition: Composition) {
    switch link.content {
    case .link(let element):
      guard let target = composition.links[element] else { return }
      page.annotations.append(
        Annotation(kind: .link(to: .address(target.target), text: target.text), area: link.area, element: element))
    case .goal(let name): namedGoals[name] = (number, max(0, link.area.y))
    }
  }
}

/// The assembly stage: places the contents of the galley on pages.
struct PageAssembler {
  private let galley: Galley
  private let style: PageStyle
  private var result = PagedLetter()
  private var nextString = 0
  /// The first decoration that starts after the pages so far, and the earlier ones that go on to the next page.
  private var nextDecoration = 0
  private var openDecorations: [Int] = []
  private var strings: [String: Text]

  private init(galley: Galley, style: PageStyle, strings: [String: Text]) {
    self.galley = galley
    self.style = style
    self.strings = strings
  }

  /// The pages, and the composition with the runs of repeated heads.
  /// - Parameter strings: the texts of names before any element has set them.
  static func pages(
    of galley: Galley, _ distributions: [PageBreaker.Distribution], style: PageStyle, strings: [String: Text],
    _ composition: consuming Composition
  ) -> (PagedLetter, Composition) {
    var composition = composition
    var assembler = PageAssembler(galley: galley, style: style, strings: strings)
    for distribution in distributions { assembler.place(distribution, &composition) }
    return (assembler.result, composition)
  }

  /// Adds a page with its boxes.
  private mutating func place(_ distribution: PageBreaker.Distribution, _ composition: inout Composition) {
    var page = Page(width: style.width, height: style.height)
    makeRoom(for: distribution.boxes, on: &page)
    let number = result.pages.count
    // Decorations start in their order.
    while nextDecoration < galley.decorations.count,
      galley.decorations[nextDecoration].boxes.lowerBound < distribution.boxes.upperBound
    {
      openDecorations.append(nextDecoration)
      nextDecoration += 1
    }
    for index in openDecorations where galley.decorations[index].boxes.overlaps(distribution.boxes) {
      let decoration = galley.decorations[index]
      // A box around a table is also around the head that is repeated on a later page.
      let head = distribution.head.map { decoration.boxes.contains($0.boxes.lowerBound) ? $0.height : 0 }
      let drawn = decoration.drawn(
        boxes: decoration.boxes.clamped(to: distribution.boxes), distribution.tops, galley.boxes,
        first: distribution.boxes.lowerBound, belowHead: head ?? 0)
      page.fills += drawn.fills
      page.rules += drawn.rules
    }
    openDecorations.removeAll { galley.decorations[$0].boxes.upperBound <= distribution.boxes.upperBound }
    if let head = distribution.head { placeHead(head, on: &page, &composition) }
    var sliced: Int?
    for (index, top) in zip(distribution.boxes, distribution.tops) {
      if galley.boxes[index].isSlice {
        sliced = sliced ?? page.lines.count
      } else if let first = sliced {
        page.lines[first...].sortAsWritten()
        sliced = nil
      }
      place(galley.boxes[index], top, on: &page, number, composition)
      if let heading = galley.headings[result.headings.count...].first, heading.box == index {
        result.headings.append(
          HeadingPlace(level: heading.level, text: heading.text, page: number, y: top, element: heading.element))
      }
    }
    if let sliced { page.lines[sliced...].sortAsWritten() }
    for goal in galley.goals where distribution.boxes.contains(goal.box) {
      result.goals[goal.element] = (number, distribution.tops[goal.box - distribution.boxes.lowerBound])
    }
    addNamedStrings(distribution.boxes)
    result.pages.append(page)
  }

  /// Makes room for what some boxes hold. Arrays that grow are copied each time.
  private func makeRoom(for boxes: Range<Int>, on page: inout Page) {
    guard !boxes.isEmpty else { return }
    let (first, last) = (galley.boxes[boxes.lowerBound], galley.boxes[boxes.upperBound - 1])
    page.lines.reserveCapacity(last.lines.upperBound - first.lines.lowerBound)
    page.fills.reserveCapacity(last.fills.upperBound - first.fills.lowerBound)
    page.rules.reserveCapacity(last.rules.upperBound - first.rules.lowerBound)
  }

  private mutating func place(
    _ box: FlowBox, _ top: Double, on page: inout Page, _ number: Int, _ composition: Composition
  ) {
    for line in galley.lines[box.lines] {
      page.lines.append(Line(baseline: line.baseline + top, runs: line.runs))
    }
    for var fill in galley.fills[box.fills] {
      fill.y += top
      page.fills.append(fill)
    }
    for var rule in galley.rules[box.rules] {
      rule.y0 += top
      rule.y1 += top
      page.rules.append(rule)
    }
    for var picture in galley.pictures[box.pictures] {
      picture.y += top
      page.pictures.append(picture)
    }
    for var link in galley.links[box.links] {
      link.area.y += top
      result.add(link, to: &page, number, composition)
    }
  }

  /// Draws a repeated head at the top of the page. It is not part of the letter's text, so its runs have no element.
  private func placeHead(_ head: RepeatedHead, on page: inout Page, _ composition: inout Composition) {
    var y = style.top(ofPage: result.pages.count)
    for index in head.boxes {
      let box = galley.boxes[index]
      if index > head.boxes.lowerBound { y += box.spaceBefore }
      for line in galley.lines[box.lines] {
        page.repeatedHeads.append(
          Line(baseline: line.baseline + y, runs: composition.copyOfRuns(line.runs)))
      }
      for var fill in galley.fills[box.fills] {
        fill.y += y
        page.fills.append(fill)
      }
      for var rule in galley.rules[box.rules] {
        rule.y0 += y
        rule.y1 += y
        page.rules.append(rule)
      }
      for var picture in galley.pictures[box.pictures] {
        picture.y += y
        picture.element = nil
        page.pictures.append(picture)
      }
      y += box.height
    }
  }

  /// The first text of each name on the page; where there is none, the last one before.
  private mutating func addNamedStrings(_ boxes: Range<Int>) {
    if galley.namedStrings.isEmpty { return }
    var onPage = strings
    var seen: Set<String> = []
    while nextString < galley.namedStrings.count, galley.namedStrings[nextString].box < boxes.upperBound {
      let (_, name, text) = galley.namedStrings[nextString]
      if seen.insert(name).inserted { onPage[name] = text }
      strings[name] = text
      nextString += 1
    }
    result.namedStrings.append(onPage)
  }
}

extension ArraySlice<Line> {
  /// Puts the lines of divided rows into the order in which they are read: on each page all lines of a cell, then those of the next one.
  /// Their runs were made in this order.
  fileprivate mutating func sortAsWritten() {
    self = ArraySlice(
      enumerated().sorted { ($0.element.runs.lowerBound, $0.offset) < ($1.element.runs.lowerBound, $1.offset) }.map(
        \.element))
  }
}

extension Composition {
  /// Copies runs, without elements.
  mutating func copyOfRuns(_ range: Range<Int>) -> Range<Int> {
    let start = runs.count
    for index in range {
      var run = runs[index]
      run.element = nil
      runs.append(run)
    }
    return start..<runs.count
  }
}
