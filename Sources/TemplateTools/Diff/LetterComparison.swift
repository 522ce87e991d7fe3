import JSONText
import LetterTemplate

/// What changed from one version of a letter to another.
package struct LetterChange: Sendable {
  /// A word, and what of it comes from the data.
  package struct Word: Sendable, Hashable {
    /// The word.
    package let text: String
    /// The word with the places of the data instead of their values, such as `(‹item.name›)`.
    package let withoutValue: String

    init(text: String, withoutValue: String) { (self.text, self.withoutValue) = (text, withoutValue) }

    /// The name of an element, which has no value.
    init(element: String) { (text, withoutValue) = (element, element) }
  }

  /// The lines of the template with the first words that changed, before and after; nil if there are no words.
  package let oldPlace, newPlace: String?
  /// The words, before and after.
  package let old, new: [Word]
  /// The element that they stand in, before and after. Without words, it is the elements that differ.
  package let oldElement, newElement: Word?
  /// The places of the data that differ and that the words depend on. Empty if the template changed.
  package let data: [String]

  /// The stretches of words that differ.
  package let hunks: [SequenceDifference.Hunk]

  /// Changes with the same cause have the same key: the words of the template that changed, at the same place.
  var key: [String] {
    let isElement = oldElement != newElement
    // The same change in each element of a list is one.
    var stretches: [[String]] = []
    for hunk in hunks {
      let stretch = Self.skeleton(old[hunk.old]) + ["→"] + Self.skeleton(new[hunk.new]) + ["|"]
      if !stretches.contains(stretch) { stretches.append(stretch) }
    }
    return [
      oldPlace ?? "", newPlace ?? "", isElement ? oldElement?.withoutValue ?? "" : "",
      isElement ? newElement?.withoutValue ?? "" : "",
    ]
      + data
      + (data.isEmpty ? stretches.flatMap(\.self) : [])
  }

  /// The words of the template, with one sign for each value.
  private static func skeleton(_ words: ArraySlice<Word>) -> [String] {
    var found: [String] = []
    for word in words {
      if word.withoutValue == word.text { found.append(word.text) } else { Self.add(word.withoutValue, to: &found) }
    }
    return found
  }

  /// Adds a word without values to others. A value of many words is one sign, also if a mark stands right before or after it.
  package static func add(_ word: String, to words: inout [String]) {
    guard word.hasPrefix("‹"), let end = word.firstIndex(of: "›"), let last = words.last, last.hasSuffix(word[...end])
    else {
      return words.append(word)
    }
    words[words.count - 1] += word[word.index(after: end)...]
  }
}

/// Compares two versions of a letter.
struct LetterComparison {
  let old: LetterVersion
  let new: LetterVersion

  /// What changed, in the order of the letter. If all words and their elements are the same, other elements count, such as lists.
  var changes: [LetterChange] {
    let changes = wordChanges
    if !changes.isEmpty { return changes }
    let hunks = SequenceDifference(old.structure, new.structure).hunks
    // Nearly all letters have the same elements. Only for others is it worth to look for values.
    guard !hunks.isEmpty else { return [] }
    let (before, after) = (old.elementsWithoutValues, new.elementsWithoutValues)
    func joined(_ elements: ArraySlice<LetterChange.Word>) -> LetterChange.Word {
      LetterChange.Word(
        text: elements.map(\.text).joined(separator: "; "),
        withoutValue: elements.map(\.withoutValue).joined(separator: "; "))
    }
    return hunks.map { hunk in
      LetterChange(
        oldPlace: nil, newPlace: nil, old: [], new: [], oldElement: joined(before[hunk.old]),
        newElement: joined(after[hunk.new]), data: [], hunks: [])
    }
  }

  /// The text and what pages repeat are compared apart, so that a change at the end of the text stays a change of its own.
  private var wordChanges: [LetterChange] {
    wordChanges(0..<old.firstInMargins, 0..<new.firstInMargins)
      + wordChanges(old.firstInMargins..<old.sentences.count, new.firstInMargins..<new.sentences.count)
  }

  private func wordChanges(_ oldRange: Range<Int>, _ newRange: Range<Int>) -> [LetterChange] {
    let hunks = SequenceDifference(Array(old.sentences[oldRange]), Array(new.sentences[newRange])).hunks
    return hunks.flatMap { hunk -> [LetterChange] in
      let (oldStart, newStart) = (oldRange.lowerBound + hunk.old.lowerBound, newRange.lowerBound + hunk.new.lowerBound)
      // As many sentences as before: each was reworded.
      guard hunk.old.count == hunk.new.count else {
        return [change(oldStart..<oldStart + hunk.old.count, newStart..<newStart + hunk.new.count)]
      }
      return hunk.old.indices.map { index in
        let offset = index - hunk.old.lowerBound
        return change(oldStart + offset..<oldStart + offset + 1, newStart + offset..<newStart + offset + 1)
      }
    }
  }

