/// A vocabulary that a rule uses: its categories, and the names of their values.
package struct Phrases: Sendable {
  private let categories: [String: Category]
  private let values: [String: [String]]
  private let words: [String: [String]]
  private let relations: [String: [String: [String]]]
  /// The name of the file.
  let name: String

  init(vocabulary: Vocabulary, categories: [String: Category]) {
    name = vocabulary.name
    self.categories = categories
    values = Dictionary(vocabulary.groups.map { ($0.name, $0.values) }) { first, _ in first }
    words = Dictionary(vocabulary.groups.map { ($0.name, $0.words) }) { first, _ in first }
    relations = vocabulary.relations
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

  /// The index of a value; nil if the category does not have it.
  package func index(of value: String, in category: String) -> UInt16? {
    values(of: category).firstIndex(of: value).map(UInt16.init)
  }

  /// Every word of a category.
  package func words(of category: String) -> [String] { words[category] ?? [] }

  /// The keys of the words of a category.
  func keys(of category: String) -> [WordTable.Key] {
    words(of: category).map { word in
      var word = word
      return word.withUTF8 { WordTable.Key($0) }
    }
  }

  /// What a relation says of a name.
  package func related(_ relation: String, to name: String) -> [String] { relations[relation]?[name] ?? [] }
}
