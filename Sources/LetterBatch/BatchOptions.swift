import DeterminationLetters
import Digests
import FileSystem
import Glibc

/// Which records a batch renders, and how.
///
/// ``BatchRenderer/run(_:report:)`` throws if options make no sense.
public struct BatchOptions: Sendable {
  /// The folder for single letters, which is made if it does not exist; nil if no single letters are wanted.
  public var folder: String?
  /// Large files for a printing machine, instead of single letters or beside them.
  public var printStream: PrintStreamOptions?
  /// The formats of each letter.
  public var formats: [LetterFormat]
  /// The longest line of plain text, in characters, up to 10,000; 0 puts each paragraph on one line.
  public var textWidth: Int
  /// How many letters are made at a time, 1 to 1,024.
  public var jobs: Int
  /// The names of letters: text with places such as `{case.number}` and `{input}`. If this is nil, the name of a letter is its identity, or
  /// its input if it has none.
  public var name: String?
  /// Which of the records are rendered.
  public var selection = RecordSelection()
  /// Makes everything and writes nothing.
  public var isDryRun = false
  /// How many records may have errors before the batch stops; nil for any number.
  public var maxErrors: Int?
  /// Skips letters that an earlier run finished.
  public var resumes = false
  /// Makes letters as records arrive, without checking all of them first, and without manifest and lock. The reported outcomes are the
  /// only result.
  public var isStream = false
  /// Whether letters are printed on both sides of a sheet, which needs about half the sheets. In a print stream each letter starts on a
  /// front side.
  public var isDuplex = false
  /// Whether findings in case files get an excerpt, ``Finding/excerpt``. A batch that shows none is faster without.
  public var keepsExcerpts = true
  /// The command of worker processes, so that the batch goes on if a record crashes one; nil for none.
  package var isolation: [String]?
  /// How many seconds of CPU a record may take in a worker process before it counts as a crash: 1 to 86,400.
  package var recordSeconds = 120

  /// Letters in a folder.
  public init(
    folder: String?, formats: [LetterFormat] = [.pdf], textWidth: Int = 80, jobs: Int = 1
  ) {
    self.folder = folder
    self.formats = formats
    self.textWidth = textWidth
    self.jobs = jobs
  }

  /// How many letters this machine can make at once.
  public static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The sheets of paper that pages take.
  func sheets(_ pages: Int) -> Int { isDuplex ? pages / 2 + pages % 2 : pages }
}

extension BatchOptions {
  /// Tries out whether the system allows what a batch needs.
  package func checkSystemLimits() throws(Findings) {
    // Swift runs at most one thread per processor; the others are for signals, the manifest and libdispatch itself. A batch has a few
    // files open at a time, and a socket for each worker process.
    let jobs = min(max(jobs, 1), 1_024)
    try SystemLimits.require(threads: min(jobs, Self.cores) + 3, descriptors: 16 + jobs)
  }

  /// - Throws: a finding for each option that makes no sense, by itself or with another.
  package func validate() throws(Findings) {
    var problems: [String] = []
    func require(_ isRight: Bool, _ problem: String) { if !isRight { problems.append(problem) } }
    require(folder != nil || printStream != nil, "give a folder for letters, a print stream, or both")
    require(folder != "" && printStream?.folder != "", "a folder must have a name")
    require(
      folder != "-" && printStream?.folder != "-",
      "“-” is standard output, and a batch writes into a folder; a folder of that name is ./-")
    require(folder == nil || !formats.isEmpty, "single letters need at least one format")
    require(Set(formats).count == formats.count, "each format must be given only once")
    require((1...1_024).contains(jobs), "the number of jobs must be from 1 to 1024")
    require((0...10_000).contains(textWidth), "the width of text must be from 0 to 10000")
    require(maxErrors.map { $0 >= 0 } ?? true, "the number of allowed errors must be at least 0")
    require((1...86_400).contains(recordSeconds), "the seconds of a record must be from 1 to 86400")
    require(selection.limit.map { $0 >= 1 } ?? true, "a limit must be at least 1")
    require(selection.sample.map { $0 >= 1 } ?? true, "a sample must be at least 1")
    require(
      selection.shard.map { $0.count >= 1 && (1...$0.count).contains($0.number) } ?? true,
      "the number of a shard must be from 1 to the number of shards")
    require(
      printStream.map { (1...PrintStreamOptions.mostPages).contains($0.maxPages) } ?? true,
      "the page limit of a print stream file must be from 1 to \(PrintStreamOptions.mostPages)")
    require(
      !isStream || !resumes && maxErrors == nil && printStream == nil && selection.sample == nil,
      "a stream has no manifest and goes on after any record: it cannot resume, stop at errors, take a sample or make a print stream"
    )
    guard problems.isEmpty else { throw Findings(problems.map { Finding(.badOption, $0) }) }
  }
}

/// Which records of a batch are rendered: first the shard, then the listed ones, then the sample, then the limit.
public struct RecordSelection: Sendable {
  /// At most this many records.
  public var limit: Int?
  /// Only the records with these identities.
  public var only: Set<String> = []
  /// A sample of this many records. A digest of each record and the seed decides, so the sample is the same in every run.
  public var sample: Int?
  /// Another seed chooses another sample.
  public var seed: UInt64 = 0
  /// Part `number` of `count` parts; the first part has the number 1. Every record is in exactly one part.
  public var shard: (number: Int, count: Int)?

  /// All records.
  public init() {}

  /// Whether so many records are all that the limit allows.
  func isComplete(_ count: Int) -> Bool { limit.map { count >= $0 } ?? false }

  /// Whether a record with this identity is in the shard and the list.
  func includes(_ id: String) -> Bool {
    guard only.isEmpty || only.contains(id) else { return false }
    guard let shard else { return true }
    return SHA256(of: Array(id.utf8)).prefix % UInt64(shard.count) == UInt64(shard.number - 1)
  }
}
