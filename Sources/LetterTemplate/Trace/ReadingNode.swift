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
