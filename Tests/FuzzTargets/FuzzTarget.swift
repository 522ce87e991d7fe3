import DeterminationLetters
import Digests
import Foundation
import JSONText
import LetterBatch
import LetterDocument
import LetterTemplate
import PDFOutput
import PDFReading
import TestSupport
import Typesetting

/// The readers of bytes from outside, one for each kind of input. `make fuzz` runs them with libFuzzer, which looks for inputs that reach
/// new code; `make test` runs them with the inputs that were found.
package enum FuzzTarget: String, CaseIterable, Sendable {
  case caseFile = "case"
  case schema, markup, stylesheet, setManifest, png, font, pdf, batchManifest, letter, language, vocabulary

  /// Reads an input. Findings are fine; a crash, a hang or a disagreement is not.
  package func run(_ bytes: [UInt8]) {
    switch self {
    case .caseFile: Self.checkAndRender(SourceText(name: "case.json", bytes: bytes), FuzzRenderers.reviews)
    case .schema: Self.readSchema(bytes)
    case .markup: _ = FuzzRenderers.set(["letter.html": bytes])
    case .stylesheet: _ = FuzzRenderers.set(["letter.css": bytes])
    case .setManifest: _ = FuzzRenderers.set(["manifest.json": bytes])
    case .png: _ = try? PNGImage(bytes)
    case .font: Self.set(in: bytes)
    case .pdf: Self.readPDF(bytes)
    case .batchManifest: Self.verify(bytes)
    case .letter: Self.makeLetter(bytes)
    case .language:
      let renderer = FuzzRenderers.set(["letter.html": FuzzRenderers.helpers, "languages/en.json": bytes])
      Self.checkAndRender(FuzzRenderers.helperCase, renderer)
    case .vocabulary:
      let files = ["manifest.json": FuzzRenderers.vocabularyManifest, "vocabularies/words.json": bytes]
      Self.checkAndRender(FuzzRenderers.helperCase, FuzzRenderers.set(files))
    }
  }

  /// Whether the sets for language files and vocabularies load, so that fuzzing reaches what stands behind loading.
  package static var setsLoad: Bool {
    FuzzRenderers.set(["letter.html": FuzzRenderers.helpers]) != nil
      && FuzzRenderers.set(["manifest.json": FuzzRenderers.vocabularyManifest]) != nil
  }

  // MARK: Targets

  private static func readSchema(_ bytes: [UInt8]) {
    guard let document = try? JSONDocument(parsing: SourceText(name: "schema.json", bytes: bytes)),
      let schema = try? Schema(
        reading: document, load: { _, _ throws(Findings) in throw Findings(Finding(.badSchema, "no other file")) })
    else { return }
    // The schema itself is a document like any other.
    _ = schema.validate(document)
  }

  /// A font: its tables, a line of text, and the PDF with its subset.
  private static func set(in bytes: [UInt8]) {
    guard let face = try? FontFace(file: bytes) else { return }
    var letter = TestLetter()
    letter.addParagraph("Letter 1: (a) – “é” ½ § Ω") {
      $0.fontFamily = face.name.family
      $0.isBold = face.name.isBold
    }
    guard let pages = try? Typesetter(fonts: FontLibrary([face])).typeset(letter.letter),
      let writer = try? PDFWriter(producer: "fuzz")
    else { return }
    _ = try? writer.write(pages, metadata: DocumentMetadata(letter.letter))
  }

  /// A PDF as it is, and as an update behind its own first bytes.
  private static func readPDF(_ bytes: [UInt8]) {
    _ = try? PDFTextReader.pages(of: bytes)
    _ = PDFTextReader.creator(of: bytes)
    _ = try? LetterForm(of: bytes)
    let marker = Array("%%EOF\n".utf8)
    if let end = bytes.firstRange(of: marker) { _ = try? PDFUpdates.behind(end.upperBound, in: bytes) }
  }

  private static func verify(_ bytes: [UInt8]) {
    let folder = "/dev/shm/imr-letters-fuzz-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: folder + "/manifest.ndjson", contents: Data(bytes)) else { return }
    let verification = ManifestVerification(folder + "/manifest.ndjson")
    _ = try? verification.template()
    _ = try? verification.run(rerenderingWith: FuzzRenderers.reviews) { _ in }
  }

  /// A template set and its case: markup, stylesheet and case file, with a zero byte between them.
  private static func makeLetter(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false).map(Array.init)
    guard parts.count == 3, let renderer = FuzzRenderers.set(["letter.html": parts[0], "letter.css": parts[1]]) else {
      return
    }
    checkAndRender(SourceText(name: "case.json", bytes: parts[2]), renderer)
  }

  /// `check` and `render` must say the same, and no case may reach a defect of the program.
  private static func checkAndRender(_ source: SourceText, _ renderer: LetterRenderer?) {
    guard let renderer else { return }
    let checked = renderer.check(source)
    do throws(Findings) {
      let letter = try renderer.render(source)
      _ = letter.text()
      _ = letter.html
      _ = try letter.pdf()
      precondition(!checked.hasErrors, "check refuses what render makes: \(checked)")
    } catch {
      precondition(!error.all.contains { $0.code == .defect }, "\(error)")
      precondition(checked.hasErrors, "render refuses what check passes: \(error)")
    }
  }
}
