import DeterminationLetters
import JSONText
import TestSupport
import Testing

@Suite("Findings in case files")
struct CaseFindingTests {
  private func findings(_ text: String, edition: String = "imr-2014") throws -> [Finding] {
    let renderer = try Renderers.renderer(edition)
    do throws(Findings) {
      return try renderer.render(SourceText(name: "case.json", text: text)).warnings.all
    } catch {
      return error.all
    }
  }

  /// A change of the minimal case, the code it must give, and the pointer.
  @Test(
    "name what is wrong and where",
    arguments: [
      ("\"upheld\"", "\"Upheld\"", FindingCode.notInEnumeration, "/disputedItems/0/decision"),
      ("\"upheld\"", "7", .notInEnumeration, "/disputedItems/0/decision"),
      ("[\"Ohio\"]", "[]", .empty, "/reviewer/licensure"),
      ("[\"Ohio\"]", "[\" \"]", .wrongForm, "/reviewer/licensure/0"),
      ("[\"Ohio\"]", "\"Ohio\"", .wrongType, "/reviewer/licensure"),
      ("\"licensure\"", "\"name\": \"A\", \"licensure\"", .unknownKey, "/reviewer/…"),
      ("\"licensure\"", "\"licensur\"", .missingKey, "/reviewer"),
      ("\"description\": \"X-ray\", ", "", .formsConflict, "/disputedItems/0"),
      ("\"description\"", "\"modified\": {}, \"description\"", .missingKey, "/disputedItems/0/modified"),
      (
        "\"description\": \"X-ray\"", "\"modified\": {\"original\": \"a\", \"authorized\": \"b\"}", .missingKey,
        "/disputedItems/0/modified"
      ),
      (
        "\"description\": \"X-ray\"",
        "\"modified\": {\"original\": \"a\", \"alternative\": \"b\", \"remaining\": \"c\"}", .formsConflict,
        "/disputedItems/0/modified"
      ),
      (
        "\"reviewerGuideline\": {\"mtus\": []}", "\"reviewerGuideline\": {}", .empty,
        "/disputedItems/0/reviewerGuideline"
      ),
      (
        "\"reviewerGuideline\": {\"mtus\": []}", "\"reviewerGuideline\": {\"mtus\": [], \"nonMTUS\": \"x\"}", .empty,
        "/disputedItems/0/reviewerGuideline/mtus"
      ),
      (
        "\"reviewerGuideline\": {\"mtus\": []}",
        "\"reviewerGuideline\": {\"mtus\": [{\"guideline\": \"A\", \"year\": \"2004\"}]}", .wrongType,
        "/disputedItems/0/reviewerGuideline/mtus/0/year"
      ),
      (
        "\"reviewerGuideline\": {\"mtus\": []}", "\"reviewerGuideline\": \"\"", .empty,
        "/disputedItems/0/reviewerGuideline"
      ),
      ("[\"Because.\"]", "[]", .empty, "/disputedItems/0/rationale"),
      ("[\"Because.\"]", "null", .wrongType, "/disputedItems/0/rationale"),
      ("\"clinicalCaseSummary\"", "\"reviewer\": {}, \"clinicalCaseSummary\"", .duplicateKey, "/reviewer"),
    ] as [(String, String, FindingCode, String)])
  func namesMistakes(from: String, to: String, code: FindingCode, pointer: String) throws {
    #expect(TestCase.minimal.contains(from))
    let found = try findings(TestCase.minimal.replacing(from, with: to, maxReplacements: 1))
    let match = try #require(
      found.first { $0.code == code }, "\(found.map { "\($0.code) \($0.pointer ?? "") \($0.message)" })")
    #expect(match.pointer == pointer)
    #expect(match.location?.file == "case.json" && (match.location?.line ?? 0) > 0 && match.severity == .error)
    #expect(match.fix != nil || [.wrongType, .notInEnumeration].contains(code))
  }

  @Test("come all at once, in the order of the text")
  func comeAtOnce() throws {
    let text = TestCase.minimal.replacing("\"Ohio\"", with: "1").replacing("\"upheld\"", with: "\"no\"").replacing(
      "\"Because.\"", with: "")
    let found = try findings(text)
    #expect(found.map(\.code) == [.wrongType, .notInEnumeration, .empty])
  }

  @Test("tell the editions apart: only imr-2014 knows subspecialties, only imr-2016 needs the case")
  func tellsEditionsApart() throws {
    let text = TestCase.minimal.replacing(
      "\"licensure\"", with: "\"subspecialties\": [\"Pain Medicine\"], \"licensure\"")
    #expect(try findings(text).filter { $0.severity == .error }.map(\.code) == [])
    #expect(try findings(text, edition: "imr-2016").map(\.code) == [.missingKey, .unknownKey])
  }

  @Test(
    "check the header table",
    arguments: [
      ("CM16-9000001", "CM16-1", FindingCode.wrongForm), ("2016-11-09", "11/09/2016", .wrongForm),
      ("2016-11-09", "2016-02-30", .wrongForm), ("standard", "urgent", .notInEnumeration),
    ] as [(String, String, FindingCode)])
  func checksHeader(from: String, to: String, code: FindingCode) throws {
    let header = #"""
      {"case": {"number": "CM16-9000001", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-09", "priority": "standard",
        "dateOfInjury": "2016-10-13", "urDenialDate": "2016-11-03", "applicationReceived": "2016-11-03"},
      """#
    let text = header + TestCase.minimal.dropFirst()
    #expect(try findings(text, edition: "imr-2016").filter { $0.severity == .error }.map(\.code) == [])
    #expect(try findings(text.replacing(from, with: to), edition: "imr-2016").map(\.code) == [code])
  }
}