  /// The indices of the lines that both versions have, in order.
  var commonLines: [(old: Int, new: Int)] {
    var pairs: [(old: Int, new: Int)] = []
    var (oldIndex, newIndex) = (0, 0)
    func advance(to oldEnd: Int) {
      pairs += zip(oldIndex..<oldEnd, newIndex...).map { ($0, $1) }
    }
    for hunk in SequenceDifference(old.lines.map(\.digest), new.lines.map(\.digest)).hunks {
      advance(to: hunk.old.lowerBound)
      (oldIndex, newIndex) = (hunk.old.upperBound, hunk.new.upperBound)
    }
    advance(to: old.lines.count)
    return pairs
  }

  private func words(_ version: LetterVersion, _ sentences: Range<Int>) -> Range<Int> {
    guard let first = version.sentences[sentences].first, let last = version.sentences[sentences].last else {
      return 0..<0
    }
    return first.words.lowerBound..<last.words.upperBound
  }

  /// What changed from some sentences to others.
  private func change(_ oldSentences: Range<Int>, _ newSentences: Range<Int>) -> LetterChange {
    let (oldWords, newWords) = (words(old, oldSentences), words(new, newSentences))
    let isSameSet = old.renderer.templateFiles.contents == new.renderer.templateFiles.contents
    let (before, after) = (old.words(oldWords), new.words(newWords))
    let hunks = SequenceDifference(before.map(\.text), after.map(\.text)).hunks
    let first = hunks.first ?? SequenceDifference.Hunk(old: 0..<0, new: 0..<0)
    return LetterChange(
      oldPlace: old.place(of: oldWords, from: first.old.lowerBound),
      newPlace: new.place(of: newWords, from: first.new.lowerBound), old: before, new: after,
      oldElement: old.sentences[oldSentences].first.map { LetterChange.Word(element: $0.element) },
      newElement: new.sentences[newSentences].first.map { LetterChange.Word(element: $0.element) },
      data: isSameSet ? causes(oldWords, newWords) : [], hunks: hunks)
  }

  /// Whether two values differ by themselves. A list or an object around a value that differs is no cause of its own.
  private static func isCause(_ one: JSONValue?, _ other: JSONValue?) -> Bool {
    switch (one?.content, other?.content) {
    case (.array(let one), .array(let other)): one.count != other.count
    case (.object, .object): false
    case (.array, _), (.object, _), (_, .array), (_, .object): true
    default: one?.line != other?.line
    }
  }

  /// The places that some words depend on and whose values differ.
  private func causes(_ oldWords: Range<Int>, _ newWords: Range<Int>) -> [String] {
    var pointers: [String] = []
    for pointer in old.pointers(oldWords) + new.pointers(newWords) where !pointers.contains(pointer) {
      pointers.append(pointer)
    }
    var found: [String] = []
    for pointer in pointers {
      let (one, other) = (old.document.root.value(at: pointer), new.document.root.value(at: pointer))
      guard Self.isCause(one, other) else { continue }
      let pattern = JSONPointer.pattern(pointer)
      if !found.contains(pattern) { found.append(pattern) }
    }
    return found
  }
}

extension LetterVersion {
  /// The elements, each also without values of the case.
  fileprivate var elementsWithoutValues: [LetterChange.Word] {
    let forms = renderer.template.attributeForms
    return zip(structure, LetterOutline.structure(of: traced.letter, showing: forms.withoutValues)).map {
      LetterChange.Word(text: $0, withoutValue: $1)
    }
  }

  /// The line of the template of one of some words: the one at an index, or the last. Words of a margin box that the template does not have
  /// are in the stylesheet.
  fileprivate func place(of range: Range<Int>, from index: Int) -> String? {
    guard let last = range.last else { return nil }
    let first = min(range.lowerBound + index, last)
    if let entry = words[first].entries.first {
      return traced.linePlace(of: entry, wordsBefore: words.count(of: entry, before: first), in: renderer.template)
    }
    guard let box = words[first].box.map({ traced.letter.repeatedBoxes[$0] }), case .pieces = box.content,
      case .template(let source, let offset) = box.origin
    else { return nil }
    return renderer.template.linePlace(source, offset)
  }

  fileprivate func words(_ range: Range<Int>) -> [LetterChange.Word] {
    words[range].map { word in
      let pieces = word.pieces.map { piece in
        switch piece.source {
        case .sign: return piece.text
        case .unknown: return "‹…›"
        case .entry(let index):
          guard !traced.entries[index].isChosen, let read = traced.entries[index].reads.last else { return piece.text }
          return "‹\(JSONPointer.pattern(document.root.pointer(toValueAt: read.offset) ?? ""))›"
        }
      }
      return LetterChange.Word(text: word.text, withoutValue: pieces.joined())
    }
  }

  /// The pointers of the data behind some words.
  fileprivate func pointers(_ range: Range<Int>) -> [String] {
    var seen: Set<Int> = []
    return words[range].flatMap(\.entries).filter { seen.insert($0).inserted }.flatMap { index in
      let entry = traced.entries[index]
      return (entry.reads + entry.reasons.flatMap(\.reads)).compactMap { read in
        document.root.pointer(toValueAt: read.offset).map { base in
          base + read.missing.map { "/" + JSONPointer.escape($0) }.joined()
        }
      }
    }
  }
}
