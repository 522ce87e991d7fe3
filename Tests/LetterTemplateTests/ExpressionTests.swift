import Diagnostics
import LetterTemplate
import Testing

@Suite("Expressions")
struct ExpressionTests {
  @Test(
    "compute what LANGUAGE.md says",
    arguments: [
      ("{{date day \"MMMM d, y\"}}", "September 3, 2016"),
      ("{{date day \"EEEE, d MMM yyyy\"}}", "Saturday, 3 Sep 2016"),
      ("{{date day \"d 'de' MMMM '''y'\"}}", "3 de September 'y"), ("{{date day \"dd/MM/yyyy\"}}", "03/09/2016"),
      ("{{n}} {{add n 1}} {{add -5 n}}", "3 4 -2"), ("{{#each words}}{{add @index 1}}{{this}}{{/each}}", "1a2b3c"),
      ("{{count words}}{{count tags}}{{count notes}}", "300"), ("{{number rate}} {{number n}}", "0.125 3"),
      ("{{number amount decimals=2}} {{number n decimals=2}}", "12.50 3.00"), ("{{money n \"USD\"}}", "$3.00"),
      ("{{plural n one=\"point\" other=\"points\"}}", "points"), ("{{plural 1 one=name other=\"points\"}}", "Ada"),
      ("{{upper name}} {{title \"élan\"}} {{upper \"straße\"}}", "ADA Élan STRASSE"),
      ("{{list words style=\"or\"}}", "a, b, or c"), ("{{list words separator=\"; \"}}", "a; b; c"),
      ("{{list words}} {{list words last=\" & \"}}", "a, b, c a, b &amp; c"),
      ("{{default score \"none\"}} {{default nick \"none\"}}", "none none"),
      ("{{#if (gt n 2)}}a{{/if}}{{#if (ge n 3)}}b{{/if}}{{#if (lt n 3.5)}}c{{/if}}{{#if (le n 2)}}d{{/if}}", "abc"),
      (
        "{{#if (lt day due)}}a{{/if}}{{#if (ge day \"2016-09-03\")}}b{{/if}}{{#if (gt day \"2016-09-03\")}}c{{/if}}",
        "ab"
      ),
      ("{{#if (eq n 3.0)}}a{{/if}}{{#if (ne n 4)}}b{{/if}}{{#if (eq amount 12.50)}}c{{/if}}", "abc"),
      ("{{#if (eq flag true)}}a{{/if}}{{#if (ne kind \"overturned\")}}b{{/if}}", "ab"),
      (
        "{{#if (and flag (eq kind \"upheld\"))}}a{{/if}}{{#if (or score flag)}}b{{/if}}{{#if (not score)}}c{{/if}}",
        "abc"
      ),
      ("{{#if (and score (gt score 1))}}a{{else}}b{{/if}}", "b"),
      ("{{#if (or (not score) (gt score 1))}}a{{/if}}", "a"),
      ("{{#if (not (and flag (not tags)))}}a{{else}}b{{/if}}", "b"),
      // What a condition tells holds behind it.
      ("{{#each items}}{{#if (eq kind \"sold\")}}{{price}}{{else}}{{reason}}{{/if}}{{/each}}", "5old"),
      ("{{#each items}}{{#if (ne kind \"sold\")}}{{reason}}{{else}}{{price}}{{/if}}{{/each}}", "5old"),
      ("{{#each items}}{{#if (and (eq kind \"sold\") (gt price 4))}}{{price}}{{/if}}{{/each}}", "5"),
      ("{{#each items}}{{#unless (not (eq \"kept\" kind))}}{{reason}}{{/unless}}{{/each}}", "old"),
      ("{{#if (and nick score)}}{{nick}}{{score}}{{else}}-{{/if}}", "-"),
      ("{{#unless (or (not nick) (not score))}}{{nick}}{{score}}{{/unless}}", ""),
      ("{{#if (count tags)}}{{list tags}}{{else}}-{{/if}}", "-"),
      ("{{#if (gt (count notes) 0)}}{{list notes}}{{/if}}", ""),
      ("{{#if (ne (count tags) 0)}}{{list tags}}{{/if}}{{#if (ge (count tags) 1)}}{{list tags}}{{/if}}", ""),
      (
        "{{#if (eq (count tags) 0)}}-{{else}}{{list tags}}{{/if}}{{#if (lt (count tags) 1)}}+{{else}}{{list tags}}{{/if}}",
        "-+"
      ),
      ("{{#if (eq (count tags) 2)}}{{list tags last=\" and \"}}{{/if}}", ""),
    ])
  func computes(body: String, expected: String) throws {
    let template = ExpressionTemplate.template("<p>{{name}}{{#if flag}}:{{/if}}\(body)</p>")
    let found = try template.merged(ExpressionTemplate.data())
    #expect(found == "Ada:" + expected.replacing("&amp;", with: "&"), "\(template.findings)")
  }

