import DeterminationLetters
import JSONText

/// The order of the letters in a print stream: keys such as `pages` or the place of a date. Letters with equal values for all keys stay
/// in the order of the inputs.
struct SortOrder: Sendable {
  private enum Source: Sendable {
    case pages
    case path(SchemaPath)
  }

  private struct Key: Sendable {
    let source: Source
    let isDescending: Bool
  }

  private let keys: [Key]

  /// Reads a list of keys: `pages` or a place of the case file, with a hyphen in front for descending order.
  /// - Throws: a finding if the schema does not have a place.
  init(_ list: String, schema: Schema) throws(Findings) {
    var keys: [Key] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let isDescending = part.hasPrefix("-")
      let name = String(isDescending ? part.dropFirst() : part)
      let source: Source =
        name == "pages" ? .pages : .path(try SchemaPath(name, schema: schema, option: "--sort"))
      keys.append(Key(source: source, isDescending: isDescending))
    }
    self.keys = keys
  }

  /// A value by which letters are sorted.
  enum Value: Sendable, Hashable, Codable {
    case number(Int)
    /// Compared by its bytes, which is the right order for ISO dates and the same in every locale.
    case text(String)
  }

  /// The values of a letter, one per key. A missing value comes first.
  func values(of root: JSONValue, pages: Int) -> [Value] {
    keys.map { key in
      switch key.source {
      case .pages: .number(pages)
      case .path(let path): .text(path.text(in: root) ?? "")
      }
    }
  }

  /// Whether the first letter comes before the second.
  func isBefore(_ first: [Value], _ second: [Value]) -> Bool {
    for (index, key) in keys.enumerated() where first[index] != second[index] {
      return Self.isLess(first[index], second[index]) != key.isDescending
    }
    return false
  }

  private static func isLess(_ first: Value, _ second: Value) -> Bool {
    switch (first, second) {
    case (.number(let first), .number(let second)): first < second
    case (.text(let first), .text(let second)): first.utf8.lexicographicallyPrecedes(second.utf8)
    default: false
    }
  }
}
