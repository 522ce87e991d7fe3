import DeterminationLetters
import FileSystem
import LetterTemplate

/// What the snapshot of a test and its letter have that the other does not.
package struct TestDifference: Sendable {
  /// A stretch of words that changed.
  package struct Hunk: Sendable {
    /// Some words before it.
    package let before: String
    /// The words of the snapshot.
    package let old: String
    /// The words of the letter.
    package let new: String
    /// Some words after it.
    package let after: String
    /// The line of the template that made the new words, or “before” and the line of the words after those that are gone.
    package let place: String?

    /// Whether another stretch is the same change of the same words of the template.
    package func isSameChange(as other: Hunk) -> Bool {
      old.isSame(as: other.old) && new.isSame(as: other.new) && place == other.place
    }
  }

  /// The test.
  package let test: TemplateTest
  /// What was compared.
  package let part: TemplateTest.Part
  /// Whether there is no snapshot yet.
  package let isNew: Bool
  /// The text of the letter, for the snapshot.
  package let text: String
  /// The stretches that changed; empty if there is no snapshot yet, or if only white space changed.
  package let hunks: [Hunk]

  /// Takes over the letter as the snapshot.
  package func accept() throws(Findings) { try AtomicFile.write(Array(text.utf8), to: test.snapshot(part)) }
}

extension TestLetter {
  /// The parts that differ from their snapshots.
  package func differences(_ test: TemplateTest, _ template: TemplateSet) throws(Findings) -> [TestDifference] {
    var found: [TestDifference] = []
    for (part, text) in parts {
      let bytes = try Files.contents(test.snapshot(part), limit: TemplateFiles.largestFile, isPlain: true)
      guard let bytes else {
        found.append(TestDifference(test: test, part: part, isNew: true, text: text, hunks: []))
        continue
      }
      // Git and editors of some systems write other ends of lines.
      let old = String(
        decoding: TemplateFiles.withPlainLineEnds(SourceText(name: "", bytes: bytes)).bytes, as: UTF8.self)
      guard !old.utf8.elementsEqual(text.utf8) else { continue }
      let hunks = part == .text ? wordHunks(old, text, template) : Self.lineHunks(old, text)
      found.append(TestDifference(test: test, part: part, isNew: false, text: text, hunks: hunks))
    }
    return found
  }

  private func wordHunks(_ old: String, _ new: String, _ template: TemplateSet) -> [TestDifference.Hunk] {
    let alignment = WordAlignment(new, words)
    let (oldWords, newWords) = (WordAlignment.words(of: old), alignment.words)
    return SequenceDifference(oldWords, newWords).hunks.map { hunk in
      let place = alignment.letterWord(from: hunk.new.lowerBound).flatMap { word in
        words[word].entries.first.map { entry in
          traced.linePlace(of: entry, wordsBefore: words.count(of: entry, before: word), in: template)
        }
      }
      // Words that are gone have no line any more.
      let isLast = hunk.new.lowerBound >= newWords.count
      let found = hunk.new.isEmpty ? place.map { (isLast ? "after " : "before ") + $0 } : place
      return Self.hunk(oldWords, newWords, hunk, " ", found)
    }
  }

  private static func lineHunks(_ old: String, _ new: String) -> [TestDifference.Hunk] {
    let oldLines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let newLines = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    return SequenceDifference(oldLines, newLines).hunks.map { hunk(oldLines, newLines, $0, "\n", nil) }
  }

  private static func hunk(
    _ old: [String], _ new: [String], _ hunk: SequenceDifference.Hunk, _ separator: String, _ place: String?
  ) -> TestDifference.Hunk {
    let around = separator == " " ? 6 : 1
    return TestDifference.Hunk(
      before: new[max(0, hunk.new.lowerBound - around)..<hunk.new.lowerBound].joined(separator: separator),
      old: old[hunk.old].joined(separator: separator), new: new[hunk.new].joined(separator: separator),
      after: new[hunk.new.upperBound..<min(new.count, hunk.new.upperBound + around)].joined(separator: separator),
      place: place)
  }
}
