import DeterminationLetters
import LetterTemplate

extension TemplateBranch {
  /// The branch for messages: `letter.html:12 {{#if case.priority}}, if it does not hold`.
  package func text(in template: TemplateSet) -> String {
    guard template.sources.indices.contains(source) else { return "" }
    let bytes = template.sources[source].bytes
    let condition = String(decoding: bytes[range.clamped(to: bytes.indices)], as: UTF8.self)
    return "\(template.linePlace(source, range.lowerBound)) “\(condition)”, \(part.phrase)"
  }
}

extension TemplateBranch.Part {
  fileprivate var phrase: String {
    switch self {
    case .taken: "if it holds"
    case .otherwise: "if none of its conditions holds"
    case .elements: "if the list has elements"
    case .empty: "if the list is empty"
    }
  }
}
