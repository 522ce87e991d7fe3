import DeterminationLetters
import Foundation
import JSONText
import TemplateTools
import TestSupport
import Testing

@Suite("The trace of a letter")
struct TraceTests {
  @Test("names each datum at all words that change with it", arguments: Project.allSamples + Project.programSamples)
  func namesData(sample: Sample) throws {
    let renderer = try Renderers.renderer(sample.edition)
    let source = SourceText(name: sample.name, bytes: Array(try Data(contentsOf: sample.url)))
    let document = try JSONDocument(parsing: source)
    let old = try LetterTrace(valid: document, renderer).wordsWithData
    let enums = Set(renderer.template.schema.fields.flatMap(\.values))
    var tried = 0
    // All data take minutes in a debug build, so a usual run takes some of them, and others for each sample.
    let step = ProcessInfo.processInfo.environment["TRACE_ALL"] == nil ? 4 : 1
    let data = Self.scalars(of: document.root)
    for index in stride(from: sample.name.utf8.count % step, to: data.count, by: step) {
      let (pointer, value) = data[index]
      guard
        let changed = Self.changes(of: value, enums).lazy.compactMap({ new -> JSONDocument? in
          let root = Self.replacing(pointer[...], by: new, in: document.root)
          guard let document = try? JSONDocument(parsing: SourceText(name: "changed", text: root.text)) else {
            return nil
          }
          return renderer.template.schema.validate(document).hasErrors ? nil : document
        }).first
      else { continue }
      tried += 1
      let new = try LetterTrace(valid: changed, renderer).wordsWithData
      let name = pointer.map { "/" + $0 }.joined()
      // The same word of another line is another word.
      let hunks = SequenceDifference(old.map { [$0.text, $0.template] }, new.map { [$0.text, $0.template] }).hunks
      for word in hunks.flatMap({ old[$0.old] + new[$0.new] }) where !word.pointers.contains(name) {
        Issue.record("\(name) changes “\(word.text)”, and its trace does not say so")
      }
    }
    #expect(tried > 0, "no datum could be changed")
  }

  /// Every text, number and truth value with its pointer.
  private static func scalars(of value: JSONValue, at path: [String] = []) -> [([String], JSONValue)] {
    switch value.content {
    case .object(let object): object.members.flatMap { scalars(of: $0.value, at: path + [$0.key]) }
    case .array(let elements): elements.enumerated().flatMap { scalars(of: $1, at: path + ["\($0)"]) }
    case .null: []
    default: path == ["$schema"] ? [] : [(path, value)]
    }
  }

  private static func changes(of value: JSONValue, _ enums: Set<String>) -> [JSONValue] {
    switch value.content {
    case .string(let text):
      let dates = text.count == 10 ? ["2016-10-05", "2026-03-05"] : []
      return (enums.sorted() + dates + [text + " altered", "AB123456C", "72148"]).filter { $0 != text }
        .map { JSONValue(.string($0)) }
    case .number(let digits): return [1, -1, 5].map { JSONValue(.number("\((Int(digits) ?? 10) + $0)")) }
    case .boolean(let flag): return [JSONValue(.boolean(!flag))]
    default: return []
    }
  }

  private static func replacing(_ path: ArraySlice<String>, by new: JSONValue, in value: JSONValue) -> JSONValue {
    guard let first = path.first else { return new }
    switch value.content {
    case .object(let object):
      return JSONValue(
        .object(
          JSONObject(
            object.members.map { member in
              JSONObject.Member(
                key: member.key,
                value: member.key == first ? replacing(path.dropFirst(), by: new, in: member.value) : member.value)
            })))
    case .array(let elements):
      return JSONValue(
        .array(elements.enumerated().map { "\($0)" == first ? replacing(path.dropFirst(), by: new, in: $1) : $1 }))
    default: return value
    }
  }
}
