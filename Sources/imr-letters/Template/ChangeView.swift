import DeterminationLetters
import Glibc
import LetterDocument
import TemplateTools

/// Shows what changed in letters: for people, for machines, and as a page.
struct ChangeView {
  let report: ChangeReport
  let showsValues: Bool
  private let usesColor = isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil

  init(report: ChangeReport, showsValues: Bool) { (self.report, self.showsValues) = (report, showsValues) }

  // MARK: Text

  var text: String {
    var lines = [headline]
    for group in report.groups {
      lines.append("")
      lines.append("\(counted(group.letters, "letter")): \(cause(group.example))")
      let words = stretches(group.example).map(text).joined(separator: " ")
      if !words.isEmpty { lines.append("  " + words) }
      lines.append("  first in \(group.location)")
    }
    let layout = layoutLines
    if !layout.isEmpty { lines += [""] + layout }
    for (code, refusal) in report.refusals.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "\(counted(refusal.cases, "case")) \(refusal.cases == 1 ? "has" : "have") no letter any more (\(code))")
    }
    return lines.map { PrintableText.escaped($0, keepsLines: true) }.joined(separator: "\n") + "\n"
  }

  /// What changed at all.
  private var headline: String {
    guard report.letters > 0 else { return "no letter was compared" }
    let compared = "(\(counted(report.letters, "letter")) compared)"
    if report.isEmpty { return "no letter changed \(compared)" }
    if report.changed == 0 { return "no word changed \(compared)" }
    return "\(counted(report.changed, "letter")) of \(report.letters) changed"
  }

  private var layoutLines: [String] {
    var lines: [String] = []
    if report.gainedPage > 0 { lines.append("\(counted(report.gainedPage, "letter")) gained a page") }
    if report.lostPage > 0 { lines.append("\(counted(report.lostPage, "letter")) lost a page") }
    if report.movedLines > 0 {
      lines.append(
        "\(counted(report.movedLines, "line")) moved to another page, in \(counted(report.lettersWithMovedLines, "letter"))"
      )
    }
    for (look, count, letters) in report.looks {
      let extent = look.kind.isOfLines ? "\(counted(count, "line")) of " : ""
      lines.append("\(words(look)), in \(extent)\(counted(letters, "letter"))")
    }
    return lines
  }

  private func words(_ look: LookChange) -> String {
    switch look.kind {
    case .sheet: "the sheet: \(look.old) became \(look.new)"
    case .face, .size: "\(look.old) became \(look.new)"
    case .colour: "the colour \(look.old) became \(look.new)"
    case .place: "words stand further left or right"
    case .space: "more or less space above"
    case .graphics: "other rules, backgrounds or pictures"
    }
  }

  /// What the change is, and where.
  private func cause(_ change: LetterChange) -> String {
    if !change.data.isEmpty { return "because of \(change.data.joined(separator: ", "))" }
    if change.old.isEmpty, change.new.isEmpty {
      return "elements: \(elements(change.oldElement)) became \(elements(change.newElement))"
    }
    let element = change.newElement ?? change.oldElement
    let margin = element.map { $0.text.hasPrefix("@") } == true ? word(element) : nil
    let places = [change.oldPlace, change.newPlace].compactMap(\.self)
    guard let first = places.first, let last = places.last else { return "in \(margin ?? "")" }
    let place = margin.map { ", in \($0)" } ?? ""
    if change.old.isEmpty { return "new at \(last)\(place)" }
    if change.new.isEmpty { return "gone from \(first)\(place)" }
    let what =
      change.oldElement == change.newElement
      ? place : ", \(word(change.oldElement) ?? "") became \(word(change.newElement) ?? "")"
    return (first == last ? first : "\(first) → \(last)") + what
  }

  private func word(_ word: LetterChange.Word?) -> String? { showsValues ? word?.text : word?.withoutValue }

  private func elements(_ element: LetterChange.Word?) -> String {
    let words = (word(element) ?? "").split(separator: " ").joined(separator: " ")
    return words.isEmpty ? "nothing" : words
  }

  /// A stretch of words that both versions have, or only one.
  private struct Stretch {
    enum Kind { case same, old, new }
    let kind: Kind
    let words: String
  }

  /// What is said of a change that shows no words: the way a value is printed, such as its currency, changed.
  private static let hidden = "(a value is printed in another way; --show-values shows it)"

  private func stretches(_ change: LetterChange) -> [Stretch] {
    let (old, new) = (change.old.compactMap(word), change.new.compactMap(word))
    var found: [Stretch] = []
    var position = 0
    func add(_ kind: Stretch.Kind, _ words: ArraySlice<String>) {
      var shown: [String] = []
      for word in words { if showsValues { shown.append(word) } else { LetterChange.add(word, to: &shown) } }
      if !shown.isEmpty { found.append(Stretch(kind: kind, words: shown.joined(separator: " "))) }
    }
    for hunk in SequenceDifference(old, new).hunks {
      add(.same, old[position..<hunk.old.lowerBound])
      add(.old, old[hunk.old])
      add(.new, new[hunk.new])
      position = hunk.old.upperBound
    }
    add(.same, old[position...])
    let isHidden = !change.old.isEmpty && change.data.isEmpty && found.allSatisfy { $0.kind == .same }
    return isHidden && change.oldElement == change.newElement
      ? found + [Stretch(kind: .same, words: Self.hidden)] : found
  }

  private func text(_ stretch: Stretch) -> String {
    switch stretch.kind {
    case .same: stretch.words
    case .old: "[-\(stretch.words)-]"
    case .new: "{+\(stretch.words)+}"
    }
  }

  // MARK: JSON

  /// One object for each group, and one for the summary.
  var json: String {
    var lines = report.groups.map { group in
      var line = JSONLine()
      line.add("event", "change")
      line.add("letters", group.letters)
      line.add("from", group.example.oldPlace)
      line.add("to", group.example.newPlace)
      if !group.example.data.isEmpty { line.add("data", group.example.data) }
      line.add("fromElement", word(group.example.oldElement))
      line.add("toElement", word(group.example.newElement))
      line.add("before", words(group.example.old))
      line.add("after", words(group.example.new))
      line.add("first", group.location)
      return line.text + "\n"
    }
    for (look, count, letters) in report.looks {
      var line = JSONLine()
      line.add("event", "look")
      line.add("what", look.kind.rawValue)
      if !look.old.isEmpty { line.add("from", look.old) }
      if !look.new.isEmpty { line.add("to", look.new) }
      if look.kind.isOfLines { line.add("lines", count) }
      line.add("letters", letters)
      lines.append(line.text + "\n")
    }
    for (code, refusal) in report.refusals.sorted(by: { $0.key < $1.key }) {
      var line = JSONLine()
      line.add("event", "refused")
      line.add("code", code)
      line.add("cases", refusal.cases)
      lines.append(line.text + "\n")
    }
    var line = JSONLine()
    line.add("event", "summary")
    line.add("letters", report.letters)
    line.add("changed", report.changed)
    line.add("gainedPage", report.gainedPage)
    line.add("lostPage", report.lostPage)
    line.add("movedLines", report.movedLines)
    line.add("otherLook", report.lettersWithOtherLook)
    return lines.joined() + line.text + "\n"
  }

  private func words(_ words: [LetterChange.Word]) -> String {
    words.compactMap(word).joined(separator: " ")
  }

  // MARK: HTML

  /// A page for whoever approves the change. It needs no other file.
  var html: String {
    var body = "<h1>What changes in \(counted(report.letters, "letter"))</h1>\n"
    body += "<p>\(headline).</p>\n"
    for group in report.groups {
      body +=
        "<section><h2>\(counted(group.letters, "letter"))</h2><p class=\"cause\">\(MarkupText.text(cause(group.example)))</p><p>"
      body += stretches(group.example).map { stretch in
        let words = MarkupText.text(stretch.words)
        switch stretch.kind {
        case .same: return words
        case .old: return "<del>\(words)</del>"
        case .new: return "<ins>\(words)</ins>"
        }
      }.joined(separator: " ")
      body += "</p><p class=\"cause\">First in \(MarkupText.text(group.location))</p></section>\n"
    }
    for line in layoutLines { body += "<p>\(MarkupText.text(line)).</p>\n" }
    for (code, refusal) in report.refusals.sorted(by: { $0.key < $1.key }) {
      body += "<p>\(counted(refusal.cases, "case")) without a letter: \(MarkupText.text(code)).</p>\n"
    }
    return HTMLText.page(title: "What changes in the letters", body: body)
  }
}
