import ArgumentParser
import DeterminationLetters

/// The options for those who print.
struct PrintOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the letters as a few large PDFs into a folder, instead of single letters or beside them.", valueName: "dir"
    ))
  var printStream: String?

  @Option(help: ArgumentHelp("The most pages of such a file; no letter is divided.", valueName: "n"))
  var maxPages: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The order of the letters there: pages, or places such as case.decisionDate, separated by commas; a hyphen in front turns one round.",
      valueName: "keys"))
  var sort: String?

  @Flag(help: "Print on both sides: each letter of a print stream starts on a front; sheets are counted so.")
  var duplex = false

  var options: PrintStreamOptions? {
    printStream.map { PrintStreamOptions(folder: $0, maxPages: maxPages ?? 1_000, order: sort) }
  }

  func validate() throws {
    if printStream?.isEmpty == true { throw ValidationError("--print-stream takes a folder") }
    if printStream == nil, maxPages != nil || sort != nil {
      throw ValidationError("--max-pages and --sort are for --print-stream")
    }
    guard maxPages.map({ (1...PrintStreamOptions.mostPages).contains($0) }) ?? true else {
      throw ValidationError("--max-pages takes a number from 1 to \(PrintStreamOptions.mostPages)")
    }
  }
}

/// The options that choose records.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Render the first so many records alone.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp("Render the records with these case numbers alone, separated by commas.", valueName: "numbers"))
  var only: [String] = []

  @Option(help: ArgumentHelp("Render so many records, chosen by chance, the same ones every time.", valueName: "n"))
  var sample: Int?

  @Option(help: ArgumentHelp("Another number chooses another sample.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    help: ArgumentHelp("Render one part of several: its number from 1, and how many there are.", valueName: "k/n"),
    transform: Self.shard)
  var shard: Shard?

  struct Shard: Sendable {
    let number, count: Int
  }

  var selection: RecordSelection {
    var selection = RecordSelection()
    selection.limit = limit
    selection.only = Set(only.flatMap { $0.split(separator: ",").map(String.init) })
    selection.sample = sample
    selection.seed = seed
    selection.shard = shard.map { ($0.number, $0.count) }
    return selection
  }

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1") }
    if let sample, sample < 1 { throw ValidationError("--sample takes a number from 1") }
  }

  private static func shard(_ text: String) throws -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, (1...count).contains(number) else {
      throw ValidationError("--shard takes K/N with K from 1 to N, such as 2/8")
    }
    return Shard(number: number, count: count)
  }
}
