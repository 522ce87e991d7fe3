import JSONText
import LetterDocument

/// A part of a template: an element, a text, or a tag, with its place in the source.
struct MarkupNode: Sendable {
  let kind: Kind
  /// The byte range of the node's tag, or of the text if the node is a text.
  let range: Range<Int>

  indirect enum Kind: Sendable {
    case text(String)
    case element(Element)
    case value(Expression)
    /// `{{#if}}` with its `{{else if}}`s, or `{{#unless}}`.
    case conditional([Branch], otherwise: [MarkupNode])
    case each(Expression, [MarkupNode], otherwise: [MarkupNode])
    case with(Expression, [MarkupNode], otherwise: [MarkupNode])
    case partial(Partial)
  }

  struct Element: Sendable {
    let name: ElementName
    let attributes: [Attribute]
    let children: [MarkupNode]

    func attribute(_ name: String) -> Attribute? { attributes.first { $0.name == name } }

    var classes: [String] {
      // A tag in it is reported by the lexer.
      attribute("class").map { $0.holdsTag ? [] : $0.value.split(separator: " ").map(String.init) }
        ?? []
    }
  }

  struct Attribute: Sendable {
    let name: String
    let parts: [Part]
    let range: Range<Int>
    /// Whether it has a tag where none is allowed.
    var holdsTag = false

    enum Part: Sendable {
      case text(String)
      case value(Expression)
    }

    /// The words of the template in it.
    var value: String {
      parts.reduce(into: "") { words, part in if case .text(let text) = part { words += text } }
    }

    /// The values in it.
    var expressions: [Expression] {
      parts.compactMap { part in if case .value(let expression) = part { expression } else { nil } }
    }
  }

  struct Branch: Sendable {
    let condition: Expression
    /// `{{#unless}}`: the branch is taken if the condition is false.
    let isNegated: Bool
    let body: [MarkupNode]
  }

  struct Partial: Sendable {
    let name: String
    let context: Expression?
    let parameters: [Argument]
  }
}

/// `name=expression` in a tag.
struct Argument: Sendable {
  let name: String
  let value: Expression
}

/// The content of a tag: a path, a literal, or a helper with its arguments.
struct Expression: Sendable {
  let kind: Kind
  let range: Range<Int>

  indirect enum Kind: Sendable {
    case path(Path)
    case string(String)
    case number(ExactDecimal)
    case boolean(Bool)
    case call(helper: String, arguments: [Expression], named: [Argument])
    /// An expression that could not be read. A finding reports it.
    case invalid
  }

  var path: Path? {
    if case .path(let path) = kind { path } else { nil }
  }
}

/// A path into the data, written as in Handlebars.
struct Path: Sendable, Hashable {
  /// Where the path starts.
  enum Start: Sendable, Hashable {
    /// The current context, or a context that many levels further out (`../`).
    case context(up: Int)
    /// `@root`
    case root
    /// `@index`, `@first`, `@last`
    case loop(LoopVariable)
    /// `@page`, `@pages`
    case page(PageCounter)
  }

  enum LoopVariable: String, Sendable, CaseIterable {
    case index, first, last
  }

  let start: Start
  let keys: [String]
}
