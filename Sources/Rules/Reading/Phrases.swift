/// What a rule keeps of a vocabulary: its categories, and the names of their values. The phrases themselves are in the book; thousands of texts
/// would stay in memory otherwise.
package struct Phrases: Sendable {
  private let categories: [String: Category]
  private let values: [String: [String]]
  private let relations: [String: [String: [String]]]
  /// The name of the file.
  let name: String

  init(vocabulary: Vocabulary, categories: [String: Category]) {
    self.categories = categories
    values = Dictionary(vocabulary.groups.map { ($0.name, $0.values) }) { first, _ in first }
    (name, relations) = (vocabulary.name, vocabulary.relations)
    open = vocabulary.groups.filter { !$0.values.isEmpty && $0.name != PhraseBookBuilder.month }.map(\.name)
  }

  /// A category; ``Category/none`` if the vocabulary does not have it.
  package func category(_ name: String) -> Category { categories[name] ?? .none }

  /// Some categories.
  package func set(_ names: String...) -> CategorySet { CategorySet(names.map(category)) }

  /// The names of the categories that have values, in the order of the file; the months are not among them.
  package let open: [String]

  /// The names of the values of a category, in their order.
  package func values(of category: String) -> [String] { values[category] ?? [] }

  /// What a relation says of a name.
  package func related(_ relation: String, to name: String) -> [String] { relations[relation]?[name] ?? [] }
}
