// The stages of a letter, one after the other, each given what the stage before makes. Run by `make bench`.

import Benchmark
import DeterminationLetters
import Foundation
import JSONText
import LetterDocument
import LetterTemplate
import PDFOutput
import Typesetting

/// What the stages work on: the cases of a file, and what each stage makes of them.
struct Stages {
  let sources: [SourceText]
  let documents: [JSONDocument]
  let letters: [Letter]
  let pages: [TypesetLetter]
  let renderer: LetterRenderer
  let typesetter: Typesetter
  let writer: PDFWriter

  init(cases: String, fonts: String) throws {
    sources = try String(contentsOfFile: cases, encoding: .utf8).split(separator: "\n").map {
      SourceText(name: "case", bytes: Array($0.utf8))
    }
    documents = try sources.map { try JSONDocument(parsing: $0) }
    let renderer = try LetterRenderer(template: "imr-2016")
    letters = try documents.map { try renderer.template.merge($0) }
    let files = try FileManager.default.contentsOfDirectory(atPath: fonts).filter { $0.hasSuffix(".ttf") }.sorted()
    typesetter = Typesetter(
      fonts: FontLibrary(
        try files.map { try FontFace(file: Array(Data(contentsOf: URL(fileURLWithPath: fonts + "/" + $0)))) }))
    let typesetter = typesetter
    pages = try letters.map { try typesetter.typeset($0) }
    writer = try PDFWriter(producer: "benchmark")
    self.renderer = renderer
  }
}

let environment = ProcessInfo.processInfo.environment
let stages = try Stages(
  cases: environment["BENCH_CASES"] ?? "cases.ndjson", fonts: environment["BENCH_FONTS"] ?? "Fonts")

benchmark("parse") { for source in stages.sources { _ = try JSONDocument(parsing: source) } }
benchmark("parse and check") { for source in stages.sources { _ = stages.renderer.check(source) } }
benchmark("merge") { for document in stages.documents { _ = try stages.renderer.template.merge(document) } }
benchmark("write text") { for letter in stages.letters { _ = PlainTextWriter(width: 80).write(letter) } }
benchmark("lay out") { for letter in stages.letters { _ = try stages.typesetter.typeset(letter) } }
benchmark("draw and write PDF") {
  for (letter, pages) in zip(stages.letters, stages.pages) {
    _ = try stages.writer.write(pages, metadata: DocumentMetadata(letter))
  }
}
Benchmark.main()
