import DeterminationLetters
import JSONText
import LetterTemplate
import Typesetting

/// The words on the pages of a letter, with what is behind each: for a program that shows the pages beside the template and the data.
package struct LetterMap: Sendable {
  /// What is behind a word, or behind a part of it.
  package struct Origin: Sendable, Hashable {
    /// The line of the template.
    package let template: SourceLine
    /// The data that it prints; empty for words of the template.
    package let printed: [LetterTrace.Datum]
    /// The conditions and lists that decided that it is there.
    package let reasons: [Reason]
  }

  /// A condition or a list, and the data that it asked for.
  package struct Reason: Sendable, Hashable {
    /// Its line of the template.
    package let template: SourceLine
    /// What it asked for.
    package let asked: [LetterTrace.Datum]
  }

  /// The pages.
  package let pages: TypesetLetter
  /// The words on the pages.
  package let words: [PlacedWord]
  /// What is behind words.
  package let origins: [Origin]
  /// For each word, indices of its origins. List markers and what is repeated on pages have none.
  package let originsOfWords: [[Int]]
}

extension LetterTrace {
  /// The pages of the letter, with what is behind each word.
  /// - Throws: the reasons why the letter cannot be set.
  package func map() throws(Findings) -> LetterMap {
    let pages = try typeset(leaving: renderer.pdfOptions.signatureField?.area)
    let placed = placedWords(in: pages)
    var origins: [LetterMap.Origin] = []
    var known: [LetterMap.Origin: Int] = [:]
    let ofWords = placed.map { _, match -> [Int] in
      guard let match else { return [] }
      return words[match].entries.map { entry in
        let origin = origin(of: entry, at: match)
        if let index = known[origin] { return index }
        known[origin] = origins.count
        origins.append(origin)
        return origins.count - 1
      }
    }
    return LetterMap(pages: pages, words: placed.map(\.word), origins: origins, originsOfWords: ofWords)
  }

  private func origin(of entry: Int, at word: Int) -> LetterMap.Origin {
    let (reads, reasons) = (traced.entries[entry].reads, traced.entries[entry].reasons)
    return LetterMap.Origin(
      template: traced.line(of: entry, wordsBefore: words.count(of: entry, before: word), in: renderer.template),
      printed: data(reads),
      reasons: reasons.map { reason in
        LetterMap.Reason(
          template: renderer.template.line(reason.source, reason.range.lowerBound), asked: data(reason.reads))
      })
  }
}
