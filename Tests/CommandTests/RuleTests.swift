import Foundation
import TestSupport
import Testing

/// Rules whose places and parameters come from a manifest.
@Suite("Rules of a manifest")
struct RuleTests {
  private static let order =
    #"{"rule": "date-order", "dates": ["received", "assigned", "decided"], "names": ["the receipt", "the assignment", "the decision"]}"#
  private static let clock =
    #"{"rule": "clock", "from": "received", "to": "decided", "days": {"by": "priority", "standard": 45, "expedited": 3}, "cites": "45 CFR 147.136(d)"}"#
  private static let equal =
    #"{"rule": "equal", "values": ["claim", "other"], "names": ["the claim number", "the other one"], "id": "claim"}"#
  private static let sum = #"{"rule": "sum", "whole": "total", "parts": ["paid", "notCovered"]}"#
  private static let sumOfLines = #"{"rule": "sum", "whole": "total", "parts": ["lines[].charged"]}"#
  private static let sumOfEach = #"{"rule": "sum", "each": "lines[]", "whole": "charged", "parts": ["paid", "rest"]}"#
  private static let orderOfEach = #"{"rule": "date-order", "each": "lines[]", "dates": ["from", "to"]}"#
  private static let unique = #"{"rule": "unique", "each": "lines[]", "by": ["code", "from"]}"#
  private static let known = #"{"rule": "known", "values": ["colours[]"], "list": "colours"}"#
  private static let colours =
    #"{"name": "colours", "version": "1", "source": "a test", "entries": ["Red", "Dark Blue"], "also": ["Rot"], "codes": {"R": "Red"}, "compare": "folded"}"#

