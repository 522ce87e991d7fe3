import JSONText

/// A place of the case file that an option names, such as `case.number`, held to the schema when the option is read.
struct CasePath: Sendable {
  private let keys: [String]

  /// - Throws: places that no case file has, or that hold no text or number.
  init(_ place: String, schema: Schema, option: String) throws(Findings) {
    keys = place.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    var nodes = schema.nodes(describing: schema.root)
    for key in keys {
      guard let next = nodes.lazy.compactMap({ $0.property(key) }).first, !schema.isNever(next) else {
        let known = nodes.flatMap(\.properties).map(\.key)
        let near = NearMiss.of(key, among: known).map { "did you mean “\($0)”?" }
        throw Findings(Finding(.badOption, "no case file has “\(place)” (\(option))", fix: near))
      }
      nodes = schema.nodes(describing: next)
    }
    guard nodes.contains(where: { $0.types?.isSubset(of: [.string, .integer]) == true }) else {
      throw Findings(Finding(.badOption, "“\(place)” is no text or number (\(option))"))
    }
  }

  /// What a case has there; nil if it has nothing.
  func text(in root: JSONValue) -> String? {
    switch keys.reduce(root as JSONValue?, { $0?[$1] })?.content {
    case .string(let text): text
    case .number(let digits): digits
    default: nil
    }
  }
}
