import Diagnostics
import JSONText
import LetterDocument
import UnicodeText

/// Words of the template and values that are printed.
extension TemplateCompiler {
  /// The most bytes of text of a template with all its partials. The templates of letters have a few thousand.
  private static let mostText = 4 << 20

  mutating func compileText(_ text: String, _ range: Range<Int>) -> Instruction? {
    textBytes += text.utf8.count
    guard textBytes <= Self.mostText else {
      // Only the first text that is too much is reported.
      guard textBytes - text.utf8.count <= Self.mostText else { return nil }
      report(
        .tooLarge, "with its partials, the template has more than \(Self.mostText >> 20) MiB of text",
        visiblePart(of: range))
      return nil
    }
    noteSingleBraces(in: range)
    return .text(Text(Normalization.nfc(Whitespace.collapse(text)), origin: origin(range)))
  }

  mutating func compileValue(_ expression: Expression, _ scope: Scope) -> Instruction? {
    guard let (operand, shape) = presentOperand(expression, scope) else { return nil }
    guard shape.types.isSubset(of: Shape.printable) else {
      let isList = shape.types.contains(.array)
      let isOpen = shape.types.union([.null]) == Set(JSONType.allCases)
      report(
        .wrongKindOfValue, "“\(text(expression.range))” is not always a text or a number, so it cannot be printed",
        expression.range,
        fix: isOpen
          ? "some form of the schema allows anything here; give it “\"additionalProperties\": false”"
          : isList
            ? "use {{#each}} or {{list}}"
            : shape.keys.isEmpty
              ? "use it in {{#if}}" : "name one of its parts: \(shape.keys.joined(separator: ", "))")
      return nil
    }
    guard shape.alternatives.allSatisfy({ $0.type == .string || $0.decimals == 0 }) else {
      let isCall = if case .call = expression.kind { true } else { false }
      let what = isCall ? "(\(text(expression.range)))" : text(expression.range)
      report(
        .wrongKindOfValue, "“\(what)” is not always a whole number, and languages write decimals differently",
        expression.range, fix: "write {{number \(what)}} or {{money \(what) \"USD\"}}")
      return nil
    }
    // Each use of a partial can give its values other forms.
    if !shape.isNeverEmptyText { emptyValues.insert(place(expression.range)) }
    return .value(operand, place(expression.range))
  }
}
