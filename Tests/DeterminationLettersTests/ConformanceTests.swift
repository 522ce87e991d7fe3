import DeterminationLetters
import Foundation
import LetterDocument
import TestSupport
import Testing

/// Every letter is PDF/UA-1 and PDF/A-2a: judged by other people's validators, and by comparing the structure that poppler
/// finds with the letter's own.
@Suite("Conformance")
struct ConformanceTests {
  /// Letters as files: samples, stress letters, and the published cases where they are.
  private static func render(
    into folder: TemporaryFolder, _ options: PDFOptions = PDFOptions(), sets: [String] = Project.editions
  ) throws -> [(path: String, letter: RenderedLetter)] {
    var letters: [(path: String, letter: RenderedLetter)] = []
    for edition in sets {
      let renderer = try LetterRenderer(template: edition, resources: Renderers.resources, pdf: options)
      var sources = try Project.samples(edition).map {
        SourceText(name: $0.path, bytes: Array(try Data(contentsOf: $0)))
      }
      if Project.editions.contains(edition) { sources += try StressCases.all(edition) + published(edition) }
      for (index, source) in sources.enumerated() {
        let letter = try renderer.render(source)
        let path = folder.file("\(edition)-\(index).pdf").path
        try letter.write(.pdf, to: path)
        letters.append((path, letter))
      }
    }
    return letters
  }

  private static func published(_ edition: String) throws -> [SourceText] {
    guard let shared = Project.shared else { return [] }
    let files =
      edition == "imr-2014"
      ? [shared.appendingPathComponent("seed/case.json")]
      : try FileManager.default.contentsOfDirectory(
        at: shared.appendingPathComponent("letters/cases"), includingPropertiesForKeys: nil)
    return try files.sorted { $0.path < $1.path }.map {
      SourceText(name: $0.path, bytes: Array(try Data(contentsOf: $0)))
    }
  }

  @Test(
    "holds for every sample, stress letter and published case",
    .enabled(if: ConformanceGate.isInstalled, ConformanceGate.notInstalled))
  func conforms() throws {
    let folder = try TemporaryFolder()
    let files = try Self.render(into: folder, sets: Project.editions + Project.programs).map(\.path)
    for (file, failure) in try ConformanceGate.failures(files) { Issue.record("\(file): \(failure)") }
    guard Project.shared != nil else { return }
    for failure in try ConformanceGate.veraPDFFailures(files) { Issue.record("\(failure)") }
  }

  /// The field is in the bottom margin, where no text is.
  @Test(
    "holds for PDF/UA-1 with a field for a signature, for PDF/UA-2, and for both",
    .enabled(if: Project.shared != nil, "skipped: ../shared is not here"),
    arguments: [
      (PDFStandard.ua1, SignatureField.visible(x: 72, y: 735, width: 200, height: 50)), (.ua1, .invisible),
      (.ua2, .absent), (.ua2, .visible(x: 72, y: 735, width: 200, height: 50)), (.ua2, .invisible),
    ])
  func conforms(standard: PDFStandard, field: SignatureField) throws {
    let folder = try TemporaryFolder()
    let options = PDFOptions(standard: standard, signatureField: field)
    var files = try Self.render(into: folder, options).map(\.path)
    // The field is the same in all letters, so a few are enough.
    if field != .absent { files = Array(files.prefix(12)) }
    for failure in try ConformanceGate.veraPDFFailures(files, standard) { Issue.record("\(failure)") }
  }

  @Test("and the structure in the file is the letter's: headings, header cells, labels, order")
  func keepsStructure() throws {
    let folder = try TemporaryFolder()
    for (path, letter) in try Self.render(into: folder, sets: Project.editions + Project.programs) {
      let found = StructureOutline.of(pdfinfo: try PDFTools.structure(of: path))
      #expect(found == StructureOutline.of(letter.letter), "\(path)")
    }
  }

  @Test("and the words are those of the plain text")
  func keepsWords() throws {
    let folder = try TemporaryFolder()
    for (path, letter) in try Self.render(into: folder) where !path.contains(StressCases.unordered) {
      let words = { (text: String) in String(text.filter { !$0.isWhitespace }) }
      #expect(words(try PDFTools.text(of: path)) == words(letter.text()), "\(path)")
    }
  }
}

/// Cases that go to the limits, made from the simplest sample.
enum StressCases {
  /// pdftotext reorders right-to-left scripts, so the letter with every character is compared by structure alone.
  static let unordered = "imr-2016-11.pdf"

  static func all(_ edition: String) throws -> [SourceText] {
    guard edition == "imr-2016" else { return [] }
    let words = (0..<20_000).map { "word\($0 % 977)" }.joined(separator: " ")
    return [
      try make(number: 1, summary: ["x"], items: ["x"], rationale: ["x"]),
      try make(number: 2, summary: [words], items: ["x"], rationale: ["x"]),
      try make(
        number: 3, summary: ["x"], items: (0..<200).map { "Item \($0)" },
        rationale: (0..<6).map { "\($0): " + words.prefix(900) }),
      try make(
        number: 4,
        summary: ["¿Cómo está? Niño, pingüino, corazón. Đau cổ mạn tính, ghi ở Huế; ngừng thuốc, đỡ một chút."],
        items: ["Cirugía"], rationale: ["Đã khỏi."]),
      try make(number: 5, summary: everyCharacter(), items: ["x"], rationale: ["x"]),
    ]
  }

  /// Every graphic character of the serif face that is in NFC and not for private use.
  private static func everyCharacter() -> [String] {
    let scalars = (Fonts.serif?.codePoints ?? []).compactMap(Unicode.Scalar.init).filter { scalar in
      let text = String(String.UnicodeScalarView([scalar]))
      return scalar.value > 0x20 && text.precomposedStringWithCanonicalMapping.unicodeScalars.elementsEqual([scalar])
    }
    return stride(from: 0, to: scalars.count, by: 50).map { start in
      scalars[start..<min(start + 50, scalars.count)].map { String(String.UnicodeScalarView([$0])) }.joined(
        separator: " ")
    }
  }

  private static func make(number: Int, summary: [String], items: [String], rationale: [String]) throws -> SourceText {
    let guideline: [String: Any] = ["mtus": [Any]()]
    let object: [String: Any] = [
      "case": [
        "number": "CM16-900100\(number)", "dateAssigned": "2016-11-09", "decisionDate": "2016-12-09",
        "priority": "standard",
        "dateOfInjury": "2016-10-13", "urDenialDate": "2016-11-03", "applicationReceived": "2016-11-03",
      ],
      "reviewer": ["licensure": ["Ohio"], "certifications": ["Neurology"]], "clinicalCaseSummary": summary,
      "disputedItems": items.map {
        [
          "description": $0, "decision": "upheld", "claimsAdministratorGuideline": guideline,
          "reviewerGuideline": guideline,
          "rationale": rationale,
        ] as [String: Any]
      },
    ]
    return SourceText(name: "stress-\(number)", bytes: Array(try JSONSerialization.data(withJSONObject: object)))
  }
}
