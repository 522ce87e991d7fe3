import DeterminationLetters
import Foundation
import JSONText
import ReviewRules
import Rules
import TestSupport
import Testing

/// Slips and correct sentences that are written into a sound case.
@Suite("Rules that read texts")
struct TextDefectTests {
  private typealias Sound = SeededDefectTests

  /// The codes of the findings after the sentence was written into the summary.
  private func codes(inSummary sentence: String) throws -> [FindingCode] {
    let encoded = String(decoding: try JSONEncoder().encode(sentence), as: UTF8.self).dropFirst().dropLast()
    let text = Sound.sound.replacing("She fell on", with: encoded + " She fell on", maxReplacements: 1)
    return try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all.map(\.code)
  }

  static let slips: [(sentence: String, code: FindingCode)] = [
    // Words that stand twice.
    ("The pain was was mild.", .repetition), ("There is no no pain.", .repetition),
    ("The The pain is mild.", .repetition),
    ("The pain of the of the knee is mild.", .repetition),
    ("She took on day 5 on day 5 of rest a pill.", .repetition),
    ("The Ärzte agree with Ärzte agree with it.", .repetition),
    ("She was seen for weaning and tapering for weaning and tapering.", .repetition),
    ("The pain in the knee is mild. The pain in the knee is mild.", .repetition),
    // Blanks and what programs leave.
    ("Surgery was on {0}.", .unfilledSlot), ("The drug was <drug name>.", .unfilledSlot),
    ("Surgery was on __/__/2016.", .unfilledSlot), ("Surgery was on 12/__/2016.", .unfilledSlot),
    ("She has [DOB] as noted.", .unfilledSlot), ("She saw [Object object] then.", .unfilledSlot),
    ("Surgery was xxxx then.", .unfilledSlot),
    ("Surgery was on #REF! then.", .leftover), ("The pain is ##### now.", .leftover),
    ("The pain is null now.", .leftover),
    ("Surgery was on N/A then.", .leftover), ("Surgery was on ( ) then.", .leftover),
    ("She saw %NAME% then.", .leftover),
    ("FIXME the pain is mild.", .leftover), ("It cost $AMOUNT$ then.", .leftover),
    // Markdown.
    ("There is **no** pain.", .markupInText), ("The `plan` is mild.", .markupInText),
    ("See [the plan](https://a.example/b).", .markupInText),
    // Damage.
    ("The pain w\u{430}s mild.", .damagedText), ("A de\u{FB01}nite pain is felt.", .damagedText),
    ("The pain is 1O out of 10.", .damagedText), ("The pain is l0 of 10.", .damagedText),
    ("The worker IW) is well.", .damagedText), ("She said \"it hurts. Then it stopped.", .damagedText),
    ("She said “it hurts. Then it stopped.", .damagedText), ("She said it hurts.” Then it stopped.", .damagedText),
    ("She had her sur- gery then.", .damagedText),
    ("The pain is mild,. It is felt.", .spacing),
    // Ages.
    ("This 45-year-old worker is well.", .ageContradicts), ("The 140 year old patient is well.", .ageContradicts),
    // Days.
    ("A visit was on 01/01/1900.", .impossibleDate), ("A visit was on 12-12-0216.", .impossibleDate),
    ("A visit was on 12/22/18.", .impossibleDate),
    // Persons.
    ("Write to a.person@mail.example about it.", .identity),
    // Words.
    ("It is necesary to rest.", .misspelt), ("She has carpel tunnel syndrome.", .misspelt),
    ("The nerve condition studies are normal.", .misspelt), ("It was seen in Januray.", .misspelt),
    ("The request is nor medically necessary, it was said.", .misspelt),
  ]

  @Test("find each slip", arguments: slips.indices)
  func findsSlip(index: Int) throws {
    let (sentence, code) = Self.slips[index]
    let found = try codes(inSummary: sentence)
    #expect(found.contains(code), "\(sentence): found \(found)")
  }

  @Test(
    "leave correct sentences alone",
    arguments: [
      "She said that that was all she had had.", "The pain grew step by step by step.",
      "A drug that is not mild is not mild.",
      "She lives in Walla Walla.", "The follow-up up to now was good.", "She took 10 mg 10 mg apart.",
      "Section 9792.23.5 applies, as do 8 CCR 9792.10.6 and 9792.6.1.", "She was born (DOB noted) long ago.",
      "She said (a) it hurts and b) it burns; iii) it itches.", "She is 5'10\" tall and uses a 12\" strap.",
      "“It hurts,” she said, and \"it burns.\"", "A mean of 3 < 5 and 7 > 2 is noted.",
      "Pre- and postoperative pain was mild.",
      "The levels L4 and L5, O2 and 10 O'clock are noted.", "Her 5 year old son is well.",
      "The 3 year old injury of her toe healed.", "The left elbow was normal.", "The right ankle moves freely.",
      "The α-blocker and 5 μg are noted.",
      "She rated it 7/10 (VAS); 50% of days.", "A see-saw 3*4*5 grid was used.",
    ])
  func leavesAlone(sentence: String) throws {
    let found = try codes(inSummary: sentence)
    #expect(found == [], "\(sentence)")
  }