  @Test("take zero for a value")
  func zeroIsAValue() throws {
    let template = ExpressionTemplate.template("<p>{{default score \"none\"}}</p>")
    #expect(try template.merged(ExpressionTemplate.data(["score": 0])) == "0")
    #expect(try template.merged(ExpressionTemplate.data()) == "none")
  }

  @Test("keep all digits of a number, and print it in its shortest form")
  func exactNumbers() throws {
    let json = { (number: String) in try ExpressionTemplate.data(["weight": 987_654]).replacing("987654", with: number)
    }
    let body = "<p>{{#if (eq weight 9007199254740993)}}same{{else}}other{{/if}} {{number weight}}</p>"
    let template = ExpressionTemplate.template(body)
    #expect(try template.merged(json("9007199254740992")) == "other 9,007,199,254,740,992")
    #expect(try template.merged(json("9007199254740993.0")) == "same 9,007,199,254,740,993")
    #expect(try template.merged(json("1e3")) == "other 1,000")
    #expect(try template.merged(json("-0.0")) == "other 0")
    #expect(
      try template.merged(json("0.1000000000000000000000000000000001")) == "other 0.1000000000000000000000000000000001")
    #expect(throws: Findings.self) {
      try ExpressionTemplate.template("<p>{{money amount \"USD\"}}</p>").merged(
        ExpressionTemplate.data(["amount": 987_654]).replacing("987654", with: "0.001"))
    }
  }

  /// Each of these would make a wrong letter of some valid case. `fix` is part of the advice or the message.
  static let refused: [(body: String, code: FindingCode, fix: String)] = [
    ("{{date name \"long\"}}", .wrongKindOfValue, "format: date"), ("{{date day \"Long\"}}", .wrongKindOfValue, "MMMM"),
    ("{{date day \"d of MMMM\"}}", .wrongKindOfValue, "'…'"), ("{{date day}}", .helperArguments, "{{date value"),
    ("{{date day name}}", .helperArguments, "{{date value"), ("{{date day \"d 'de\"}}", .wrongKindOfValue, "'…'"),
    ("{{number name}}", .wrongKindOfValue, "not always a number"),
    ("{{number rate decimals=2}}", .wrongKindOfValue, "multipleOf\": 0.01"),
    ("{{number weight decimals=2}}", .wrongKindOfValue, "multipleOf\": 0.01"),
    ("{{number amount decimals=n}}", .helperArguments, "decimals=2"),
    ("{{number amount decimals=-1}}", .helperArguments, "decimals=2"),
    ("{{number amount places=2}}", .helperArguments, "decimals=2"),
    ("{{weight}}", .wrongKindOfValue, "{{number weight}}"), ("{{amount}}", .wrongKindOfValue, "{{money amount"),
    ("{{default weight \"x\"}}", .wrongKindOfValue, "never absent"),
    ("{{money rate \"USD\"}}", .wrongKindOfValue, "multipleOf\": 0.01"),
    ("{{money amount}}", .helperArguments, "\"USD\""),
    ("{{money amount \"XXX\"}}", .languageData, "money.XXX"), ("{{money amount kind}}", .helperArguments, "\"USD\""),
    ("{{money score \"USD\"}}", .unguardedValue, "{{#if}}"), ("{{count name}}", .wrongKindOfValue, "not always a list"),
    ("{{words.length}}", .unknownPath, "{{count words}}"),
    ("{{plural n one=\"point\"}}", .helperArguments, "forms one, other"),
    ("{{plural n one=\"a\" few=\"b\" other=\"c\"}}", .helperArguments, "forms one, other"),
    ("{{plural n other=\"c\" one=score}}", .unguardedValue, "{{#if}}"),
    ("{{plural amount one=\"a\" other=\"b\"}}", .wrongKindOfValue, "whole number"),
    ("{{plural n one=n other=\"b\"}}", .helperArguments, "each form is a text"),
    ("{{add n name}}", .wrongKindOfValue, "whole numbers"), ("{{add n}}", .helperArguments, "{{add @index 1}}"),
    ("{{add amount 1}}", .wrongKindOfValue, "whole numbers"), ("{{add score 1}}", .unguardedValue, "{{#if}}"),
    ("{{upper n}}", .wrongKindOfValue, "not always a text"), ("{{upper nick}}", .unguardedValue, "{{#if}}"),
    ("{{list tags}}", .wrongKindOfValue, "minItems"),
    ("{{list words style=\"nor\"}}", .wrongKindOfValue, "“and” and “or”"),
    ("{{list words style=\"and\" last=\"&\"}}", .helperArguments, "{{list values"),
    ("{{list items}}", .wrongKindOfValue, "texts or numbers"), ("{{list notes}}", .unguardedValue, "{{#if}}"),
    ("{{default words \"x\"}}", .wrongKindOfValue, "text or a number"),
    ("{{default nick name}}", .helperArguments, "\"text\""),
    ("{{#if (eq kind \"Upheld\")}}a{{/if}}", .wrongKindOfValue, "did you mean “upheld”?"),
    ("{{#if (ne kind \"granted\")}}a{{/if}}", .wrongKindOfValue, "“upheld”, “overturned”"),
    ("{{#if (eq n \"3\")}}a{{/if}}", .wrongKindOfValue, "different types"),
    ("{{#if (eq kind day)}}a{{/if}}", .wrongKindOfValue, "never"),
    ("{{#if (eq step 2)}}a{{/if}}", .unguardedValue, "{{#if}}"),
    ("{{#if (eq n 2.5)}}a{{/if}}", .wrongKindOfValue, "never 2.5"),
    ("{{#if (and step (eq step 2))}}a{{/if}}", .wrongKindOfValue, "1, 2.5"),
    ("{{#if (eq positive 0)}}a{{/if}}", .unguardedValue, "{{#if}}"),
    ("{{#if (and positive (eq positive -1))}}a{{/if}}", .wrongKindOfValue, "never -1"),
    ("{{#if (eq 1 2)}}a{{/if}}", .wrongKindOfValue, "always the same"),
    ("{{#if (eq items words)}}a{{/if}}", .wrongKindOfValue, "cannot be compared"),
    ("{{#if (eq score 1)}}a{{/if}}", .unguardedValue, "{{#if}}"),
    ("{{#if (gt kind 1)}}a{{/if}}", .wrongKindOfValue, "two dates"),
    ("{{#if (gt day \"soon\")}}a{{/if}}", .wrongKindOfValue, "two dates"),
    ("{{#if (lt day n)}}a{{/if}}", .wrongKindOfValue, "two dates"),
    ("{{#if (gt 2 1)}}a{{/if}}", .wrongKindOfValue, "always the same"),
    ("{{#if (and flag)}}a{{/if}}", .helperArguments, "(and a b)"),
    ("{{#if (not flag flag)}}a{{/if}}", .helperArguments, "(not a)"),
    ("{{#if (or score (gt score 1))}}a{{/if}}", .unguardedValue, "{{#if}}"),
    ("{{#if (and (eq kind \"upheld\") (eq kind \"overturned\"))}}a{{/if}}", .wrongKindOfValue, "never"),
    ("{{#if (and (not name) flag)}}a{{/if}}", .wrongKindOfValue, "never looked at"),
    (#"{{#if "x"}}a{{/if}}"#, .wrongKindOfValue, "always the same"),
    ("{{#unless true}}a{{/unless}}", .wrongKindOfValue, "always the same"),
    ("{{#if flag}}a{{else if 5}}b{{/if}}", .wrongKindOfValue, "always the same"),
    ("{{#if (not false)}}a{{/if}}", .wrongKindOfValue, "always the same"),
    (#"{{#if (or (not flag) "")}}a{{/if}}"#, .wrongKindOfValue, "always the same"),
    ("{{#each items}}{{#if (eq kind \"sold\")}}{{reason}}{{/if}}{{/each}}", .unknownPath, "price"),
    ("{{currency amount}}", .unknownHelper, "{{money x \"USD\"}}"),
    ("{{formatDate day \"long\"}}", .unknownHelper, "{{date"),
    ("{{lookup words 0}}", .unknownHelper, "{{#each}}"), ("{{#if null}}a{{/if}}", .tagSyntax, "{{else}}"),
    ("{{add n 1.2.3}}", .tagSyntax, "12 or -0.5"), ("{{add n 1x}}", .tagSyntax, "12 or -0.5"),
    ("{{true}}", .wrongKindOfValue, "printed"),
  ]

  @Test("are refused when the set is loaded, at their place and with what to do", arguments: refused.indices)
  func refuses(index: Int) throws {
    let (body, code, fix) = Self.refused[index]
    let found = ExpressionTemplate.template("\n<p>\(body)</p>").findings
    let finding = try #require(found.first, "\(body) was accepted")
    #expect(
      finding.code == code && finding.location?.line == 2 && (finding.location?.column ?? 0) >= 6, "\(body): \(found)")
    #expect((finding.message + (finding.fix ?? "")).contains(fix), "\(body): \(finding.message), \(finding.fix ?? "")")
  }

  @Test("need language files only for what they print")
  func needsFiles() throws {
    let plain = ExpressionTemplate.template(
      "<p>{{date day \"dd.MM.yyyy\"}} {{n}} {{#if (gt n 1)}}a{{/if}}</p>", language: "fi")
    #expect(try plain.merged(ExpressionTemplate.data()) == "03.09.2016 3 a")
    let long = ExpressionTemplate.template("<p>{{date day \"long\"}}</p>", language: "fi").findings
    #expect(long.map(\.code) == [.languageData] && long.first?.fix?.contains("languages/fi.json") == true, "\(long)")
    // The first of several places is enough.
    let many = ExpressionTemplate.template(
      "<p>{{date day \"long\"}} {{date day \"long\"}}</p>\n<p>{{money n \"EUR\"}}</p>", language: "fi")
    #expect(many.findings.map(\.location?.line) == [1], "\(many.findings)")
    let part = #"{"language": "fi", "version": "1", "source": "s", "dates": {"long": "d. MMMM'ta' y"}}"#
    let months = ExpressionTemplate.template(
      "<p>{{date day \"long\"}}</p>", language: "fi", files: ["languages/fi.json": part])
    #expect(months.findings.map(\.message) == ["no file for the language “fi” has “months.format”"])
  }

  @Test("can use partials in folders of the set")
  func partialsInFolders() throws {
    let files = ["es/_part.html": "<p>{{name}}</p>"]
    #expect(try ExpressionTemplate.template("{{> es/part}}", files: files).merged(ExpressionTemplate.data()) == "Ada")
    let wrong = ExpressionTemplate.template("{{> es/prat}}", files: files).findings
    #expect(wrong.first?.code == .unknownPartial && wrong.first?.fix == "did you mean “es/part”?", "\(wrong)")
  }
}
