import JSONText

/// What the first look at all records of a batch found: 17 bytes a record, because there may be millions, and 5 when the names are
/// let go.
struct BatchPlan {
  /// What is to be done with a record.
  enum Task: UInt8 {
    /// Not selected.
    case skip
    /// Rendered; it was checked and nothing was found.
    case render
    /// Rendered and checked again, for its warnings.
    case renderChecking
    /// Rejected, because of errors.
    case reject
    /// Nothing: its letter is provably done.
    case done
  }

  private var tasks = LongList<UInt8>()
  private var digests = LongList<UInt32>()
  private var names = LongList<UInt64>()
  /// The records that were selected, in the order of their names' keys.
  private var byName: [UInt32] = []

  /// The letters of the print stream, in the order of the inputs.
  private(set) var toPrint: [PrintStreamPlan.Entry] = []

  /// How many records there are.
  var count: Int { tasks.count }

  mutating func append(_ task: Task, digest: SHA256?, nameKey: UInt64) {
    tasks.append(task.rawValue)
    digests.append(digest?.short ?? 0)
    names.append(nameKey)
  }

  /// What is to be done with the record of that number.
  subscript(record: Int) -> Task {
    get { Task(rawValue: tasks[record]) ?? .skip }
    set { tasks[record] = newValue.rawValue }
  }

  mutating func appendToPrint(_ entry: PrintStreamPlan.Entry) { toPrint.append(entry) }

  /// The plan without the records that are to be rendered.
  var rejectedAlone: BatchPlan {
    var plan = self
    for record in plan.tasks.indices where self[record] != .reject { plan[record] = .skip }
    return plan
  }

  /// How many letters are done.
  var done: Int { tasks.count { $0 == Task.done.rawValue } }

  /// How many records are to be rejected.
  var toReject: Int { tasks.count { $0 == Task.reject.rawValue } }

  /// How many records are to be rendered.
  var toRender: Int { tasks.count { $0 == Task.render.rawValue || $0 == Task.renderChecking.rawValue } }

  /// Whether a record is still what it was when it was checked.
  func isUnchanged(_ record: Int, _ digest: UInt32?) -> Bool {
    record < digests.count && digests[record] == digest
  }

  /// The start of a record's digest.
  func digest(of record: Int) -> UInt32 { digests[record] }

  /// Closes the plan: from now on records can be found by name.
  mutating func index() {
    byName.reserveCapacity(count)
    for record in tasks.indices where self[record] != .skip { byName.append(UInt32(record)) }
    byName.sort { (names[Int($0)], $0) < (names[Int($1)], $1) }
  }

  /// Lets the names go, which are two thirds of the plan, when nothing is sought by name any more.
  mutating func forgetNames() { (names, byName) = (LongList(), []) }

  /// The records whose letters would replace that of an earlier one.
  func collisions() -> [(first: Int, second: Int)] {
    var found: [(first: Int, second: Int)] = []
    var first: Int?
    for record in byName.lazy.map({ Int($0) }) where self[record] != .reject {
      if let first, names[record] == names[first] { found.append((first, record)) } else { first = record }
    }
    return found.sorted { $0.second < $1.second }
  }

  /// The first record that has a name, be there a letter of it or not.
  func record(named key: UInt64) -> Int? {
    var (low, high) = (0, byName.count)
    while low < high {
      let middle = (low + high) / 2
      if names[Int(byName[middle])] < key { low = middle + 1 } else { high = middle }
    }
    return low < byName.count && names[Int(byName[low])] == key ? Int(byName[low]) : nil
  }
}
