import DeterminationLetters
import Diagnostics
import FileSystem
import LetterTemplate
import TemplateTools

/// What the page of the preview shows, as JSON.
struct PreviewState {
  let set: String
  let revision: Int
  let cases: [PreviewCase]
  let current: String
  let letter: PreviewLetter?
  let isStale: Bool
  let findings: Findings
  let sources: PreviewSources
  let caseText: SourceText?

  var json: String {
    var line = JSONLine()
    line.add("revision", revision)
    line.add("set", set)
    line.add("cases", jsons: cases.map { Self.pair("key", $0.key, "name", $0.name) })
    line.add("current", current)
    line.add("isStale", json: isStale ? "true" : "false")
    line.add("findings", jsons: findings.all.map(json))
    line.add("sources", jsons: sources.names.map { name in Self.pair("name", name, "text", sources.text(of: name)) })
    if let caseText {
      let text = String(decoding: caseText.bytes, as: UTF8.self)
      line.add("caseFile", json: Self.pair("name", Paths.name(of: current), "text", text))
    }
    if let letter { line.add("letter", json: json(of: letter)) }
    return line.text
  }

  private static func pair(_ firstKey: String, _ first: String, _ secondKey: String, _ second: String) -> String {
    var line = JSONLine()
    line.add(firstKey, first)
    line.add(secondKey, second)
    return line.text
  }

  private func json(of letter: PreviewLetter) -> String {
    var line = JSONLine()
    line.add("title", letter.letter.title)
    line.add("fonts", letter.map.pages.faces.map(PageDrawing.name(of:)))
    let pages = zip(letter.map.pages.pages, letter.pages).map { page, svg in
      var line = JSONLine()
      line.add("width", Int(page.width.rounded()))
      line.add("svg", svg)
      return line.text
    }
    line.add("pages", jsons: pages)
    line.add("words", jsons: letter.map.originsOfWords.map { JSONLine.array($0.map(String.init)) })
    line.add("origins", jsons: letter.map.origins.map { json($0, of: letter.renderer) })
    return line.text
  }

  private func json(_ origin: LetterMap.Origin, of renderer: LetterRenderer) -> String {
    var line = JSONLine()
    if let place = place(origin.template, of: renderer) {
      line.add("source", place.source)
      line.add("line", place.line)
    }
    line.add("prints", jsons: origin.printed.map(json))
    line.add("because", jsons: origin.reasons.compactMap { json($0, of: renderer) })
    return line.text
  }

  private func json(_ reason: LetterMap.Reason, of renderer: LetterRenderer) -> String? {
    guard let place = place(reason.template, of: renderer) else { return nil }
    var line = JSONLine()
    line.add("source", place.source)
    line.add("line", place.line)
    line.add("asks", jsons: reason.asked.map(json))
    return line.text
  }

  /// A line of the template among the files that are shown.
  private func place(_ line: SourceLine, of renderer: LetterRenderer) -> (source: Int, line: Int)? {
    guard let source = renderer.template.sources[safe: line.source], let index = sources.index(of: source.name) else {
      return nil
    }
    return (index, line.line)
  }

  private func json(_ datum: LetterTrace.Datum) -> String {
    var line = JSONLine()
    line.add("pointer", datum.pointer)
    line.add("line", datum.location.line)
    return line.text
  }

  private func json(_ finding: Finding) -> String {
    var line = JSONLine()
    line.add("severity", finding.severity.rawValue)
    line.add("code", finding.code.id)
    line.add("message", finding.message)
    line.add("fix", finding.fix)
    line.add("pointer", finding.wholePointer ?? finding.pointer)
    if let location = finding.location {
      line.add("line", location.line)
      line.add("column", location.column)
      if location.file == caseText?.name {
        line.add("place", "caseFile")
      } else {
        line.add("place", location.file)
        line.add("source", sources.index(of: location.file))
      }
    }
    if let excerpt = finding.excerpt {
      line.add("excerpt", excerpt.line)
      line.add("caret", excerpt.caret)
      line.add("length", excerpt.length)
    }
    return line.text
  }
}

extension Array {
  /// The element at an index; nil if there is none.
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
