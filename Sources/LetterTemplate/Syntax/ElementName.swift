/// All elements of templates, with the names that they have in HTML.
enum ElementName: String, CaseIterable, Sendable {
  case title, body, section, div, h1, h2, h3, h4, h5, h6, p, ul, ol, li
  case table, caption, thead, tbody, tr, th, td, img, hr, strong, em, span, a, br

  /// Elements without content and without an end tag.
  var isVoid: Bool { self == .br || self == .img || self == .hr }

  /// Elements that hold words, and no paragraphs.
  var isParagraph: Bool { self == .p || headingLevel != nil || self == .caption }

  var isCell: Bool { self == .th || self == .td }

  /// The level of a heading.
  var headingLevel: Int? {
    switch self {
    case .h1: 1
    case .h2: 2
    case .h3: 3
    case .h4: 4
    case .h5: 5
    case .h6: 6
    default: nil
    }
  }

  /// The attributes that the element may have.
  var attributes: Set<String> {
    let common: Set = ["class", "lang", "id"]
    return switch self {
    case .title, .br: []
    case .body: ["class"]
    case .ol: common.union(["start"])
    case .th: common.union(["scope", "colspan", "rowspan"])
    case .td: common.union(["colspan", "rowspan"])
    case .img: common.union(["src", "alt"])
    case .a: common.union(["href"])
    case .hr: ["class"]
    default: common
    }
  }

  /// The attributes that may hold values.
  var attributesWithValues: Set<String> {
    switch self {
    case .img: ["alt"]
    case .a: ["href"]
    default: []
    }
  }

  /// What to write in place of other elements of HTML.
  static let replacements: [String: String] = [
    "html": "leave it out: a letter has only title and body, and the manifest has the language",
    "head": "leave it out: <title> stands before <body>",
    "link": "leave it out: letter.css is always used, and @import adds other files",
    "meta": "leave it out", "style": "write the rules in letter.css", "script": "templates have no programs",
    "header": "use div; position: running(name) puts it into the margin of the pages",
    "footer": "use div; position: running(name) puts it into the margin of the pages", "main": "use div",
    "article": "use section", "aside": "use div", "nav": "use div", "address": "use p or div",
    "blockquote": "use div with a margin", "b": "use strong", "i": "use em", "u": "use span with text-decoration",
    "font": "use span with a class", "center": "use text-align", "small": "use span with a class",
    "dl": "use a table or a list", "dt": "use th", "dd": "use td", "sup": "type the character, such as ²",
    "sub": "type the character, such as ₂", "form": "letters have no forms", "input": "letters have no forms",
    "button": "letters have no forms", "select": "letters have no forms", "textarea": "letters have no forms",
    "s": "leave the words out", "strike": "leave the words out", "del": "leave the words out",
    "ins": "use strong or span",
    "mark": "use span with a class", "code": "use span with a class", "q": "type the quotation marks",
    "cite": "use em", "abbr": "write it out", "time": "write the date", "iframe": "leave it out",
    "svg": "use img with a PNG file",
    "video": "leave it out", "audio": "leave it out", "picture": "use img", "details": "use section",
    "summary": "use strong", "tfoot": "use a row of tbody", "colgroup": "give widths to cells",
    "col": "give widths to cells", "figure": "use img", "label": "use strong", "pre": "white space of values is kept",
  ]
}
