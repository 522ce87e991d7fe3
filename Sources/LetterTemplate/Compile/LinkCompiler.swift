import LetterDocument

/// The addresses of links.
extension TemplateCompiler {
  /// The address of a link. Its scheme is part of the template, so data cannot change what a click does.
  mutating func linkTarget(of href: MarkupNode.Attribute, _ scope: Scope) -> [AttributePart]? {
    guard case .text(let first)? = href.parts.first else {
      report(
        .badAttribute, "the address of a link must start with https:, mailto:, tel: or #", href.range,
        fix: "write the scheme in the template and the rest as a value")
      return nil
    }
    // Values in it make it longer still.
    if href.value.utf8.count > Merger.longestAddress {
      report(.badAttribute, "the address of a link must not have more than \(Merger.longestAddress) bytes", href.range)
      return nil
    }
    if first.hasPrefix("#") {
      let name = String(first.dropFirst())
      if href.parts.count > 1 || name.isEmpty {
        report(.badAttribute, "the goal of a link in the letter is “#” and the id of an element", href.range)
        return nil
      }
      linkGoals.append((name, Place(source: source, range: href.range)))
      return [.text(first)]
    }
    guard
      ["https:", "mailto:", "tel:"].contains(where: { first.hasPrefix($0) && (first != $0 || href.parts.count > 1) })
    else {
      let isPlainHTTP = first.lowercased().hasPrefix("http:")
      report(
        .badAttribute, "the address of a link must start with https:, mailto:, tel: or #", href.range,
        fix: isPlainHTTP ? "write https: if the server has it" : nil)
      return nil
    }
    guard let parts = attributeParts(of: href, scope, isAddress: true) else { return nil }
    if let wrong = Self.unclearServer(in: parts) {
      report(
        .badAttribute,
        "here the value would be a part of the name of a server, so data could change where the link leads",
        wrong.range, fix: "write the whole name in the template, or make it one value: https://{{server}}")
      return nil
    }
    return parts
  }

  /// A value that is only a part of the name of a server, such as the domain in `https://www.{{domain}}` (RFC 3986 §3.2); nil if there is none.
  private static func unclearServer(in parts: [AttributePart]) -> Place? {
    var start = ""
    for (index, part) in parts.enumerated() {
      guard case .value(_, let place) = part else {
        if case .text(let text) = part { start += text }
        continue
      }
      // Only the first value can be in the name: what follows a whole server is its path.
      let isBehindName = start.dropFirst("https://".count).contains { "/?#".contains($0) }
      guard start.hasPrefix("https:"), !isBehindName else { return nil }
      return start == "https://" && isEndOfServer(parts.dropFirst(index + 1).first) ? nil : place
    }
    return nil
  }

  /// Whether the name of a server ends before a piece of an address.
  private static func isEndOfServer(_ next: AttributePart?) -> Bool {
    switch next {
    case .text(let text): text.utf8.first.map { "/?#".utf8.contains($0) } ?? false
    case .value: false
    case nil: true
    }
  }
}
