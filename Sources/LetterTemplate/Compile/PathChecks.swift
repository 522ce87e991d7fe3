import JSONText
import LetterDocument

/// Checks what must hold on every path through the template.
extension TemplateCompiler {
  /// Reports headings that skip a level, links that lead nowhere in some letter, and running elements that are not at the start.
  mutating func checkPaths(of body: [Instruction]) {
    let proof = EveryPathProof(emptyValues: emptyValues)
    for (place, level, before) in HeadingProof.problems(
      in: body, proof, stylesheet.page.showsOnFirstPageAlone)
    {
      let message =
        before == 0
        ? "this heading of level \(level) can be the first one of a letter"
        : "this heading of level \(level) can follow one of level \(before)"
      report(
        .badStructure, message, place,
        fix: "put a heading of level \(before + 1) that is never empty before it")
    }
    for name in OnceProof.repeated(in: body).sorted() {
      guard let places = ids[name], let place = places.dropFirst().first ?? places.first else {
        continue
      }
      report(.badAttribute, "the id “\(name)” occurs twice", place, fix: "choose another name")
    }
    let always = proof.names(in: body) { $0.marks?.id }
    for (name, place) in linkGoals where !always.contains(where: { $0.isSame(as: name) }) {
      report(
        .badAttribute,
        !ids.keys.contains { $0.isSame(as: name) }
          ? "no element has the id “\(name)”"
          : "the element with the id “\(name)” is not in every letter",
        place, fix: "give the id to an element that every letter has, and that is never empty")
    }
    checkRunningElements(of: body)
    namedStringsOfEveryLetter = proof.names(in: body) { [styles] instruction in
      switch instruction {
      case .element(.p, let style, _), .heading(_, let style, _, _): styles[style.index].namedString
      // A cell without words sets nothing.
      case .cell(let cell, let children, _): proof.isCertain(children) ? styles[cell.style.index].namedString : nil
      default: nil
      }
    }
  }

  /// Running elements stand at the start of the body, so that every page can have them.
  private mutating func checkRunningElements(of body: [Instruction]) {
    var isStart = true
    var names: Set<String> = []
    func visit(_ instructions: [Instruction], isTop: Bool, _ misplaced: inout [Place], _ twice: inout [Place]) {
      for instruction in instructions {
        switch instruction {
        case .running(let name, _, let place):
          if !isTop || !isStart { misplaced.append(place) }
          if !names.insert(name).inserted { twice.append(place) }
        case .partial(_, _, let body): visit(body, isTop: isTop, &misplaced, &twice)
        default:
          isStart = false
          for body in instruction.bodies { visit(body, isTop: false, &misplaced, &twice) }
          visit(instruction.children, isTop: false, &misplaced, &twice)
        }
      }
    }
    var (misplaced, twice): ([Place], [Place]) = ([], [])
    visit(body, isTop: true, &misplaced, &twice)
    for place in misplaced {
      report(
        .misplacedContent, "a running element must stand at the start of body, before all else", place,
        fix: "move it, outside of all conditions")
    }
    for place in twice { report(.misplacedContent, "two running elements have the same name", place) }
    runningNames = names
  }

  /// `{{@page}}` or `{{@pages}}` in a running element; nil for other values.
  mutating func counter(_ expression: Expression, _ around: Surroundings) -> PageCounter? {
    guard case .page(let counter)? = expression.path?.start else { return nil }
    if !around.isRunning {
      report(
        .unknownPath, "“@\(counter.rawValue)” has a meaning only in a running element", expression.range,
        fix: "give the element position: running(name), and show it in a margin box of @page")
    }
    return counter
  }
}
