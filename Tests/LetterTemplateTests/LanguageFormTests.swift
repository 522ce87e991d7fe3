import Foundation
import LetterTemplate
import TestSupport
import Testing

/// The shipped language files say what ICU says. `Tests/Languages/icu.js` wrote the expectations.
@Suite("Language files")
struct LanguageFormTests {
  struct Forms: Decodable {
    struct Day: Decodable { let date, long, medium, numeric, weekday, month: String }
    struct Value: Decodable {
      let number, text: String
      var currency: String?
    }
    struct Joined: Decodable {
      let list: [String]
      let text: String
    }

    let dates: [Day]
    let numbers, decimals, money, plurals: [Value]
    let and, or: [Joined]
  }

  private struct File: Decodable { let languages: [String: Forms] }

  private static func forms() throws -> [String: Forms] {
    let file = Project.root.appending(path: "Tests/Languages/icu.json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).languages
  }

  /// The words of a paragraph with an expression.
  private func merged(_ expression: String, _ language: String, _ json: String) throws -> String {
    try ExpressionTemplate.template("<p>\(expression)</p>", language: language).merged(json)
  }

  /// The data with a number exactly as it is written.
  private func data(_ key: String, _ number: String) throws -> String {
    try ExpressionTemplate.data([key: 987_654]).replacing("987654", with: number)
  }

  @Test("write dates as ICU does")
  func dates() throws {
    for (language, forms) in try Self.forms() {
      for day in forms.dates {
        let json = try ExpressionTemplate.data(["day": day.date])
        let found = try merged(
          #"{{date day "long"}}|{{date day "medium"}}|{{date day "numeric"}}|{{date day "EEEE"}}|{{date day "LLLL"}}"#,
          language, json)
        #expect(
          found == [day.long, day.medium, day.numeric, day.weekday, day.month].joined(separator: "|"), "\(language)")
      }
    }
  }

