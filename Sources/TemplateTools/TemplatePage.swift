import DeterminationLetters
import LetterDocument
import LetterTemplate

/// The wording of a template set as a page of HTML: for a lawyer to read and to mark, without data.
package struct TemplatePage {
  private let template: TemplateSet
  private let titles: [String: String]

  /// The page of a set.
  package init(_ template: TemplateSet) {
    self.template = template
    // The first sentence names the field; others are advice to those who write cases.
    let named = template.schema.fields.compactMap { field in
      field.title.map { (field.path, $0.split(separator: ". ", maxSplits: 1).first.map(String.init) ?? $0) }
    }
    titles = Dictionary(named) { first, _ in first }
  }

  /// The page.
  package var html: String {
    let manifest = template.manifest
    let (title, body) = template.reading { name($0) }
    var text = "<h1>\(MarkupText.text(manifest.summary))</h1>\n"
    text +=
      "<p class=\"cause\">Template set \(MarkupText.text(manifest.name)), version \(MarkupText.text(manifest.version)). "
    text +=
      "<span class=\"field\">A field</span> is filled in from the case. A bar at the side marks words that are not in every letter, "
    text +=
      "with the condition above them; “otherwise” means that no condition before it in the same group holds.</p>\n"
    text += "<p class=\"cause\">Title of the document: \(inlines(title))</p>\n<hr>\n"
    text += "<article lang=\"\(MarkupText.attribute(manifest.language))\">\n\(blocks(body))</article>\n"
    return HTMLText.page(title: manifest.summary, body: text)
  }

  /// The title of a field in the schema, or the nearest one around it with what is below.
  private func name(_ path: String) -> String {
    if let title = titles[path] { return title }
    if path.hasSuffix("[]") { return "this element of “\(name(String(path.dropLast(2))))”" }
    let key =
      path.split(separator: ".").last.map { $0.filter { $0 != "[" && $0 != "]" } } ?? path[...].filter { _ in true }
    return key.isEmpty ? path : key
  }

  /// A title inside a sentence begins with a small letter, unless it is an abbreviation.
  private static func lowered(_ words: String) -> String {
    let isAbbreviation = words.dropFirst().first?.isUppercase ?? false
    return isAbbreviation ? words : words.prefix(1).lowercased() + words.dropFirst()
  }

  // MARK: Blocks

  private func blocks(_ nodes: [ReadingNode]) -> String {
    var text = ""
    for node in nodes {
      switch node {
      case .element(let name, let children): text += block(name, children)
      case .choice(let parts):
        for part in parts {
          text += "<div class=\"branch\"><p class=\"condition\">\(label(part.condition, parts.count))</p>\n"
          text += "\(blocks(part.nodes))</div>\n"
        }
      case .each(let list, let children):
        text += "<div class=\"branch\"><p class=\"condition\">For each of: \(MarkupText.text(list))</p>\n"
        text += "\(blocks(children))</div>\n"
      case .speaking(let language, let children):
        text += "<div lang=\"\(MarkupText.attribute(language))\">\n\(blocks(children))</div>\n"
      case .text(let words) where words.allSatisfy(\.isWhitespace): break
      case .text, .field, .lineBreak: text += "<p>\(inline(node))</p>\n"
      }
    }
    return text
  }

  private func block(_ name: String, _ children: [ReadingNode]) -> String {
    switch name {
    case "section", "div": return blocks(children)
    case "aside":
      return "<div class=\"branch\"><p class=\"condition\">At the edge of pages</p>\n\(blocks(children))</div>\n"
    case "table": return "<table>\n\(rows(children))</table>\n"
    case "figure": return "<p class=\"cause\">[Picture: \(inlines(children))]</p>\n"
    case "hr": return "<hr>\n"
    case "ul", "ol": return "<\(name)>\n\(items(children))</\(name)>\n"
    // The page has the only heading of level 1.
    case "h1", "h2", "h3", "h4", "h5": return Self.tag("h\((name.last?.wholeNumberValue ?? 1) + 1)", inlines(children))
    case "h6": return Self.tag("h6", inlines(children))
    default: return Self.tag("p", inlines(children))
    }
  }

  private static func tag(_ name: String, _ inside: String) -> String { "<\(name)>\(inside)</\(name)>\n" }

  private func items(_ nodes: [ReadingNode]) -> String {
    nodes.map { node in
      switch node {
      case .element("li", let children): return "<li>\(mixed(children))</li>\n"
      case .choice(let parts):
        return parts.map { part in
          "<li class=\"condition\">\(label(part.condition, parts.count))</li>\n\(items(part.nodes))"
        }.joined()
      case .each(let list, let children):
        return "<li class=\"condition\">For each of: \(MarkupText.text(list))</li>\n\(items(children))"
      default: return "<li>\(mixed([node]))</li>\n"
      }
    }.joined()
  }

  private func rows(_ nodes: [ReadingNode], condition: String? = nil) -> String {
    nodes.map { node -> String in
      switch node {
      case .element("tr", let cells):
        let own = condition.map { "<tr><td class=\"condition\" colspan=\"20\">\($0)</td></tr>\n" } ?? ""
        return own + "<tr>\(cells.map(cell).joined())</tr>\n"
      case .element("caption", let children): return "<tr><th colspan=\"20\">\(inlines(children))</th></tr>\n"
      case .element(_, let children): return rows(children, condition: condition)
      case .choice(let parts): return parts.map { rows($0.nodes, condition: label($0.condition, parts.count)) }.joined()
      case .each(let list, let children): return rows(children, condition: "For each of: \(MarkupText.text(list))")
      case .speaking(_, let children): return rows(children, condition: condition)
      case .text, .field, .lineBreak: return ""
      }
    }.joined()
  }

  private func cell(_ node: ReadingNode) -> String {
    if case .element(let name, let children) = node { return "<\(name)>\(mixed(children))</\(name)>" }
    return "<td>\(mixed([node]))</td>"
  }

  /// Text, or blocks, as cells and items hold them.
  private func mixed(_ nodes: [ReadingNode]) -> String { Self.haveBlocks(nodes) ? blocks(nodes) : inlines(nodes) }

  private static func haveBlocks(_ nodes: [ReadingNode]) -> Bool {
    nodes.contains { node in
      switch node {
      case .element(let name, _): !["strong", "em", "span", "a"].contains(name)
      case .choice(let parts): parts.contains { haveBlocks($0.nodes) }
      case .each(_, let children), .speaking(_, let children): haveBlocks(children)
      case .text, .field, .lineBreak: false
      }
    }
  }

  // MARK: Text

  private func inlines(_ nodes: [ReadingNode]) -> String { nodes.map(inline).joined() }

  private func inline(_ node: ReadingNode) -> String {
    switch node {
    case .text(let words): return MarkupText.text(words)
    case .field(let name): return "<span class=\"field\">\(MarkupText.text(name))</span>"
    case .speaking(let language, let children):
      return "<span lang=\"\(MarkupText.attribute(language))\">\(inlines(children))</span>"
    case .lineBreak: return "<br>"
    case .element(let name, let children):
      let tag = ["strong", "em"].contains(name) ? name : "span"
      return "<\(tag)>\(inlines(children))</\(tag)>"
    case .choice(let parts):
      let isShort = parts.allSatisfy { Self.isShort($0.nodes) }
      return parts.map { conditional(label($0.condition, parts.count), $0.nodes, isShort: isShort) }.joined(
        separator: " ")
    case .each(let list, let children):
      return conditional("For each of: " + MarkupText.text(list), children, isShort: Self.isShort(children))
    }
  }

  /// Words with their condition: a few of them in brackets, more of them beside a bar.
  private func conditional(_ label: String, _ nodes: [ReadingNode], isShort: Bool) -> String {
    isShort
      ? "<span class=\"condition\">[\(label):</span> \(inlines(nodes))<span class=\"condition\">]</span>"
      : "<span class=\"branch\"><span class=\"condition\">\(label)</span><br>\(inlines(nodes))</span>"
  }

  /// Whether some nodes are a few words without conditions.
  private static func isShort(_ nodes: [ReadingNode]) -> Bool {
    var count = 0
    for node in nodes {
      switch node {
      case .text(let words), .field(let words): count += words.count
      case .element, .lineBreak, .choice, .each, .speaking: return false
      }
    }
    return count < 40
  }

  /// The words above a part.
  private func label(_ condition: String, _ parts: Int) -> String {
    if condition.hasPrefix("otherwise, if ") {
      return "Otherwise, if " + MarkupText.text(Self.lowered(String(condition.dropFirst(14))))
    }
    if condition.hasPrefix("otherwise") { return "O" + MarkupText.text(String(condition.dropFirst())) }
    return (parts == 1 ? "Only if " : "If ") + MarkupText.text(Self.lowered(condition))
  }
}
