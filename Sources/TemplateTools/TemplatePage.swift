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
  fileprivate static func lowered(_ words: String) -> String {
    let isAbbreviation = words.dropFirst().first?.isUppercase ?? false
    return isAbbreviation ? words : words.prefix(1).lowercased() + words.dropFirst()
  }

  // MARK: Blocks

  private func blocks(_ nodes: [ReadingNode]) -> String {
    var text = ""
    for node in nodes {
      switch node {
      case .element(let name, let children): text += block(name, children)
      case .cell(_, _, _, let children): text += Self.tag("p", inlines(children))
      case .choice(let parts):
        for part in parts {
          text += "<div class=\"branch\"><p class=\"condition\" lang=\"en\">\(label(part.condition, parts.count))</p>\n"
          text += "\(part.nodes.isEmpty ? Self.tag("p", Self.nothing) : blocks(part.nodes))</div>\n"
        }
      case .each(let list, let children):
        text += "<div class=\"branch\"><p class=\"condition\" lang=\"en\">For each of: \(MarkupText.text(list))</p>\n"
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
      return
        "<div class=\"branch\"><p class=\"condition\" lang=\"en\">At the edge of pages</p>\n\(blocks(children))</div>\n"
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

  // MARK: Lists and tables

  /// A row of a table or an item of a list.
  private struct Entry {
    /// When it is there, from the outside to the inside; empty if it is in every letter.
    let conditions: [String]
    let html: String

    /// The conditions in words.
    var label: String {
      conditions.dropFirst().reduce(conditions.first ?? "") { $0 + "; within that: " + TemplatePage.lowered($1) }
    }
  }

  /// The rows or items of some nodes. HTML allows no conditions between them, so each has its own.
  private func entries(
    _ nodes: [ReadingNode], _ conditions: [String] = [], _ html: (ReadingNode) -> String?
  ) -> [Entry] {
    nodes.flatMap { node -> [Entry] in
      if let html = html(node) { return [Entry(conditions: conditions, html: html)] }
      switch node {
      case .choice(let parts):
        return parts.flatMap { part -> [Entry] in
          let inner = conditions + [label(part.condition, parts.count)]
          if part.nodes.isEmpty, let nothing = html(.element("nothing", [])) {
            return [Entry(conditions: inner, html: nothing)]
          }
          return entries(part.nodes, inner, html)
        }
      case .each(let list, let children):
        return entries(children, conditions + ["For each of: " + MarkupText.text(list)], html)
      case .element(_, let children), .cell(_, _, _, let children), .speaking(_, let children):
        return entries(children, conditions, html)
      case .text, .field, .lineBreak: return []
      }
    }
  }

  private func items(_ nodes: [ReadingNode]) -> String {
    let items = entries(nodes) { node in
      switch node {
      case .element("li", let children): mixed(children)
      case .element("nothing", _): Self.nothing
      case .text(let words): words.allSatisfy(\.isWhitespace) ? nil : inline(node)
      case .field, .lineBreak, .element, .cell: mixed([node])
      case .choice, .each, .speaking: nil
      }
    }
    return items.map { item in
      guard !item.conditions.isEmpty else { return "<li>\(item.html)</li>\n" }
      return "<li class=\"branch\"><span class=\"condition\" lang=\"en\">\(item.label)</span><br>\(item.html)</li>\n"
    }.joined()
  }

  private func rows(_ nodes: [ReadingNode]) -> String {
    let rows = entries(nodes) { node in
      switch node {
      case .element("tr", let cells): cells.map(cell).joined()
      case .element("caption", let children): "<th colspan=\"20\">\(inlines(children))</th>"
      case .element("nothing", _): "<td colspan=\"20\">\(Self.nothing)</td>"
      default: nil
      }
    }
    var text = ""
    var above: [String] = []
    for row in rows {
      if !row.conditions.isEmpty, row.conditions != above {
        text +=
          "<tr class=\"conditional\"><td class=\"condition\" lang=\"en\" colspan=\"20\">\(row.label)</td></tr>\n"
      }
      above = row.conditions
      text += (row.conditions.isEmpty ? "<tr>" : "<tr class=\"conditional\">") + row.html + "</tr>\n"
    }
    return text
  }

  /// What stands for a part without words.
  private static let nothing = "<span class=\"cause\" lang=\"en\">(nothing)</span>"

  private func cell(_ node: ReadingNode) -> String {
    guard case .cell(let isHeader, let columns, let rows, let children) = node else {
      return "<td>\(mixed([node]))</td>"
    }
    let name = isHeader ? "th" : "td"
    let spans = (columns > 1 ? " colspan=\"\(columns)\"" : "") + (rows > 1 ? " rowspan=\"\(rows)\"" : "")
    return "<\(name)\(spans)>\(mixed(children))</\(name)>"
  }

  /// Text, or blocks, as cells and items hold them.
  private func mixed(_ nodes: [ReadingNode]) -> String { Self.haveBlocks(nodes) ? blocks(nodes) : inlines(nodes) }

  private static func haveBlocks(_ nodes: [ReadingNode]) -> Bool {
    nodes.contains { node in
      switch node {
      case .element(let name, _): !["strong", "em", "span", "a"].contains(name)
      case .cell: true
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
    case .cell(_, _, _, let children): return "<span>\(inlines(children))</span>"
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
    let words = nodes.isEmpty ? Self.nothing : inlines(nodes)
    return isShort
      ? "<span class=\"condition\" lang=\"en\">[\(label):</span> \(words)<span class=\"condition\">]</span>"
      : "<span class=\"branch\"><span class=\"condition\" lang=\"en\">\(label)</span><br>\(words)</span>"
  }

  /// Whether some nodes are a few words without conditions.
  private static func isShort(_ nodes: [ReadingNode]) -> Bool {
    var count = 0
    for node in nodes {
      switch node {
      case .text(let words), .field(let words): count += words.count
      case .element, .cell, .lineBreak, .choice, .each, .speaking: return false
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
