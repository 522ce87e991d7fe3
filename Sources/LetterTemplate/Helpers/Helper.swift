import JSONText
import LetterDocument

/// A helper of the template language: what it takes, what it gives, and how it is carried out. A new helper is a new value in a file here
/// and a name in ``all``.
struct Helper: Sendable {
  /// The name that templates use.
  let name: String
  /// How the helper is written, for messages.
  let usage: String
  /// How many arguments it takes.
  let count: ClosedRange<Int>
  /// The named arguments that it takes; nil if it decides itself.
  var names: Set<String>? = []
  /// Whether arguments may be absent. The helper then defines what happens.
  var acceptsAbsent = false
  /// Checks the arguments when the set is loaded, and prepares the call.
  let prepare: @Sendable (inout HelperUse) throws(HelperProblem) -> PreparedCall

  /// All helpers but `and`, `or` and `not`, which the compiler knows.
  static let all: [Helper] = [
    .date, .number, .money, .count, .plural, .add, .upper, .title, .list, .default, .eq, .ne, .gt, .ge, .lt, .le,
    .isString,
  ]

  static let byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
}

/// A call of a helper while the template is checked.
struct HelperUse {
  /// An argument: what it is and what it can be.
  struct Argument {
    let operand: Operand
    let shape: Shape
    let canBeAbsent: Bool
    let literal: Literal?
    /// The words of the template that the argument may print.
    var words: [Text] { operand.printedTexts }
  }

  var arguments: [Argument]
  var named: [(name: String, value: Argument)]
  let shapes: ShapeReader
  /// The language of the place where the call stands.
  let language: String
  /// The place of the call, for words that it prints.
  let origin: Origin
  var languages: LanguageLibrary

  func named(_ name: String) -> Argument? { named.first { $0.name == name }?.value }

  /// What the language files say for the language of this place.
  mutating func languageData() throws(HelperProblem) -> LanguageChain {
    do throws(LanguageLibrary.Problem) {
      return try languages.chain(for: language)
    } catch {
      switch error {
      case .missing(let message, let fix): throw .language(message, fix: fix)
      case .broken: throw .reported
      }
    }
  }
}

/// A checked call: the shape of its result, and how it is computed.
struct PreparedCall {
  let shape: Shape
  let operand: Operand
}

/// A call that is carried out for each letter. It is a class because operands are copied for each letter.
final class HelperCall: Sendable {
  let name: String
  let arguments: [Operand]
  /// All texts of the template and of language files that the result may contain. A font must have their characters.
  let words: [Text]
  /// The result; nil if the values do not fit. The check rules that out for a valid case file.
  let evaluate: @Sendable ([MergeValue]) -> MergeValue?

  init(
    name: String, arguments: [Operand], words: [Text], evaluate: @escaping @Sendable ([MergeValue]) -> MergeValue?
  ) {
    (self.name, self.arguments, self.words, self.evaluate) = (name, arguments, words, evaluate)
  }
}

/// What can be wrong with the arguments of a helper.
enum HelperProblem: Error {
  /// The number or the names of the arguments.
  case usage
  case unknownParameter(String)
  /// An argument may be absent.
  case absent
  /// The kind of a value.
  case kind(String, fix: String? = nil)
  /// Named arguments that do not fit.
  case names(String, fix: String? = nil)
  /// The language files do not have what is needed.
  case language(String, fix: String)
  /// A finding in another file says what is wrong.
  case reported
}

extension HelperUse {
  /// The arguments, then the named ones.
  private var operands: [Operand] { arguments.map(\.operand) + named.map(\.value.operand) }

  /// A call of a helper that gives a text.
  func text(
    _ name: String, words: [String] = [], keeping kept: [Text] = [], isTruthy: Bool = true, isVisible: Bool = true,
    _ evaluate: @escaping @Sendable ([MergeValue]) -> MergeValue?
  ) -> PreparedCall {
    let own = words.filter { !$0.isEmpty }.map { Text($0, origin: origin) }
    let call = HelperCall(name: name, arguments: operands, words: own + kept, evaluate: evaluate)
    let shape = Shape(
      alternatives: [Shape.Alternative(type: .string, isTruthy: isTruthy, isVisible: isTruthy && isVisible)])
    return PreparedCall(shape: shape, operand: .call(call))
  }

  /// A call of a helper that prints nothing itself.
  func call(_ name: String, gives shape: Shape, _ evaluate: @escaping @Sendable ([MergeValue]) -> MergeValue?)
    -> PreparedCall
  {
    PreparedCall(
      shape: shape, operand: .call(HelperCall(name: name, arguments: operands, words: [], evaluate: evaluate)))
  }
}
