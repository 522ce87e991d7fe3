/// A vocabulary that a rule uses: its categories, and the names of their values.
package struct Phrases: Sendable {
  private let categories: [String: Category]
  private let values: [String: [String]]
  private let vocabulary: Vocabulary
  /// The name of the file.
  var name: String { vocabulary.name }

  init(vocabulary: Vocabulary, categories: [String: Category]) {
    self.categories = categories
    values = Dictionary(vocabulary.groups.map { ($0.name, $0.values) }) { first, _ in first }
    self.vocabulary = vocabulary
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

  /// Every word of a category.
  package func words(of category: String) -> [String] {
    vocabulary.groups.first { $0.name == category }?.words ?? []
  }

  /// The keys of the words of a category.
  func keys(of category: String) -> [WordTable.Key] {
    words(of: category).map { word in
      var word = word
      return word.withUTF8 { WordTable.Key($0) }
    }
  }

  /// What a relation says of a name.
  package func related(_ relation: String, to name: String) -> [String] { vocabulary.relations[relation]?[name] ?? [] }
}