  /// A rule, a case, and the places that it reports.
  static let cases: [(rule: String, json: String, found: [String])] = [
    (order, #"{"received": "2026-01-01", "assigned": "2026-01-02", "decided": "2026-01-02"}"#, []),
    (
      order, #"{"received": "2026-01-03", "assigned": "2026-01-02", "decided": "2026-01-01"}"#,
      [
        "R001 /assigned the assignment is dated before the receipt",
        "R001 /decided the decision is dated before the assignment",
      ]
    ),
    (
      order, #"{"received": "2026-01-03", "decided": "2026-01-01"}"#,
      ["R001 /decided the decision is dated before the receipt"]
    ),
    (order, #"{"decided": "2026-01-01"}"#, []),
    (clock, #"{"received": "2026-01-01", "decided": "2026-02-15", "priority": "standard"}"#, []),
    (
      clock, #"{"received": "2026-01-01", "decided": "2026-02-16", "priority": "standard"}"#,
      ["R003 /decided 46 days passed from “received” to “decided”; 45 CFR 147.136(d) allows 45"]
    ),
    (
      clock, #"{"received": "2026-02-27", "decided": "2026-03-03", "priority": "expedited"}"#,
      ["R003 /decided 4 days passed from “received” to “decided”; 45 CFR 147.136(d) allows 3"]
    ),
    (clock, #"{"received": "2026-01-01", "decided": "2026-12-31"}"#, []),
    (equal, #"{"claim": "A-1", "other": "A-1"}"#, []), (equal, #"{"claim": "A-1"}"#, []),
    (
      equal, #"{"claim": "A-1", "other": "A-l"}"#,
      ["R050 /other the other one differs from the claim number (rule “claim”)"]
    ),
    (
      equal, #"{"claim": "é", "other": "e\u0301"}"#,
      ["R050 /other the other one differs from the claim number (rule “claim”)"]
    ),
    (sum, #"{"total": 0.3, "paid": 0.1, "notCovered": 0.2}"#, []), (sum, #"{"total": 1, "paid": 0.5}"#, []),
    (
      sum, #"{"total": 0.30000000000000001, "paid": 0.1, "notCovered": 0.2}"#,
      ["R051 /total the parts do not add up to this amount"]
    ),
    (sum, #"{"total": 1e2, "paid": 1.0, "notCovered": 99}"#, []),
    (sumOfLines, #"{"total": 3, "lines": [{"charged": 1}, {"charged": 2}]}"#, []),
    (
      sumOfLines, #"{"total": 4, "lines": [{"charged": 1}, {"charged": 2}]}"#,
      ["R051 /total the parts do not add up to this amount"]
    ),
    (sumOfLines, #"{"total": 3}"#, []), (sumOfLines, #"{"total": 3, "lines": [{"charged": 1}, {"paid": 1}]}"#, []),
    (sumOfLines, #"{"total": 3, "lines": []}"#, ["R051 /total the parts do not add up to this amount"]),
    (
      sumOfEach,
      #"{"lines": [{"charged": 3, "paid": 1, "rest": 2}, {"charged": 3, "paid": 1, "rest": 1}, {"charged": 1}]}"#,
      ["R051 /lines/1/charged the parts do not add up to this amount"]
    ),
    (
      orderOfEach,
      #"{"lines": [{"from": "2026-01-01", "to": "2026-01-02"}, {"from": "2026-01-02", "to": "2026-01-01"}]}"#,
      ["R001 /lines/1/to “to” is dated before “from”"]
    ),
    (unique, #"{"lines": [{"code": "A 1", "from": "2026-01-01"}, {"code": "A 1", "from": "2026-01-02"}]}"#, []),
    (
      unique, #"{"lines": [{"code": "MRI, knee"}, {"code": "X"}, {"code": "mri  knee"}]}"#,
      ["R053 /lines/2/code an earlier element of the list is the same"]
    ),
    (known, #"{"colours": ["Red", "dark-blue", "Rot"]}"#, []),
    (
      known, #"{"colours": ["R", "Dark Bleu", "Octarine"]}"#,
      [
        "R052 /colours/0 this is not in the list “colours” did you mean “Red”?",
        "R052 /colours/1 this is not in the list “colours” did you mean “Dark Blue”?",
        "R052 /colours/2 this is not in the list “colours”",
      ]
    ),
  ]

  @Test("find what they say, at its place, and nothing else", arguments: cases.indices)
  func finds(index: Int) throws {
    let (rule, json, expected) = Self.cases[index]
    let set = try RuleSet(rules: rule, vocabulary: rule == Self.known ? Self.colours : nil)
    let result = try set.check(json)
    #expect(result.status == 0, "\(result.errors)")
    let found = try result.text.split(separator: "\n").map { line in
      let finding = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let parts = [finding["code"], finding["pointer"], finding["message"], finding["fix"]].map { $0 as? String ?? "" }
      let fix = parts[3].hasPrefix("did") ? " " + parts[3] : ""
      return "\(parts[0].dropFirst(4)) \(parts[1]) \(parts[2])\(fix)"
    }
    #expect(found == expected)
  }

  @Test("note vocabularies and pictures of the set that nothing reads")
  func notesUnreadFiles() throws {
    let set = try RuleSet(rules: Self.known, vocabulary: Self.colours)
    for file in ["vocabularies/spare.json", "seal.PNG", "pictures/arms.png", "README.md"] {
      try set.folder.write("{}", to: "set/" + file)
    }
    let result = try Command.run("template", "check", set.path, "--json")
    #expect(result.status == 0, "\(result.errors)")
    let notes = result.text.split(separator: "\n").filter { $0.contains("IMR-T058") }
    let named = ["pictures/arms.png", "seal.PNG", "vocabularies/spare.json"]
    #expect(notes.count == named.count, "\(notes)")
    for (note, file) in zip(notes, named) { #expect(note.contains("set/\(file)\""), "\(note)") }
  }

  /// Rules that could not find anything, or not what was meant, each with a part of its message.
  static let refused: [(rule: String, message: String)] = [
    (#""date-order""#, "“case.dateOfInjury” has no place"), (#""clok""#, "there is no rule “clok”"),
    (#""sum""#, "needs parameters"),
    (#"{"rule": "sums", "whole": "total", "parts": ["paid"]}"#, "there is no rule “sums”"),
    (#"{"rule": "general", "whole": "total"}"#, "has no parameters"), (#"{"whole": "total"}"#, "“rule” is missing"),
    (#"{"rule": "date-order", "names": ["a", "b"]}"#, "needs “dates”"),
    (#"{"rule": "date-order", "dates": ["received"]}"#, "at least 2 paths"),
    (#"{"rule": "date-order", "dates": ["received", "recieved"]}"#, "“recieved” has no place in the schema"),
    (#"{"rule": "date-order", "dates": ["received", "claim"]}"#, "“claim” is not a date"),
    (#"{"rule": "date-order", "dates": ["received", "received"]}"#, "“received” occurs twice"),
    (#"{"rule": "date-order", "dates": ["received", "decided"], "names": ["a"]}"#, "a list of 2 texts"),
    (#"{"rule": "date-order", "dates": ["received", "lines[].from"]}"#, "leads to more than one value"),
    (#"{"rule": "date-order", "dates": ["received", "decided"], "name": ["a", "b"]}"#, "no parameter “name”"),
    (#"{"rule": "date-order", "each": "lines", "dates": ["from", "to"]}"#, "“lines” is not an object"),
    (#"{"rule": "date-order", "each": "lines[]", "dates": ["from", "decided"]}"#, "“decided” has no place"),
    (#"{"rule": "clock", "from": "received", "to": "decided"}"#, "needs “days”"),
    (#"{"rule": "clock", "from": "received", "to": "decided", "days": "45"}"#, "takes a whole number"),
    (#"{"rule": "clock", "from": "received", "to": "decided", "days": -1}"#, "takes a whole number"),
    (
      #"{"rule": "clock", "from": "received", "to": "decided", "days": {"by": "priority", "standard": 45}}"#,
      "no number for “expedited”"
    ),
    (
      #"{"rule": "clock", "from": "received", "to": "decided", "days": {"by": "priority", "standard": 45, "expedited": 3, "urgent": 1}}"#,
      "“priority” is never “urgent”"
    ),
    (
      #"{"rule": "clock", "from": "received", "to": "decided", "days": {"by": "claim", "standard": 45}}"#,
      "“claim” is not a text with an enum"
    ),
    (#"{"rule": "clock", "to": "decided", "days": 3}"#, "needs “from”"),
    (#"{"rule": "equal", "values": ["claim"]}"#, "at least 2 paths"),
    (#"{"rule": "equal", "values": ["claim", "lines"]}"#, "“lines” is not a text"),
    (#"{"rule": "equal", "values": ["claim", 5]}"#, "a path is a text"),
    (#"{"rule": "sum", "whole": "total"}"#, "needs “parts”"),
    (#"{"rule": "sum", "whole": "claim", "parts": ["paid"]}"#, "“claim” is not a number"),
    (#"{"rule": "sum", "whole": "total", "parts": ["paid", "claim"]}"#, "“claim” is not a number"),
    (#"{"rule": "sum", "whole": "total", "parts": []}"#, "at least 1 paths"),
    (#"{"rule": "unique", "by": ["code"]}"#, "needs “each”"),
    (#"{"rule": "unique", "each": "lines[]"}"#, "needs “by”"),
    (#"{"rule": "unique", "each": "lines[]", "by": ["kode"]}"#, "“kode” has no place"),
    (#"{"rule": "known", "values": ["colours[]"], "list": "colors"}"#, "no vocabulary “colors”"),
    (#"{"rule": "known", "values": ["colours"], "list": "colours"}"#, "“colours” is not a text"),
    (#"{"rule": "known", "values": ["colours[]"]}"#, "needs “list”"),
    (#""independent-medical-review""#, "has no place in the schema"),
    (#"{"rule": "clock", "from": "decided", "to": "decided", "days": 3}"#, "compared with itself"),
    (#"{"rule": "sum", "whole": "total", "parts": ["total", "paid"]}"#, "compared with itself"),
    (#""general", "general""#, "occurs twice"), (sum + ", " + sum, "occurs twice"),
  ]

  @Test("are refused when the set is loaded, with the place in the manifest", arguments: refused.indices)
  func refuses(index: Int) throws {
    let (rule, message) = Self.refused[index]
    let set = try RuleSet(rules: rule, vocabulary: Self.colours)
    let result = try set.check("{}")
    #expect(result.status == 78 && result.text.contains(message), "\(rule): \(result.text)")
    #expect(result.text.contains("manifest.json"), "\(result.text)")
  }

  @Test("belong with their vocabularies to the digest of the set")
  func digests() throws {
    let set = try RuleSet(rules: Self.known, vocabulary: Self.colours)
    let input = try set.folder.write(#"{"colours": ["Red"]}"#, to: "case.json")
    func digest(_ name: String) throws -> String {
      let out = set.folder.file(name).path
      let result = try Command.run("batch", input, "--template", set.path, "-o", out)
      #expect(result.status == 0, "\(result.errors)")
      let manifest = try String(contentsOfFile: out + "/manifest.ndjson", encoding: .utf8)
      let line = try JSONSerialization.jsonObject(with: Data(manifest.split(separator: "\n")[0].utf8)) as? [String: Any]
      let template = try #require(line?["template"] as? [String: Any])
      return try #require(template["sha256"] as? String)
    }
    let before = try digest("a")
    try set.folder.write(Self.colours.replacing("a test", with: "another test"), to: "set/vocabularies/colours.json")
    #expect(try digest("b") != before)
  }
}
