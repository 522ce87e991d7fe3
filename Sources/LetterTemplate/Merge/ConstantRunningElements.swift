import Diagnostics
import JSONText
import LetterDocument

/// Finds the running elements that do not depend on the data. So their room can be proven when the set is loaded.
extension ConstantFolding {
  /// The running elements that are the same in every letter, but for the numbers of pages.
  static func runningElements(of body: [Instruction]) -> [RunningElement] {
    constantElements(of: body, []).flatMap(merged)
  }

  /// The instructions of these elements, each in the partials around it.
  /// - Parameter constants: for each parameter of the partial around, whether its value is the same in every letter.
  private static func constantElements(of body: [Instruction], _ constants: [Bool]) -> [Instruction] {
    body.flatMap { instruction -> [Instruction] in
      switch instruction {
      case .running(_, let children, _): return areSame(children, constants) ? [instruction] : []
      case .partial(_, let values, let inner):
        let isConstant = values.map { isSame($0.value, constants) }
        // What a constant element does not read needs no value.
        let given = zip(values, isConstant).map { ($0.name, $1 ? $0.value : .constant(.absent)) }
        return constantElements(of: inner, isConstant).map { .partial(context: nil, parameters: given, [$0]) }
      default: return []
      }
    }
  }

  /// What the merger makes of an instruction that needs no data.
  private static func merged(_ instruction: Instruction) -> [RunningElement] {
    var merger = Merger(root: JSONValue(.null), stringNames: [])
    var blocks: [Block] = []
    // An error occurs again, and is reported, when a letter is merged.
    do throws(Findings) { try merger.blocks([instruction], into: &blocks) } catch { return [] }
    return merger.runningElements
  }

  private static func areSame(_ instructions: [Instruction], _ constants: [Bool]) -> Bool {
    instructions.allSatisfy { isSame($0, constants) }
  }

  private static func isSame(_ instruction: Instruction, _ constants: [Bool]) -> Bool {
    switch instruction {
    case .text, .counter, .constant, .constantCell: true
    case .value(let operand, _): isSame(operand, constants)
    case .link(let target, _, _, let children): isSame(target, constants) && areSame(children, constants)
    case .image(_, let alternateText): isSame(alternateText, constants)
    case .partial(_, let values, let body): areSame(body, values.map { isSame($0.value, constants) })
    case .conditional, .each, .with: false
    default: areSame(instruction.children, constants)
    }
  }

  private static func isSame(_ parts: [AttributePart], _ constants: [Bool]) -> Bool {
    parts.allSatisfy { part in
      switch part {
      case .text: true
      case .value(let operand, _): isSame(operand, constants)
      }
    }
  }

  private static func isSame(_ operand: Operand, _ constants: [Bool]) -> Bool {
    switch operand {
    case .literal, .constant: true
    case .parameter(let index, let keys, _): keys.isEmpty && constants.indices.contains(index) && constants[index]
    case .call(let call): call.arguments.allSatisfy { isSame($0, constants) }
    case .path, .and, .or, .not: false
    }
  }
}
