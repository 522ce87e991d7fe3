/// A part of a paragraph.
package enum Inline: Sendable {
  /// Text in the style of its surroundings.
  case text(Text)
  /// Text in an element of its own, such as the label of a paragraph.
  case span(InlineKind, StyleID, [Inline])
  /// A line break that comes from the author or from the template.
  case lineBreak
  /// In a running element: the number of the page, or how many pages there are.
  case counter(PageCounter)
}

/// What a running element can count.
package enum PageCounter: String, Sendable, Hashable, CaseIterable {
  /// The number of the page, from 1.
  case page
  /// How many pages the letter has.
  case pages

  /// What stands for the number, which each page has of its own.
  package var sign: String { "‹\(rawValue)›" }
}

/// The elements inside a paragraph.
package enum InlineKind: Sendable, Hashable {
  /// `strong`
  case strong
  /// `em`
  case emphasis
  /// `span`: part of the structure only if it has attributes.
  case span(Marks?)
  /// `a`
  case link(to: String, Marks?)
  /// `strong` or `em` with attributes.
  indirect case marked(Marks, InlineKind)
}

/// A text and where it came from.
package struct Text: Sendable {
  /// The text: no line breaks, in NFC, with its spaces as they are printed.
  package var string: String
  /// The place of the text in the data or in the template.
  package var origin: Origin

  /// Makes a text.
  package init(_ string: String, origin: Origin) {
    self.string = string
    self.origin = origin
  }
}

/// The place that a text came from. Problems with the text are reported there.
package enum Origin: Sendable, Hashable {
  /// A value of the case file: the byte offset at which the value starts, and how many of its scalars come before this text.
  case data(offset: Int, scalars: Int)
  /// The template set: an index into its list of source texts, and a byte offset.
  case template(source: Int, offset: Int)
}

extension [Inline] {
  /// The place of the first text from the case file or, if there is none, of the first text.
  package var firstOrigin: Origin? {
    let origins = texts.lazy.map(\.origin)
    return origins.first { if case .data = $0 { true } else { false } } ?? origins.first
  }

  /// The texts without styles. A line break is a space.
  package var texts: [Text] {
    flatMap { inline -> [Text] in
      switch inline {
      case .text(let text): [text]
      case .span(_, _, let inner): inner.texts
      case .lineBreak: [Text(" ", origin: .template(source: 0, offset: 0))]
      case .counter: []
      }
    }
  }

  /// The text that margin boxes repeat; nil if there is none.
  package var namedText: Text? {
    let text = plainText
    return text.isEmpty ? nil : Text(text, origin: firstOrigin ?? .template(source: 0, offset: 0))
  }

  /// The text without styles, with line breaks as spaces.
  package var plainText: String {
    reduce(into: "") { text, inline in
      switch inline {
      case .text(let piece): text += piece.string
      case .span(_, _, let inner): text += inner.plainText
      case .lineBreak: text += " "
      case .counter: break
      }
    }
  }
}
