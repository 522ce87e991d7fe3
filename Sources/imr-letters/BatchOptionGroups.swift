import ArgumentParser
import DeterminationLetters
import LetterBatch

/// The options of print streams.
struct PrintOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write the letters as a few large PDFs into a folder. With -o, write single letters too.", valueName: "dir"
    ))
  var printStream: String?

  @Option(
    help: ArgumentHelp("The largest number of pages in a file (default: 1000). No letter is split.", valueName: "n"))
  var maxPages: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The order of the letters in these files: pages, or fields of the case file, separated by commas. Whole numbers are sorted by value. Put - before a key for descending order.",
      valueName: "keys"))
  var sort: String?

  @Flag(
    help:
      "Print on both sides. Each letter of a print stream starts on a front side; a letter of 3 pages counts as 2 sheets."
  )
  var duplex = false

  var options: PrintStreamOptions? {
    printStream.map { PrintStreamOptions(folder: $0, maxPages: maxPages ?? 1_000, order: sort) }
  }

  func validate() throws {
    if printStream == nil, maxPages != nil || sort != nil {
      throw ValidationError("--max-pages and --sort are for --print-stream")
    }
  }
}

/// The options that choose records.
struct SelectionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Render at most this many records.", valueName: "n"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Render only the records with these identities, such as case numbers, separated by commas.", valueName: "ids"))
  var only: [String] = []

  @Option(
    help: ArgumentHelp(
      "Render a random sample of this many records. The sample is the same in every run.", valueName: "n"))
  var sample: Int?

  @Option(
    help: ArgumentHelp(
      "With --sample: another number gives another sample. The same number gives the same sample.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Render part K of N, such as 2/8. Every record is in exactly one part.", valueName: "k/n"),
    transform: Self.shard)
  var shard: Shard?

  struct Shard: Sendable {
    let number, count: Int
  }

  /// The identities of `--only`. By bytes, because Swift takes a comma with a combining accent after it for one character.
  private var identities: Set<String> {
    Set(only.flatMap { $0.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)) } })
  }

  func validate() throws {
    if seed != nil, sample == nil { throw ValidationError("--seed is for --sample") }
    // Without any identity, all letters would be made.
    if !only.isEmpty, identities.isEmpty { throw ValidationError("--only needs an identity, such as a case number") }
  }

  var selection: RecordSelection {
    var selection = RecordSelection()
    selection.limit = limit
    selection.only = identities
    selection.sample = sample
    selection.seed = seed ?? 0
    selection.shard = shard.map { ($0.number, $0.count) }
    return selection
  }

  private static func shard(_ text: String) throws -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1] else {
      throw ValidationError("--shard must be K/N with K from 1 to N, such as 2/8")
    }
    return Shard(number: number, count: count)
  }
}