  /// Closings of the first rationale, whose item is upheld, and whether they speak for the treatment.
  static let closings: [(sentence: String, isGranted: Bool)] = [
    ("The MRI isn’t medically necessary.", false), ("The MRI isn't medically necessary.", false),
    ("The MRI can’t be considered medically necessary.", false), ("It couldn’t be called medically necessary.", false),
    ("The request is not, at this time, medically necessary.", false),
    ("The request is not, therefore, medically necessary.", false), ("The MRI is not yet medically necessary.", false),
    ("The denial of the MRI was appropriate.", false), ("The decision to deny the MRI is reasonable.", false),
    ("The request does not meet guideline criteria.", false), ("Medical necessity cannot be affirmed.", false),
    ("I disagree with the denial.", true), ("The denial was wrong.", true), ("The denial was in error.", true),
    ("The denial was not appropriate.", true), ("The denial of the MRI was not appropriate.", true),
    ("The MRI is not contraindicated and is medically necessary.", true),
    ("I recommend overturning the decision.", true), ("The request is, therefore, medically necessary.", true),
  ]

  @Test("read conclusions of many wordings as what they say, with either decision", arguments: closings.indices)
  func conclusions(index: Int) throws {
    let (sentence, isGranted) = Self.closings[index]
    let item = "left knee\",\n      \"decision\": \"upheld\""
    for isOverturned in [false, true] {
      let text = Sound.sound
        .replacing("Therefore, the request is not medically necessary.", with: sentence, maxReplacements: 1)
        .replacing(item, with: isOverturned ? item.replacing("upheld", with: "overturned") : item, maxReplacements: 1)
      let found = try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all
      let contradicts = found.contains {
        $0.code == .conclusionContradicts && $0.pointer == "/disputedItems/0/rationale/1"
      }
      #expect(contradicts == (isOverturned != isGranted), "\(sentence) with \(isOverturned ? "overturned" : "upheld")")
    }
  }

  static let titles: [(title: String, isRight: Bool)] = [
    ("MRI of the left knee", true), ("MRI of the left knee: Overturned", false),
    ("Upheld - MRI of the left knee", false),
    ("MRI of the left knee:", false), ("-", false), ("Item 1", false), ("MRI of the left knee (3.0 T)", true),
  ]

  @Test("find titles that are no titles", arguments: titles.indices)
  func title(index: Int) throws {
    let (title, isRight) = Self.titles[index]
    let text = Sound.sound.replacing("\"MRI of the left knee\"", with: "\"\(title)\"", maxReplacements: 1)
    let found = try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all
    #expect(found.contains { $0.code == .leftover } != isRight, "\(title)")
  }

  @Test("find a paragraph or a state that stands twice in its list")
  func twice() throws {
    let films = "\"Films of the left knee were normal as was said.\", "
    let paragraphs = Sound.sound.replacing("\"Films of the left knee were normal.\", ", with: films + films)
    let states = Sound.sound.replacing("\"New York\"", with: "\"New York\", \"New York\"")
    for (text, pointer) in [(paragraphs, "/disputedItems/0/rationale/1"), (states, "/reviewer/licensure/2")] {
      let found = try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all
      #expect(found.map(\.code) == [.repetition] && found.first?.pointer == pointer, "\(found)")
    }
  }

  @Test(
    "take twice the time for twice the text, whatever it is made of",
    arguments: [
      "[", "(", "<", "a\n", "she ", "he his ", "left right ", "left knee ", "5 mg ", "6 visits authorized, 2 left ",
      "XX/X/", "1/", "It is not medically necessary. ",
    ])
  func areLinear(words: String) throws {
    func seconds(_ count: Int) throws -> Double {
      let text = String(repeating: words, count: count / words.utf8.count)
      let encoded = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
      let json = Sound.sound.replacing("\"Films of the left knee were normal.\"", with: encoded)
        .replacing("MRI of the left knee", with: "Tramadol 50 mg #60, 6 visits, left knee")
      let renderer = try Renderers.renderer("imr-2016")
      return WorkTime.measure { renderer.check(SourceText(name: "case.json", text: json)) }.seconds
    }
    let (small, large) = (try seconds(60_000), try seconds(240_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the text")
  }

  @Test("take twice the time for twice the entries of a list")
  func areLinearInEntries() throws {
    func seconds(_ count: Int) throws -> Double {
      let entries = (0..<count).map { "\"State \($0)\"" }.joined(separator: ", ")
      let json = Sound.sound.replacing(
        "\"licensure\": [\"California\", \"New York\"]", with: "\"licensure\": [\(entries)]")
      #expect(json != Sound.sound)
      let renderer = try Renderers.renderer("imr-2016")
      return WorkTime.measure { renderer.check(SourceText(name: "case.json", text: json)) }.seconds
    }
    let (small, large) = (try seconds(5_000), try seconds(20_000))
    #expect(large < 9 * small + 0.5, "\(small) s, then \(large) s for four times the entries")
  }

  @Test("read a no-break space after a full stop as the end of a sentence")
  func noBreakSpace() throws {
    let text = Sound.sound.replacing("supported. As such", with: "supported.\u{A0} As such")
    #expect(text != Sound.sound)
    #expect(try Renderers.renderer("imr-2016").check(SourceText(name: "case.json", text: text)).all.isEmpty)
  }
}
