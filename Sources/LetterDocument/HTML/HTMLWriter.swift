/// Writes a letter as one file of HTML that needs no other file: for a browser on a phone, on a large screen or with a screen reader.
///
/// The words, their order and the elements are those of the letter. The look is that of the letter's stylesheet as far as it suits a screen:
/// lengths follow the size of text that the reader has chosen, and lines follow the window. What is repeated on pages stands once, unless it
/// has the number of a page. There are no scripts and no requests.
package struct HTMLWriter: Sendable {
  /// Makes a writer.
  package init() {}

  /// The letter as HTML in UTF-8.
  package func write(_ letter: Letter) -> [UInt8] {
    var body = HTMLBody(letter)
    let (header, footer) = letter.repeatedElements
    var content = ""
    if !header.isEmpty { content += "<header>\n\(body.blocks(header))</header>\n" }
    let main = letter.firstPageElements.flatMap(\.element.blocks) + letter.blocks
    content += "<main>\n\(body.blocks(main))</main>\n"
    if !footer.isEmpty { content += "<footer>\n\(body.blocks(footer))</footer>\n" }
    return Array(
      """
      <!DOCTYPE html>
      <html lang="\(MarkupText.attribute(letter.language))">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="author" content="\(MarkupText.attribute(letter.issuer))">
      <title>\(MarkupText.text(letter.title))</title>
      <style>
      \(body.stylesheet.text)</style>
      </head>
      <body>
      \(content)</body>
      </html>

      """.utf8)
  }
}

extension Letter {
  /// The running elements that are no part of the text and have no number of a page: those above the text and those below it.
  fileprivate var repeatedElements: (header: [Block], footer: [Block]) {
    var (header, footer): ([Block], [Block]) = ([], [])
    let first = Set(firstPageElements.map(\.element.name))
    for element in runningElements where !first.contains(element.name) && !element.blocks.contains(where: \.hasCounter)
    {
      guard let box = page.boxes.first(where: { $0.content == .element(element.name) }) else { continue }
      if box.position.isTop { header += element.blocks } else { footer += element.blocks }
    }
    return (header, footer)
  }
}
