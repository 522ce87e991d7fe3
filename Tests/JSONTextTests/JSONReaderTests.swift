import Diagnostics
import JSONText
import Testing

@Suite("The JSON reader")
struct JSONReaderTests {
  private func findings(in text: String) -> [Finding] {
    do throws(Findings) {
      _ = try JSONDocument(parsing: SourceText(name: "case.json", text: text))
      return []
    } catch {
      return error.all
    }
  }

  @Test("knows the byte offset of every value and key")
  func keepsPositions() throws {
    let document = try JSONDocument(parsing: SourceText(name: "x", text: "{\"a\": [1, \"é\"],\n \"b\": true}"))
    let object = try #require(document.root.object)
    #expect(object.members.map(\.keyOffset) == [1, 18])
    #expect(object["a"]?.offset == 6)
    #expect(object["a"]?.array?.map(\.offset) == [7, 10])
    #expect(document.source.location(at: 18).description == "x:2:2")
    #expect(document.root.pointer(toValueAt: 10) == "/a/1")
    #expect(document.root.pointer(toValueAt: 18) == "/b")
  }

  @Test("finds the pointer of every value and key by its offset", arguments: [0, 1, 2, 3, 40])
  func findsPointers(count: Int) throws {
    let lists = (0..<count).map {
      "\"k\($0)\": [\((0..<$0).map { "{\"a/b\": \($0), \"\": []}" }.joined(separator: ", "))]"
    }
    let document = try JSONDocument(
      parsing: SourceText(name: "x", text: " {\((lists + ["\"last\": null"]).joined(separator: ",\n"))}"))
    func visit(_ value: JSONValue, _ pointer: String) {
      #expect(document.root.pointer(toValueAt: value.offset) == pointer)
      for (index, element) in (value.array ?? []).enumerated() { visit(element, "\(pointer)/\(index)") }
      for member in value.object?.members ?? [] {
        let path = pointer + "/" + JSONPointer.escape(member.key)
        #expect(document.root.pointer(toValueAt: member.keyOffset) == path)
        visit(member.value, path)
      }
    }
    visit(document.root, "")
    #expect(document.root.pointer(toValueAt: 0) == nil)
  }

  @Test("counts columns in characters, not bytes")
  func countsColumns() throws {
    let found = try #require(findings(in: "{\"ééé\": \"ok\", x}").first)
    #expect(found.location?.column == 15)
    #expect(found.location?.offset == 17)
    #expect(found.excerpt?.line == "{\"ééé\": \"ok\", x}")
    #expect(found.excerpt?.caret == 14)
  }

  @Test(
    "says where a slip is and how to mend it",
    arguments: [
      ("{\"a\": 1,}", 1, 9, "remove the comma"),
      ("{'a': 1}", 1, 2, "double quotation marks"),
      ("{\"a\": TRUE}", 1, 7, "lower case"),
      ("{\n  \"a\": 1 // note\n}", 2, 10, nil),
      ("{\"a\": \"b\nc\"}", 1, 9, "\\n"),
      ("{\"a\": \"C:\\temp\\x\"}", 1, 15, "backslash"),
      ("{\"a\": \"never ends}", 1, 7, "quotation mark is missing"),
      ("{\"a\": [1, 2", 1, 12, "cut off"),
      ("{\"a\": \"\\ud800\"}", 1, 8, "cut or badly converted"),
      ("", 1, 1, "one JSON object"),
    ])
  func explainsSlips(text: String, line: Int, column: Int, fix: String?) throws {
    let found = try #require(findings(in: text).first)
    #expect(found.code == .jsonSyntax)
    #expect(found.location?.line == line)
    #expect(found.location?.column == column)
    if let fix { #expect(found.fix?.contains(fix) == true, "\(found.fix ?? "no fix")") }
  }

  @Test("resolves escapes, surrogate pairs among them")
  func resolvesEscapes() throws {
    let document = try JSONDocument(parsing: SourceText(name: "x", text: #""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#))
    #expect(document.root.string == "\"\\/\u{8}\u{C}\n\r\t\u{E9}\u{1F600}")
  }

  @Test("finds a character of a string behind escapes")
  func findsCharacters() throws {
    let document = try JSONDocument(parsing: SourceText(name: "x", text: #"["a\n\u00e9é!"]"#))
    let offset = try #require(document.root.array?.first?.offset)
    #expect(document.offset(ofScalar: 0, inStringAt: offset) == 2)
    #expect(document.offset(ofScalar: 3, inStringAt: offset) == 11)
    #expect(document.offset(ofScalar: 4, inStringAt: offset) == 13)
  }

  @Test("keeps numbers as they were written")
  func keepsNumbers() throws {
    let document = try JSONDocument(parsing: SourceText(name: "x", text: "[1.10, 123456789012345678901234567890]"))
    let digits = try #require(document.root.array).map {
      if case .number(let digits) = $0.content { digits } else { "" }
    }
    #expect(digits == ["1.10", "123456789012345678901234567890"])
  }

  @Test("accepts duplicate keys and remembers them, in small and in large objects")
  func recordsDuplicates() throws {
    let small = try JSONDocument(parsing: SourceText(name: "x", text: #"{"a": 1, "b": 2, "a": 3}"#))
    #expect(small.duplicateKeys == [17])
    #expect(small.root["a"].map { if case .number(let digits) = $0.content { digits } else { "" } } == "1")
    let keys = (0..<40).map { "\"k\($0)\": 0" }.joined(separator: ",")
    let large = try JSONDocument(parsing: SourceText(name: "x", text: "{\(keys),\"k7\": 1, \"k39\": 2}"))
    #expect(large.duplicateKeys.count == 2)
  }

  @Test("stops at its limits with a finding")
  func stopsAtLimits() throws {
    #expect(findings(in: String(repeating: "[", count: 513)).first?.code == .jsonTooDeep)
    let deep = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    #expect(findings(in: deep).isEmpty)
    let limits = JSONLimits(bytes: 10)
    #expect(throws: Findings.self) {
      try JSONDocument(parsing: SourceText(name: "x", text: "[1,2,3,4,5]"), limits: limits)
    }
  }

  @Test("points at the first byte that is not UTF-8")
  func pointsAtInvalidBytes() throws {
    let bytes = Array("[\"é".utf8) + [0xFF] + Array("\"]".utf8)
    do throws(Findings) {
      _ = try JSONDocument(parsing: SourceText(name: "x", bytes: bytes))
      Issue.record("accepted")
    } catch {
      #expect(error.all.first?.code == .notUTF8)
      #expect(error.all.first?.location?.offset == 4)
    }
  }

  /// Bytes that no UTF-8 has, and how many of them are valid before the fault (The Unicode Standard, table 3-7).
  static let faults: [(bytes: [UInt8], valid: Int)] = [
    ([0x80], 0), ([0xC0, 0x80], 0), ([0xC3], 0), ([0xE2, 0x82], 0), ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x9F, 0x98], 0),
    ([0xF5, 0x80, 0x80, 0x80], 0), ([0xC3, 0xA9, 0xA9], 2),
  ]

  @Test("finds bytes that are not UTF-8 wherever they stand, and takes all others", arguments: faults.indices)
  func findsInvalidBytes(index: Int) throws {
    let (fault, valid) = Self.faults[index]
    for before in 0..<20 {
      for after in [0, 1, 9] {
        let text = Array("[\"é".utf8) + Array(repeating: 0x61, count: before)
        let end = Array(repeating: UInt8(ascii: "b"), count: after) + Array("\"]".utf8)
        let error = #expect(throws: Findings.self) {
          try JSONDocument(parsing: SourceText(name: "x", bytes: text + fault + end))
        }
        #expect(error?.all.map(\.code) == [.notUTF8])
        #expect(error?.all.first?.location?.offset == text.count + valid)
        let right = try JSONDocument(parsing: SourceText(name: "x", bytes: text + Array("–😀".utf8) + end))
        let expected = "é" + String(repeating: "a", count: before) + "–😀" + String(repeating: "b", count: after)
        #expect(right.root.array?.first?.string == expected)
      }
    }
  }

  @Test("tells keys apart whose difference is in any byte, and takes the same letters in two forms for two keys")
  func comparesKeys() throws {
    for length in 1...20 {
      let key = String(repeating: "k", count: length)
      #expect(key.isSame(as: String(repeating: "k", count: length)))
      for place in 0..<length {
        var other = Array(key.utf8)
        other[place] = UInt8(ascii: "x")
        #expect(!key.isSame(as: String(decoding: other, as: UTF8.self)), "\(length), \(place)")
      }
    }
    #expect("é" == "e\u{301}" && !"é".isSame(as: "e\u{301}"))
  }

  @Test("takes no longer a key in an object with very many")
  func readsLargeObjects() throws {
    let text = "{" + (0..<200_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    let document = try JSONDocument(parsing: SourceText(name: "x", text: text))
    #expect(document.root.object?.members.count == 200_000)
  }
}
