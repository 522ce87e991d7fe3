import DeterminationLetters
import JSONText
import Rules
import TestSupport
import Testing

/// How texts are cut into words, and how the phrases of vocabularies are found in them.
@Suite("Phrases of vocabularies")
struct PhraseTests {
  private func vocabulary(_ phrases: String, name: String = "words") throws -> Vocabulary {
    let text = """
      {"name": "words", "version": "1", "source": "invented", "licence": "CC0", "phrases": \(phrases)}
      """
    return try Vocabulary(SourceText(name: "words.json", text: text), name: name)
  }

  private func read(_ text: String, _ phrases: String) throws -> (Prose, [String: Category]) {
    var builder = PhraseBookBuilder()
    let categories = try builder.add(vocabulary(phrases))
    var reader = ProseReader(builder.book())
    return (reader.read(JSONValue(.string(text), at: 0)), categories)
  }

  static let refusedPatterns: [(phrases: String, message: String)] = [
    (#"{"a": ["not"], "b": ["NOT"]}"#, "stands in a already"),
    (#"{"a": {"one": ["left"], "two": ["left"]}}"#, "stands in a “one” already"),
    (#"{"a": ["left|right", "left"]}"#, "have all phrases of this one"),
    (#"{"a": ["the? a?"]}"#, "all words of this pattern may be missing"),
    (#"{"a": ["left|"]}"#, "a word is missing"), (#"{"a": ["left\\"]}"#, "a word is missing"),
    (#"{"a": ["le?ft"]}"#, "inside a word"), (#"{"a": []}"#, "the list is empty"), (#"{"a": [5]}"#, "text"),
    (#"{"a": ["a|b|c|d|e|f|g a|b|c|d|e|f|g a|b|c|d|e|f|g a|b|c|d|e|f|g"]}"#, "more than 2000 phrases"),
  ]

  @Test("are refused, with their place, if one adds nothing or says two things", arguments: refusedPatterns.indices)
  func refuses(index: Int) throws {
    let (phrases, message) = Self.refusedPatterns[index]
    let error = #expect(throws: Findings.self) {
      var builder = PhraseBookBuilder()
      _ = try builder.add(vocabulary(phrases))
    }
    let findings = try #require(error)
    #expect(findings.all.contains { $0.message.contains(message) && $0.location != nil }, "\(findings)")
  }

  @Test("are all read, whatever is wrong with the ones before")
  func readsAllPatterns() throws {
    let error = #expect(throws: Findings.self) {
      try vocabulary(#"{"a": ["le?ft", "|x", "good", "y|", "the? a?", "b c\\"], "b": ["|z"]}"#)
    }
    let expected = [
      "inside a word", "word is missing", "word is missing", "may be missing", "word is missing", "word is missing",
    ]
    let found = try #require(error).all.map(\.message)
    #expect(found.count == expected.count && zip(found, expected).allSatisfy { $0.contains($1) }, "\(found)")
  }

  /// What ends a word, and whether it does so before another letter.
  static let ends: [(between: String, parts: Bool)] = [
    (" ", true), ("@", true), ("[", true), ("`", true), ("{", true), ("0", true), ("-", true), ("\u{7F}", true),
    ("–", true), ("'", false), ("é", false), ("’", false),
  ]

  @Test("are found whatever the length of the words beside them", arguments: ends.indices)
  func wordEnds(index: Int) throws {
    let (between, parts) = Self.ends[index]
    for length in 1...18 {
      let word = String("azAZbyBYmnwvqxjkop".prefix(length))
      for text in ["\(word)\(between)Left", "left\(between)\(word)", "\(word)\(between)left\(between)\(word)"] {
        let (prose, _) = try read(text, #"{"side": ["left"]}"#)
        #expect(prose.marks.count == (parts ? 1 : 0), "\(text)")
        let words = prose.tokens.filter { $0.kind == .word }.count
        #expect(words == (parts ? text.split(separator: between).count : 1), "\(text)")
      }
    }
  }

  @Test("must have the name of their file")
  func name() throws {
    #expect(throws: Findings.self) { try vocabulary(#"{"a": ["b"]}"#, name: "other") }
  }

  static let phrasesFound: [(text: String, phrases: String, marks: [String])] = [
    ("It is NOT only that.", #"{"no": ["not"], "except": ["not only"]}"#, ["except: NOT only"]),
    ("was non-certified", #"{"a": ["non-certified"], "b": ["certified"]}"#, ["a: non-certified"]),
    ("the date of injury ( DOI )", #"{"a": ["date|day of the? injury"]}"#, ["a: date of injury"]),
    ("a(n) brace", #"{"a": ["a ( n )"]}"#, ["a: a(n)"]), ("why??", #"{"a": ["\\? \\?"]}"#, ["a: ??"]),
    ("it isn’t so", #"{"a": ["isn’t"]}"#, ["a: isn’t"]), ("knee–brace", #"{"a": ["knee - brace"]}"#, ["a: knee–brace"]),
    ("médicamente", #"{"a": ["médicamente"]}"#, ["a: médicamente"]), ("notable", #"{"a": ["not"]}"#, []),
    ("left right left", #"{"a": {"l": ["left"], "r": ["right"]}}"#, ["a: left", "a: right", "a: left"]),
  ]

  @Test("are found in one pass: the longest counts, and none inside a longer one", arguments: phrasesFound.indices)
  func finds(index: Int) throws {
    let (text, phrases, expected) = Self.phrasesFound[index]
    let (prose, categories) = try read(text, phrases)
    let marks = try prose.marks.map { mark in
      let name = try #require(categories.first { $0.value == mark.category }?.key)
      let bytes = try #require(prose.bytes(of: mark.tokens))
      return name + ": " + String(decoding: Array(text.utf8)[bytes], as: UTF8.self)
    }
    #expect(marks == expected)
  }

  static let datesOfProse: [(text: String, iso: String?)] = [
    ("on 10-13-16.", "2016-10-13"), ("on 1/3/2017,", "2017-01-03"), ("(2016-10-13)", "2016-10-13"),
    ("October 13, 2016", "2016-10-13"), ("Oct. 13 2016", "2016-10-13"), ("13 October 2016", "2016-10-13"),
    ("October 3rd, 2016", "2016-10-03"), ("10.13.2016", "2016-10-13"), ("02/30/2016", "none"), ("13/45/2016", "none"),
    ("10/13/20166", "none"), ("December 9, 30166", "none"), ("00-19-16", "none"), ("12-14-216", "none"),
    ("call 1-800-555-0142", nil), ("10/325 mg", nil), ("30/11/2016", nil), ("version 1.2.3", nil), ("2-3-4-5", nil),
  ]

  @Test("know the dates of prose, and those that cannot be", arguments: datesOfProse.indices)
  func findsDates(index: Int) throws {
    let (text, iso) = Self.datesOfProse[index]
    let (prose, _) = try read(
      text,
      #"{"month": {"1": ["jan"], "2": ["feb"], "3": ["mar"], "4": ["apr"], "5": ["may"], "6": ["jun"], "7": ["jul"], "8": ["aug"], "9": ["sep"], "10": ["october|oct"], "11": ["nov"], "12": ["december"]}}"#
    )
    let found = prose.dates.map { date in
      date.day.map { "\($0.year)-\($0.month < 10 ? "0" : "")\($0.month)-\($0.day < 10 ? "0" : "")\($0.day)" } ?? "none"
    }
    #expect(found == [iso].compactMap(\.self), "\(text)")
  }

  @Test(
    "know where sentences end",
    arguments: [
      ("One. Two.", 2), ("By Dr. Roe. Then", 2), ("5mg.Then he", 2), ("at 2.5 mg. End", 2), ("p.r.n. use", 2),
      ("knee.The pain", 2),
    ])
  func sentences(text: String, count: Int) throws {
    let (prose, _) = try read(text, #"{"abbreviations": ["mr|dr"], "a": ["x"]}"#)
    let filled = (0..<prose.sentenceCount).count { !prose.sentence($0).isEmpty }
    #expect(filled == count)
  }
}
