import Glibc

/// What a batch makes of its records, and of which.
public struct BatchOptions: Sendable {
  /// The folder that single letters are written to, made if it does not exist; nil if none are wanted.
  public var folder: String?
  /// Large files for a printing machine, instead of single letters or beside them.
  public var printStream: PrintStreamOptions?
  /// What each letter is written as.
  public var formats: [LetterFormat]
  /// The width of plain text.
  public var textWidth: Int
  /// How many letters are in work at a time.
  public var jobs: Int
  /// How letters are named, such as `{case.number}`; without it by case number, else by the input's name.
  public var name: String?
  /// Which of the records are rendered.
  public var selection = RecordSelection()
  /// Writes nothing, but makes everything.
  public var isDryRun = false
  /// How many records may be bad before the batch stops; nil for any number.
  public var maxErrors: Int?
  /// Leaves out the letters that are provably done.
  public var resumes = false
  /// Makes letters as records come, without a first look at all of them, and without manifest and lock: the outcomes tell everything.
  public var isStream = false
  /// The command of worker processes, so that a record over which one crashes is rejected and the batch goes on; nil for none.
  public var isolation: [String]?
  /// How many seconds of CPU a record may take in a worker process before it counts as one over which it crashed.
  public var recordSeconds = 120
  /// Whether letters are printed on both sides, which halves their sheets: in a print stream, each starts on a front.
  public var isDuplex = false

  /// Letters in a folder.
  public init(
    folder: String?, formats: [LetterFormat] = [.pdf], textWidth: Int = 80, jobs: Int = 1
  ) {
    self.folder = folder
    self.formats = formats
    self.textWidth = textWidth
    self.jobs = max(1, jobs)
  }

  /// How many letters this machine can work on at once.
  public static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// The sheets of paper that pages take.
  func sheets(_ pages: Int) -> Int { isDuplex ? (pages + 1) / 2 : pages }
}

/// Which records of a batch are rendered: first the shard, then the listed ones, then the sample, then the limit.
public struct RecordSelection: Sendable {
  /// The first so many.
  public var limit: Int?
  /// Those with these case numbers alone.
  public var only: Set<String> = []
  /// So many, chosen by a digest of each record and the seed: the same ones every time.
  public var sample: Int?
  /// What tells one sample from another.
  public var seed: UInt64 = 0
  /// One of several parts: the part's number from 1, and how many there are.
  public var shard: (number: Int, count: Int)?

  /// All records.
  public init() {}

  /// Whether a record of that identifier is in the shard and the list.
  func includes(_ id: String) -> Bool {
    guard only.isEmpty || only.contains(id) else { return false }
    guard let shard else { return true }
    return SHA256(of: Array(id.utf8)).prefix % UInt64(shard.count) == UInt64(shard.number - 1)
  }
}
