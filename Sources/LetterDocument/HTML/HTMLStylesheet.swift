/// The styles that a page of HTML uses. Each is a class, named in the order of first use.
struct HTMLStylesheet {
  private struct Use: Hashable {
    var style: StyleID
    var role: HTMLStyle.Role
  }

  private let letter: Letter
  private let base, measure: Double
  private var names: [Use: String] = [:]
  private var classes: [HTMLStyle: String] = [:]
  private var styles: [(name: String, style: HTMLStyle)] = []

  init(_ letter: Letter) {
    self.letter = letter
    base = letter.sizeOfMostText
    measure = max(letter.page.width - letter.page.margin.left - letter.page.margin.right, 1)
  }

  /// The class of a style.
  mutating func name(of id: StyleID, _ role: HTMLStyle.Role) -> String {
    let use = Use(style: id, role: role)
    if let name = names[use] { return name }
    let style = HTMLStyle(letter[id], role, base: base, measure: measure)
    let name = classes[style] ?? "s\(styles.count + 1)"
    if classes.updateValue(name, forKey: style) == nil { styles.append((name, style)) }
    names[use] = name
    return name
  }

  /// The stylesheet.
  var text: String {
    """
    :root{color-scheme:light dark}
    *{margin:0;padding:0;box-sizing:border-box}
    body{line-height:1.5;overflow-wrap:break-word;padding:1rem 0}
    header,main,footer{max-width:\(MarkupText.number(measure / base + 2))rem;margin:0 auto;padding:0 1rem}
    h1,h2,h3,h4,h5,h6,p,li,caption,th,td{white-space:pre-wrap}
    ul,ol,table,section,div{white-space:normal}
    table{border-collapse:collapse;table-layout:fixed;max-width:100%}
    a{color:inherit}
    hr{border:0}
    img{max-width:100%;height:auto;display:block;background:#fff}
    .wide{overflow-x:auto}
    \(rules(of: \.common))@media print,(prefers-color-scheme:light) and (prefers-contrast:no-preference){
    \(rules(of: \.colors))}
    @media not print{
    @media (max-width:40rem){
    table{table-layout:auto}
    col{width:auto!important}
    th,td{overflow-wrap:anywhere}
    .wide th,.wide td{overflow-wrap:normal}
    }
    }
    @media print{
    @page{size:\(paper);margin:\(margins)}
    html{font-size:\(MarkupText.number(base))pt}
    body,header,main,footer{max-width:none;padding:0}
    .wide{overflow:visible}
    \(rules(of: \.print))}

    """
  }

  private func rules(of part: KeyPath<HTMLStyle, [String]>) -> String {
    styles.map { name, style in
      let declarations = style[keyPath: part]
      return declarations.isEmpty ? "" : ".\(name){\(declarations.joined(separator: ";"))}\n"
    }.joined()
  }

  private var paper: String { "\(MarkupText.number(letter.page.width))pt \(MarkupText.number(letter.page.height))pt" }

  private var margins: String {
    let margin = letter.page.margin
    return [margin.top, margin.right, margin.bottom, margin.left].map { MarkupText.number($0) + "pt" }.joined(
      separator: " ")
  }
}

extension Letter {
  /// The size of text that most characters have, in points.
  fileprivate var sizeOfMostText: Double {
    var counts: [Double: Int] = [:]
    for block in blocks { count(block, &counts) }
    // Of two sizes with as much text, the larger one: the result must not depend on the order of a dictionary.
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 12
  }

  private func count(_ block: Block, _ counts: inout [Double: Int]) {
    switch block {
    case .section(let container), .division(let container): for block in container.blocks { count(block, &counts) }
    case .heading(_, let paragraph), .paragraph(let paragraph):
      count(.inlines(paragraph.inlines), paragraph.style, &counts)
    case .list(let list): for item in list.items { count(item.content, item.style, &counts) }
    case .table(let table):
      for cell in table.rows.flatMap(\.cells) {
        count(cell.blocks.map { .blocks($0) } ?? .inlines(cell.content.inlines), cell.content.style, &counts)
      }
    case .image, .rule: break
    case .marked(_, let block): count(block, &counts)
    }
  }

  private func count(_ content: Content, _ style: StyleID, _ counts: inout [Double: Int]) {
    switch content {
    case .inlines(let inlines): counts[self[style].fontSize, default: 0] += inlines.plainText.utf8.count
    case .blocks(let blocks): for block in blocks { count(block, &counts) }
    }
  }
}
