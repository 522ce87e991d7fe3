import LetterDocument

/// The wording of a template for people who read it without data: its words, with fields and conditions named in words.
package indirect enum ReadingNode: Sendable {
  /// Words of the template.
  case text(String)
  /// A field that is printed, by its name.
  case field(String)
  /// An element, by its name in HTML.
  case element(String, [ReadingNode])
  /// `th` or `td` over some columns and rows.
  case cell(isHeader: Bool, columns: Int, rows: Int, [ReadingNode])
  /// A part in another language (BCP 47).
  case speaking(String, [ReadingNode])
  /// A line break.
  case lineBreak
  /// Parts of which at most one is printed, each with its condition.
  case choice([(condition: String, nodes: [ReadingNode])])
  /// A part that is printed for each element of a list.
  case each(String, [ReadingNode])
}

extension ReadingNode {
  /// The same in another language. Rows, cells and items have no element around them in HTML, so there it is the language of what they hold.
  func spoken(in language: String) -> ReadingNode {
    func spoken(_ nodes: [ReadingNode]) -> [ReadingNode] { nodes.map { $0.spoken(in: language) } }
    switch self {
    case .cell(let isHeader, let columns, let rows, let nodes):
      return .cell(isHeader: isHeader, columns: columns, rows: rows, [.speaking(language, nodes)])
    case .element(let name, let nodes) where ["li", "caption"].contains(name):
      return .element(name, [.speaking(language, nodes)])
    case .element(let name, let nodes) where ["thead", "tbody", "tr"].contains(name):
      return .element(name, spoken(nodes))
    case .choice(let parts): return .choice(parts.map { ($0.condition, spoken($0.nodes)) })
    case .each(let list, let nodes): return .each(list, spoken(nodes))
    case .text, .field, .element, .speaking, .lineBreak: return .speaking(language, [self])
    }
  }
}

extension TemplateSet {
  /// The title and the body for reading.
  /// - Parameter name: the name of a place of the data, such as “Priority”.
  package func reading(
    naming name: @escaping (String) -> String
  ) -> (title: [ReadingNode], body: [ReadingNode]) {
    var reader = TemplateReader(
      schema: Dictionary(schema.fields.map { ($0.path, $0) }) { first, _ in first }, name: name)
    return (reader.nodes(title), reader.nodes(program))
  }
}
