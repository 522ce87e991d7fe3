/// Names of HTML (the HTML Living Standard) that templates do not have, so that messages can say so.
enum HTMLNames {
  /// All elements of HTML.
  static let elements = Set(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas caption center \
    cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame \
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta \
    meter nav nobr noframes noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search section \
    select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track \
    tt u ul var video wbr
    """.split(separator: " ").map(String.init))

  /// What to write in place of an attribute; nil for a name that HTML does not have.
  static func advice(onAttribute name: String) -> String? {
    if name.hasPrefix("on"), name.utf8.count > 4 { return "remove it: letters have no programs" }
    if name.hasPrefix("aria-") || name == "role" { return "remove it: the element says it" }
    if name.hasPrefix("data-") { return "remove it: letters have no programs" }
    return attributes[name]
  }

  private static let attributes: [String: String] = [
    "style": "give it a class, and write the rule in letter.css", "align": "use text-align in letter.css",
    "valign": "use vertical-align in letter.css", "border": "use border in letter.css",
    "cellpadding": "use padding in letter.css", "cellspacing": "use padding in letter.css",
    "bgcolor": "use background-color in letter.css", "color": "use color in letter.css",
    "width": "use width in letter.css", "height": "use width in letter.css; the height follows",
    "size": "use font-size in letter.css", "face": "use font-family in letter.css",
    "nowrap": "type no-break spaces, or make the column wider", "title": "write it as text, so that it is printed",
    "dir": "text runs from left to right", "target": "remove it", "rel": "remove it", "type": "use list-style-type",
    "value": "use start of ol", "name": "use id", "xmlns": "remove it", "charset": "remove it: files are UTF-8",
    "headers": "use scope", "summary": "use caption", "srcset": "use src", "loading": "remove it",
    "hidden": "remove it",
  ]
}
