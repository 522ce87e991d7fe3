import TestSupport
import Testing

/// Rules that read prose, with parameters and a vocabulary of the set.
@Suite("Rules with a vocabulary")
struct ProseRuleTests {
  private static let conclusion =
    #"{"rule": "conclusion", "outcome": "priority", "granted": ["expedited"], "refused": ["standard"], "text": ["colours[]"], "terms": "colours"}"#
  private static let terms = #""necessary": ["needed"], "negation": ["not"]"#

  static let refusedProse: [(rule: String, phrases: String, message: String)] = [
    (conclusion, #""necessary": ["needed"]"#, "has no category “negation”"),
    (conclusion, terms + #", "negatoin": ["never"]"#, "no rule looks for the category “negatoin”"),
    (conclusion.replacing("expedited", with: "urgent"), terms, "“priority” is never this"),
    (conclusion.replacing(#", "terms": "colours""#, with: ""), terms, "needs “terms”"),
    (conclusion.replacing("\"rule\"", with: "\"severity\": \"error\", \"rule\""), terms, "takes “warning” or “note”"),
    (
      #"{"rule": "sides", "each": "lines[]", "title": ["code"], "words": "colours"}"#,
      #""side": {"right": ["right"], "left": ["left"], "both": ["both"]}, "part": ["knee"]"#, "in this order"
    ),
    (
      #"{"rule": "quantities", "each": "lines[]", "title": ["code"], "text": ["code"], "words": "colours"}"#,
      #""unit": ["visit"], "number": {"1": ["one"]}"#, "needs named values"
    ),
    (
      #"{"rule": "prose-date", "date": "decided", "in": ["colours[]"], "event": "accident", "phrases": "colours"}"#,
      #""month": {"1": ["jan"]}, "accident": {"befor": ["accident on"]}"#, "is not “before”, “after” or “either”"
    ),
    (
      #"{"rule": "chronology", "in": ["colours[]"], "limits": [{"event": "*"}], "phrases": "colours"}"#,
      #""month": {"1": ["jan"]}"#, "needs “event” and “from” or “to”"
    ),
    (
      #"{"rule": "chronology", "in": ["colours[]"], "limits": [{"event": "*", "to": "decided", "within": "x"}], "phrases": "colours"}"#,
      #""month": {"1": ["jan"]}"#, "takes a number of days"
    ),
    (
      #"{"rule": "spelling", "in": ["colours"], "words": ["colours/blue"], "near": "colours"}"#, #""near": ["red"]"#,
      "has no such category"
    ),
    (
      #"{"rule": "sex", "in": ["colours[]"], "words": "colours"}"#,
      #""noun": {"male": ["man"]}, "pronoun": {"male": ["he"]}"#, "“male” and “female”"
    ),
  ]

  @Test("that read prose are refused when their vocabulary does not fit", arguments: refusedProse.indices)
  func refusesVocabulary(index: Int) throws {
    let (rule, phrases, message) = Self.refusedProse[index]
    let vocabulary =
      #"{"name": "colours", "version": "1", "source": "a test", "licence": "CC0", "phrases": {\#(phrases)}}"#
    let result = try RuleSet(rules: rule, vocabulary: vocabulary).check("{}")
    #expect(result.status == 78 && result.text.contains(message), "\(result.text)")
  }

  /// Phrases with a full stop in them, which end in the sentence after the one where they start, and phrases that have a word in common.
  static let crossing: [(rule: String, phrases: String, json: String)] = [
    (
      #"{"rule": "age", "in": ["claim"], "words": "colours"}"#,
      #""age": ["year old", "y . o ."], "noun": {"male": ["male"], "female": ["female"]}"#,
      #"{"claim": "The 45 y. o. male fell."}"#
    ),
    (
      conclusion, terms + #", "met": ["is met w . r . t"], "criterion": ["criterion"]"#,
      #"{"priority": "standard", "colours": ["It is not needed. The criterion is met w. r. t the request."]}"#
    ),
    (
      #"{"rule": "quantities", "each": "lines[]", "title": ["code"], "text": ["code"], "words": "colours"}"#,
      #""unit": {"ounce": ["fl . oz"]}, "number": {"1": ["one"]}, "request": ["request"]"#,
      #"{"lines": [{"code": "The request for 10 fl. oz of lotion."}]}"#
    ),
    (
      #"{"rule": "sides", "each": "lines[]", "title": ["code"], "text": ["code"], "words": "colours"}"#,
      #""side": {"left": ["left", "arm left"], "right": ["right"], "both": ["both"]}, "part": {"arm": ["upper arm"]}"#,
      #"{"lines": [{"code": "Pain upper arm left"}]}"#
    ),
  ]

  @Test("that read prose take phrases that cross the end of a sentence or overlap", arguments: crossing.indices)
  func crossesSentences(index: Int) throws {
    let (rule, phrases, json) = Self.crossing[index]
    let vocabulary =
      #"{"name": "colours", "version": "1", "source": "a test", "licence": "CC0", "phrases": {\#(phrases)}}"#
    let result = try RuleSet(rules: rule, vocabulary: vocabulary).check(json)
    #expect(result.status == 0, "\(result.status) \(result.text)")
  }
}
