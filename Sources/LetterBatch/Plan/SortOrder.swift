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
    /// A whole number in its shortest form, such as `-12`. It can have more digits than an `Int`.
    case number(String)
    /// Compared by its bytes, which is the right order for ISO dates and the same in every locale. Empty if the case has no value.
    case text(String)

    /// Where the value stands among values of other kinds. A field can be a number in one case and a text in another.
    private var rank: Int {
      switch self {
      case .text(""): 0
      case .number: 1
      case .text: 2
      }
    }

    fileprivate func isLess(than other: Value) -> Bool {
      switch (self, other) {
      case (.number(let one), .number(let other)): Self.isLess(one, other)
      case (.text(let one), .text(let other)): one.utf8.lexicographicallyPrecedes(other.utf8)
      default: rank < other.rank
      }
    }

    /// Whether a number is less than another one. Of two numbers in the shortest form, the longer one is farther from zero.
    private static func isLess(_ one: String, _ other: String) -> Bool {
      let isNegative = one.utf8.first == UInt8(ascii: "-")
      guard isNegative == (other.utf8.first == UInt8(ascii: "-")) else { return isNegative }
      let (nearer, farther) = isNegative ? (other.utf8, one.utf8) : (one.utf8, other.utf8)
      return nearer.count == farther.count ? nearer.lexicographicallyPrecedes(farther) : nearer.count < farther.count
    }
  }

  /// The values of a letter, one per key. A missing value comes first.
  func values(of root: JSONValue, pages: Int) -> [Value] {
    keys.map { key in
      switch key.source {
      case .pages: .number(String(pages))
      case .path(let path): Self.value(of: path.value(in: root))
      }
    }
  }

  private static func value(of value: JSONValue?) -> Value {
    switch value?.content {
    case .number(let digits): .number(ExactDecimal.shortest(digits))
    case .string(let text): .text(text)
    default: .text("")
    }
  }

  /// Whether the first letter comes before the second.
  func isBefore(_ first: [Value], _ second: [Value]) -> Bool {
    for (index, key) in keys.enumerated() where first[index] != second[index] {
      return first[index].isLess(than: second[index]) != key.isDescending
    }
    return false
  }
}
