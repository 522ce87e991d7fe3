import LetterDocument

/// A step of a compiled template. Partials are inserted, styles computed and white space collapsed, so merging only walks the steps.
indirect enum Instruction: Sendable {
  /// The template's own words.
  case text(Text)
  case value(Operand, Place)
  /// `section`, `div`, `p`, `strong`, `em`, `span`, `br`
  case element(ElementName, StyleID, [Instruction])
  case heading(level: Int, StyleID, [Instruction], Place)
  /// `a`
  case link(to: [AttributePart], StyleID, Marks?, [Instruction])
  case list(ListElement, [Instruction])
  case item(ItemElement, [Instruction])
  /// A table with the widths of its columns.
  case table(StyleID, columns: [Double], [Instruction])
  case caption(StyleID, Marks?, [Instruction])
  /// `thead`, `tbody`
  case group(isHead: Bool, Marks?, [Instruction], Place)
  case row(StyleID, Marks?, [Instruction], Place)
  case cell(CellElement, [Instruction], Place)
  /// A picture whose alternate text has values.
  case image(Image, alternateText: [AttributePart])
  /// An element with attributes that few elements have.
  case marked(Marks, Instruction)
  /// A running element, by name.
  case running(String, [Instruction], Place)
  /// `{{@page}}`, `{{@pages}}`
  case counter(PageCounter)
  /// A block or cell that does not depend on the data and was merged when the set was loaded. Its weight is how many steps of the merger
  /// its text counts for.
  case constant(Block, weight: Int)
  case constantCell(Table.Cell, weight: Int)
  /// The alternative is nil if no valid case file reaches it.
  case conditional([Branch], otherwise: [Instruction]?, Place)
  /// A list that may be empty has an alternative, which may be empty too.
  case each(Operand, [Instruction], otherwise: [Instruction], mayBeEmpty: Bool, Place)
  /// A body or an alternative is nil if no valid case file reaches it.
  case with(Operand, [Instruction]?, otherwise: [Instruction]?, Place)
  case partial(context: Operand?, parameters: [(name: String, value: Operand)], [Instruction])

  struct Branch: Sendable {
    let condition: Operand
    let isNegated: Bool
    /// Nil if no valid case file reaches it.
    let body: [Instruction]?
    /// The place of the condition.
    let place: Place
  }
}

/// A piece of an attribute.
enum AttributePart: Sendable {
  case text(String)
  case value(Operand, Place)
}

/// `ul`, `ol`
struct ListElement: Sendable {
  let style: StyleID
  let numbering: ListStyle
  /// Whether it is an `ol`.
  let isOrdered: Bool
  /// Whether its items are counted anew.
  let resets: Bool
  /// Whether it goes on where its own kind ended (`body { counter-reset: list-item }`), and not where the list before it did.
  let countsThroughLetter: Bool
  /// The number of the first item, if it counts anew.
  let start: Int
}

/// `li`
struct ItemElement: Sendable {
  let style: StyleID
  let origin: Origin
  let numbering: ListStyle
  let holdsBlocks: Bool
  let marks: Marks?
}

/// `th`, `td`
struct CellElement: Sendable {
  let isHeader: Bool
  /// What a header cell describes, if the template says it.
  let scope: Table.Scope?
  let columnSpan: Int
  let rowSpan: Int
  let style: StyleID
  let holdsBlocks: Bool
  /// Whether it shows nothing in any letter.
  let isLeftEmpty: Bool
  let marks: Marks?
}

extension Instruction {
  /// Whether it shows nothing in any letter.
  var showsNothing: Bool {
    switch self {
    case .text(let text): Whitespace.isBlank(text.string)
    case .element(.br, _, _): false
    case .element, .marked: children.allSatisfy(\.showsNothing)
    case .conditional, .each, .with, .partial: bodies.joined().allSatisfy(\.showsNothing)
    default: false
    }
  }

  /// Whether it is white space of the template.
  var isBlank: Bool { if case .text(let text) = self { Whitespace.isBlank(text.string) } else { false } }

  /// The bodies of a tag that a letter can contain: in each letter one of them, or a body again and again.
  var bodies: [[Instruction]] {
    switch self {
    case .conditional(let branches, let otherwise, _): (branches.map(\.body) + [otherwise]).compactMap(\.self)
    case .each(_, let body, let otherwise, let mayBeEmpty, _): mayBeEmpty ? [body, otherwise] : [body]
    case .with(_, let body, let otherwise, _): [body, otherwise].compactMap(\.self)
    case .partial(_, _, let body): [body]
    default: []
    }
  }

  /// The attributes of an element that few elements have.
  var marks: Marks? {
    switch self {
    case .marked(let marks, _): marks
    case .caption(_, let marks, _), .group(_, let marks, _, _), .row(_, let marks, _, _), .link(_, _, let marks, _):
      marks
    case .item(let item, _): item.marks
    case .cell(let cell, _, _): cell.marks
    case .constantCell(let cell, _): cell.marks
    default: nil
    }
  }

  /// What an element contains.
  var children: [Instruction] {
    switch self {
    case .element(_, _, let children), .heading(_, _, let children, _), .link(_, _, _, let children),
      .list(_, let children), .item(_, let children), .table(_, _, let children), .caption(_, _, let children),
      .group(_, _, let children, _), .row(_, _, let children, _), .cell(_, let children, _),
      .running(_, let children, _):
      children
    case .marked(_, let instruction): [instruction]
    default: []
    }
  }
}

/// A place in the sources of a template set.
struct Place: Sendable, Hashable {
  let source: Int
  let range: Range<Int>
}

/// An expression with its names resolved.
indirect enum Operand: Sendable {
  case path(Path)
  /// The parameter of the partial with that index, and the keys of a value inside it.
  case parameter(Int, ArraySlice<String>, words: [Text])
  case literal(Text)
  case constant(MergeValue)
  case call(HelperCall)
  /// True if all are true. The first that is not ends it.
  case and([Operand])
  /// True if one is true. The first that is ends it.
  case or([Operand])
  case not(Operand)
}
