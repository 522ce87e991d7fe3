/// All elements of templates, with the names that they have in HTML.
enum ElementName: String, CaseIterable, Sendable {
  case title, body, section, h1, h2, p, strong, br, table, tr, th, td, img

  /// Elements without content and without an end tag.
  var isVoid: Bool { self == .br || self == .img }

  /// The attributes that the element may have.
  var attributes: Set<String> {
    switch self {
    case .th, .td: ["class", "colspan"]
    case .img: ["class", "src", "alt"]
    case .title, .br: []
    default: ["class"]
    }
  }
}

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
      attribute("class")?.value.split(separator: " ").map(String.init) ?? []
    }
  }

  struct Attribute: Sendable {
    let name: String
    let value: String
    let range: Range<Int>
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
    case number(String)
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
  }

  enum LoopVariable: String, Sendable, CaseIterable {
    case index, first, last
  }

  let start: Start
  let keys: [String]
}
