import ArgumentParser
import DeterminationLetters
import FileSystem
import LetterBatch
import TemplateTools

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verifies letters against their cases or their manifest.",
    discussion: """
      With --case, makes the letter of the case file again and compares the bytes. Signatures and other updates that were appended \
      to the PDF are accepted if they do not change the letter. With --manifest, compares each file of a batch with its digest. With --rerender, also \
      makes each file again from its records and compares the bytes. The exit code is 65 if something differs.
      """)

  @Argument(help: ArgumentHelp("The PDF to verify.", valueName: "letter.pdf"))
  var letter: String?

  @Option(help: ArgumentHelp("The case file; - is standard input.", valueName: "case.json"))
  var `case`: String?

  @Option(
    help: ArgumentHelp(
      "The manifest of a batch. It must still be in the folder of the letters.", valueName: "manifest.ndjson"))
  var manifest: String?

  @Flag(help: "Make the letters again and compare the bytes. The inputs must be where the batch found them.")
  var rerender = false

  @Option(
    help: ArgumentHelp("Verify this many letters (or files of a print stream), chosen at random.", valueName: "n"))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      "With --sample: decides which ones are chosen. The same number gives the same sample.", valueName: "n"))
  var seed: UInt64?

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var findingOptions: FindingOptions

  func validate() throws {
    guard (letter == nil) == (`case` == nil), (letter == nil) != (manifest == nil) else {
      throw ValidationError("give a PDF and its --case, or a --manifest")
    }
    if manifest == nil, rerender || sample != nil {
      throw ValidationError("--rerender and --sample are for --manifest")
    }
    let (set, sets, fonts) = (
      templateOptions.template, templateOptions.folders.templates, templateOptions.folders.fontPath
    )
    if manifest != nil, !rerender, set != nil || sets != nil || fonts != nil {
      throw ValidationError("with --manifest, --template, --templates and --font-path are for --rerender")
    }
    if seed != nil, sample == nil { throw ValidationError("--seed is for --sample") }
    if let sample, sample < 1 { throw ValidationError("--sample must be at least 1") }
  }

  func run() throws {
    let printer = FindingPrinter(findingOptions)
    do throws(Findings) {
      if let manifest {
        guard try verify(manifest, printer).failed == 0 else { throw Findings() }
      } else if let letter, let `case` {
        let rendered = try templateOptions.renderer(strict: findingOptions.strict).render(CaseInput.read(`case`))
        let bytes = try Files.requiredContents(letter, limit: LetterProof.largestFile)
        let proof = try rendered.verify(pdf: bytes, name: letter)
        // The name of the file may say what the case keeps confidential.
        let isShown = (try? rendered.checkName(letter)) != nil
        printer.note(
          (isShown ? "“\(letter)”" : "the PDF") + " is the letter of its case"
            + (proof.updates.isEmpty ? ", byte for byte" : ""))
        for update in proof.updates {
          // The signer may be somebody whom the case keeps confidential.
          let isShown = (try? rendered.checkName(update.note)) != nil
          printer.note(isShown ? update.note : "an update of \(update.byteCount) bytes was appended to the letter")
        }
      }
    } catch {
      printer.print(error)
      // What failed in a manifest was reported already.
      throw error.all.isEmpty ? ExitCode(65) : error.exitCode
    }
  }

  /// Says what the letters' words are now, in the words of `diff`. Letters whose words are the same say nothing.
  private func describeChanges(
    _ manifest: String, _ renderer: LetterRenderer, _ printer: FindingPrinter
  ) throws(Findings) {
    var report = ChangeReport()
    var cases: ManifestCases
    do throws(Findings) {
      cases = try ManifestCases(manifest)
      let load = { (set: String) throws(Findings) in
        try LetterRenderer(template: set, resources: templateOptions.resources)
      }
      while let (source, old) = try cases.next(load) {
        report.add(try ComparedLetter(source, from: old, to: renderer))
      }
    } catch {
      // The findings above say that an input or a set is gone.
      return
    }
    guard !report.isEmpty else { return }
    for line in ChangeView(report: report, showsValues: findingOptions.showValues).text.split(separator: "\n") {
      printer.note(String(line))
    }
  }

  /// What makes the letters again: the template set that the batch kept, unless `--template` names another.
  private func renderer(
    for verification: ManifestVerification, _ printer: FindingPrinter
  ) throws(Findings) -> LetterRenderer {
    let set = try verification.template()
    let renderer = try templateOptions.renderer(fallback: set)
    guard templateOptions.template == nil, let set else { return renderer }
    // A path ends with a slash, a name does not.
    if set.utf8.last != UInt8(ascii: "/") {
      printer.note("the batch's copy of its template set is gone; letters are made again with “\(set)” as it is now")
    }
    return renderer
  }

  private func verify(_ manifest: String, _ printer: FindingPrinter) throws(Findings) -> ManifestVerification.Summary {
    var verification = ManifestVerification(manifest)
    (verification.sample, verification.seed) = (sample, seed ?? 0)
    verification.isStrict = findingOptions.strict
    let renderer = rerender ? try self.renderer(for: verification, printer) : nil
    let load: ((String) throws(Findings) -> LetterRenderer)? =
      templateOptions.template == nil
      ? { set throws(Findings) in try templateOptions.renderer(fallback: set) } : nil
    let summary = try verification.run(
      rerenderingWith: renderer, loading: load, report: { printer.print($0) }, note: { printer.note($0) })
    // Of a sample nobody wants to wait for all letters.
    if summary.failed > 0, sample == nil, let renderer { try describeChanges(manifest, renderer, printer) }
    if findingOptions.json {
      printer.event(
        "{\"event\":\"summary\",\"letters\":\(summary.letters),\"files\":\(summary.files),\"failed\":\(summary.failed),\"rejected\":\(summary.rejected)}"
      )
    }
    printer.note(
      "letters: \(summary.letters), files: \(summary.files), failed: \(summary.failed); rejected records: \(summary.rejected)"
    )
    return summary
  }
}