  @Test("write numbers and amounts as ICU does")
  func numbers() throws {
    for (language, forms) in try Self.forms() {
      for value in forms.numbers {
        #expect(try merged("{{number weight}}", language, data("weight", value.number)) == value.text, "\(language)")
      }
      for value in forms.decimals {
        #expect(
          try merged("{{number amount decimals=2}}", language, data("amount", value.number)) == value.text,
          "\(language)")
      }
      for value in forms.money {
        let expression = "{{money amount \"\(value.currency ?? "")\"}}"
        #expect(try merged(expression, language, data("amount", value.number)) == value.text, "\(language)")
      }
    }
  }

  @Test("choose plurals and join lists as ICU does")
  func pluralsAndLists() throws {
    for (language, forms) in try Self.forms() {
      for value in forms.plurals {
        let found = try merged(#"{{plural n one="one" other="other"}}"#, language, data("n", value.number))
        #expect(found == value.text, "\(language) \(value.number)")
      }
      for (style, lists) in [("and", forms.and), ("or", forms.or)] {
        for joined in lists {
          let json = try ExpressionTemplate.data(["words": joined.list])
          #expect(try merged("{{list words style=\"\(style)\"}}", language, json) == joined.text, "\(language)")
        }
      }
    }
  }

  /// The examples of UTS #35 part 3, §5.1.1 and of CLDR's rules for Polish, Russian, Arabic and Latvian.
  @Test(
    "can have the conditions of CLDR",
    arguments: [
      (
        #"{"one": "i = 1 and v = 0", "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14", "many": "v = 0 and i != 1 and i % 10 = 0..1 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 12..14"}"#,
        ["one": [1], "few": [2, 4, 22, 104], "many": [0, 5, 11, 12, 14, 21, 112, 1_000_000]]
      ),
      (
        #"{"zero": "n = 0", "one": "n = 1", "two": "n = 2", "few": "n % 100 = 3..10", "many": "n % 100 = 11..99"}"#,
        ["zero": [0], "one": [1], "two": [2], "few": [3, 10, 103], "many": [11, 99, 111], "other": [100, 102, 200]]
      ),
      (
        #"{"zero": "n % 10 = 0 or n % 100 = 11..19 or v = 2 and f % 100 = 11..19", "one": "n % 10 = 1 and n % 100 != 11 or v = 2 and f % 10 = 1 and f % 100 != 11 or v != 2 and f % 10 = 1"}"#,
        ["zero": [0, 11, 20, 100], "one": [1, 21, 101], "other": [2, 22, 102]]
      ),
    ])
  func pluralConditions(rules: String, expected: [String: [Int]]) throws {
    let file = #"{"language": "xx", "version": "1", "source": "CLDR", "plurals": \#(rules)}"#
    let names = (try JSONSerialization.jsonObject(with: Data(rules.utf8)) as? [String: Any] ?? [:]).keys + ["other"]
    let arguments = names.sorted().map { "\($0)=\"\($0)\"" }.joined(separator: " ")
    for (category, numbers) in expected {
      for number in numbers {
        let body = "<p>{{plural n \(arguments)}}</p>"
        let template = ExpressionTemplate.template(body, language: "xx", files: ["languages/xx.json": file])
        #expect(try template.merged(ExpressionTemplate.data(["n": number])) == category, "\(number)")
      }
    }
  }

  @Test("fall back to the shorter tag, entry by entry, and are those of the nearest lang")
  func fallsBack() throws {
    let body = """
      <p>{{date day "long"}} {{money amount "USD"}}</p><section lang="es"><p>{{date day "long"}}</p>\
      <p lang="en-GB">{{date day "long"}}</p>{{> part}}</section>
      """
    let template = ExpressionTemplate.template(
      body, language: "es-us", files: ["_part.html": "<p>{{money amount \"USD\"}}</p>"])
    #expect(
      try template.merged(ExpressionTemplate.data())
        == "3 de septiembre de 2016 $12.50 | 3 de septiembre de 2016 | 3 September 2016 | 12,50\u{A0}US$")
  }

  /// A whole number of JSON Schema may be written with decimals (2020-12 §6.3).
  @Test("group digits from the number that their file gives", arguments: ["2", "2.0", "2e0"])
  func groupsDigits(digits: String) throws {
    let file =
      #"{"language": "xx", "version": "1", "source": "s", "numbers": {"decimal": ",", "group": ".", "minus": "-", "minimumGroupingDigits": \#(digits)}}"#
    let template = ExpressionTemplate.template(
      "<p>{{number n}} {{#if score}}{{number score}}{{/if}}</p>", language: "xx",
      files: ["languages/xx.json": file])
    #expect(try template.merged(ExpressionTemplate.data(["n": 1234, "score": 12345])) == "1234 12.345")
  }

  @Test(
    "are refused with the place of what is wrong",
    arguments: [
      (#"{"version": "1", "source": "s"}"#, "is missing"),
      (#"{"language": "es", "version": "1", "source": "s"}"#, "the name of this file"),
      (#"{"language": "xx", "version": "1", "source": "s", "dates": {"long": "MMMMM"}}"#, "a pattern consists of"),
      (#"{"language": "xx", "version": "1", "source": "s", "dates": {"long": "d 'de"}}"#, "a pattern consists of"),
      (#"{"language": "xx", "version": "1", "source": "s", "months": {"format": ["January"]}}"#, "1 of at least 12"),
      (#"{"language": "xx", "version": "1", "source": "s", "plurals": {"one": "n is 1"}}"#, "cannot be read"),
      (#"{"language": "xx", "version": "1", "source": "s", "plurals": {"single": "n = 1"}}"#, "cannot be read"),
      (#"{"language": "xx", "version": "1", "source": "s", "plurals": {"one": "n = -5"}}"#, "cannot be read"),
      (#"{"language": "xx", "version": "1", "source": "s", "plurals": {"one": "n = -5..-2"}}"#, "cannot be read"),
      (#"{"language": "xx", "version": "1", "source": "s", "plurals": {"one": "n = 5..2"}}"#, "cannot be read"),
      (##"{"language": "xx", "version": "1", "source": "s", "money": {"pattern": "#"}}"##, "required form"),
      (#"{"language": "xx", "version": "1", "source": "s", "lists": {"and": {"two": "{0} and {1}"}}}"#, "middle"),
      (#"{"language": "xx", "version": "1", "source": "s", "mnths": {}}"#, "key"),
    ])
  func refused(file: String, message: String) {
    let body = #"<p>{{date day "long"}}</p>"#
    let found = ExpressionTemplate.template(body, language: "xx", files: ["languages/xx.json": file]).findings
    let finding = found.first { $0.message.contains(message) }
    #expect(finding?.location?.file == "set/languages/xx.json", "\(found.map(\.message))")
  }
}
