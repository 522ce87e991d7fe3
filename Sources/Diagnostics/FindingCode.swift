/// The stable code of a kind of finding, such as `IMR-D003`.
///
/// The first letter of the code says what is at fault: J the JSON text, D the shape of the data, T the template set, F a font or the
/// layout, I an input, an option or the environment, O an output, V a file that `verify` finds different, C a confidential value, R a rule,
/// X a defect of this program. A code never changes its meaning. The code of a removed finding is not given to another one.
public struct FindingCode: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The code itself.
  public let id: String
  /// What the code stands for, in a few words.
  public let title: String

  /// Declares a code. Every module declares its own codes, with their explanations beside them.
  package init(_ id: String, _ title: String) {
    self.id = id
    self.title = title
  }

  /// The code itself.
  public var description: String { id }

  /// Codes are the same if their identifiers are.
  public static func == (one: Self, other: Self) -> Bool { one.id == other.id }

  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
