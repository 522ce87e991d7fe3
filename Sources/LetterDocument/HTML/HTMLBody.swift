/// Writes blocks and inlines as elements of HTML, and collects the styles that they use.
struct HTMLBody {
  private(set) var stylesheet: HTMLStylesheet
  let letter: Letter

  init(_ letter: Letter) {
    self.letter = letter
    stylesheet = HTMLStylesheet(letter)
  }

  /// Blocks, each on a line of its own.
  mutating func blocks(_ blocks: [Block]) -> String {
    var text = ""
    for block in blocks { text += self.block(block) + "\n" }
    return text
  }

  private mutating func block(_ block: Block, marks: Marks? = nil) -> String {
    switch block {
    case .section(let container): self.container("section", container, marks)
    case .division(let container): self.container("div", container, marks)
    case .heading(let level, let content): paragraph("h\(level)", content, marks)
    case .paragraph(let content): paragraph("p", content, marks)
    case .list(let list): self.list(list, marks)
    case .table(let table): self.table(table, marks)
    case .image(let image):
      start("img", image.style, .image, marks, extra: image.attributes)
    case .rule(let style): start("hr", style, .rule, marks)
    case .marked(let marks, let block): self.block(block, marks: marks)
    }
  }

  private mutating func container(_ name: String, _ container: Container, _ marks: Marks?) -> String {
    start(name, container.style, .container, marks) + "\n" + blocks(container.blocks) + "</\(name)>"
  }

  /// An element with text.
  mutating func paragraph(_ name: String, _ paragraph: Paragraph, _ marks: Marks?) -> String {
    start(name, paragraph.style, .paragraph, marks) + lines(paragraph.inlines) + "</\(name)>"
  }

  /// The start tag of an element.
  /// - Parameter extra: attributes, each after a space.
  mutating func start(
    _ name: String, _ style: StyleID?, _ role: HTMLStyle.Role, _ marks: Marks?, extra: String = ""
  ) -> String { "<\(name)\(attributes(style, role, marks))\(extra)>" }

  private mutating func attributes(_ style: StyleID?, _ role: HTMLStyle.Role, _ marks: Marks?) -> String {
    var text = ""
    if let name = style.flatMap({ stylesheet.name(of: $0, role) }) { text += " class=\"\(name)\"" }
    if let language = marks?.language { text += " lang=\"\(MarkupText.attribute(language))\"" }
    if let id = marks?.id { text += " id=\"\(MarkupText.attribute(id))\"" }
    return text
  }

  /// What an item or a cell holds. White space around blocks would be printed there.
  mutating func content(_ content: Content) -> String {
    switch content {
    case .inlines(let inlines): return lines(inlines)
    case .blocks(let blocks):
      var text = ""
      for block in blocks { text += self.block(block) }
      return text
    }
  }

  // MARK: Lists

  private mutating func list(_ list: List, _ marks: Marks?) -> String {
    let name = list.isOrdered ? "ol" : "ul"
    // Browsers count the items of one list; a letter can count through several.
    var expected = 1
    var text = start(name, list.style, .container, marks) + "\n"
    for item in list.items {
      let style = letter[item.style].listStyle ?? list.numbering
      // They count items without a number too.
      let isCounted = list.isOrdered && item.number != expected
      expected = item.number + 1
      let role = HTMLStyle.Role.item(item.marker == nil ? .none : style)
      text += start("li", item.style, role, item.marks, extra: isCounted ? " value=\"\(item.number)\"" : "")
      text += content(item.content) + "</li>\n"
    }
    return text + "</\(name)>"
  }

  // MARK: Text

  /// The text of a block. Browsers make no line after a line break at its end, so an empty last line needs a second one.
  private mutating func lines(_ inlines: [Inline]) -> String {
    self.inlines(inlines) + (inlines.endInBreak ? "<br>" : "")
  }

  mutating func inlines(_ inlines: [Inline]) -> String {
    var text = ""
    for inline in inlines {
      switch inline {
      case .text(let piece): text += MarkupText.text(piece.string)
      case .span(let kind, let style, let inner): text += span(kind, style, inner, marks: nil)
      case .lineBreak: text += "<br>"
      case .counter: break  // only in what pages repeat
      }
    }
    return text
  }

  private mutating func span(_ kind: InlineKind, _ style: StyleID, _ inner: [Inline], marks: Marks?) -> String {
    switch kind {
    case .strong: span("strong", style, marks, inner)
    case .emphasis: span("em", style, marks, inner)
    case .span(let own): span("span", style, own ?? marks, inner)
    case .link(let target, let own):
      span("a", style, own ?? marks, inner, extra: " href=\"\(MarkupText.attribute(target))\"")
    case .marked(let marks, let kind): span(kind, style, inner, marks: marks)
    }
  }

  private mutating func span(
    _ name: String, _ style: StyleID, _ marks: Marks?, _ inner: [Inline], extra: String = ""
  ) -> String { start(name, style, .inline, marks, extra: extra) + inlines(inner) + "</\(name)>" }
}

extension [Inline] {
  fileprivate var endInBreak: Bool {
    switch last {
    case .lineBreak: true
    case .span(_, _, let inner): inner.endInBreak
    case .text, .counter, nil: false
    }
  }
}

extension Image {
  fileprivate var attributes: String {
    " alt=\"\(MarkupText.attribute(alternateText ?? ""))\" src=\"\(picture.dataURL)\""
  }
}
