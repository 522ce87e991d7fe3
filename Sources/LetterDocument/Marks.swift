/// Attributes that few elements have. It is a class, so that elements without them carry only a pointer.
package final class Marks: Sendable, Hashable {
  /// `lang`: the language of the element, if it is not that of its surroundings (BCP 47).
  package let language: String?
  /// `id`: the name by which links lead to the element.
  package let id: String?

  /// Attributes of an element.
  package init(language: String? = nil, id: String? = nil) {
    self.language = language
    self.id = id
  }

  /// Whether both attributes are the same.
  package static func == (one: Marks, other: Marks) -> Bool {
    one.language == other.language && one.id == other.id
  }

  /// Hashes both attributes.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(language)
    hasher.combine(id)
  }
}
