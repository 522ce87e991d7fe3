import JSONText

/// What the first look at all records of a batch found: 17 bytes a record, because there may be millions.
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

  private var tasks: [UInt8] = []
  private var digests: [UInt32] = []
  private var names: [UInt64] = []
  /// The records that were selected and have a name, in the order of their names' keys.
  private var byName: [UInt32] = []

  /// How many records there are.
  var count: Int { tasks.count }

  mutating func append(_ task: Task, digest: SHA256?, nameKey: UInt64) {
    tasks.append(task.rawValue)
    digests.append(UInt32(truncatingIfNeeded: digest?.prefix ?? 0))
    names.append(nameKey)
  }

  /// What is to be done with the record of that number.
  subscript(record: Int) -> Task {
    get { Task(rawValue: tasks[record]) ?? .skip }
    set { tasks[record] = newValue.rawValue }
  }

  /// How many records are to be rendered.
  var toRender: Int { tasks.count { $0 == Task.render.rawValue || $0 == Task.renderChecking.rawValue } }

  /// Whether a record is still what it was when it was checked.
  func isUnchanged(_ record: Int, _ digest: UInt64) -> Bool {
    record < digests.count && digests[record] == UInt32(truncatingIfNeeded: digest)
  }

  /// Closes the plan: from now on records can be found by name.
  mutating func index() {
    byName = tasks.indices.filter { self[$0] == .render || self[$0] == .renderChecking }.map { UInt32($0) }
    byName.sort { (names[Int($0)], $0) < (names[Int($1)], $1) }
  }

  /// The records whose letters would replace that of an earlier one.
  func collisions() -> [(first: Int, second: Int)] {
    var found: [(first: Int, second: Int)] = []
    var first = 0
    for index in byName.indices.dropFirst() {
      if names[Int(byName[index])] == names[Int(byName[first])] {
        found.append((Int(byName[first]), Int(byName[index])))
      } else {
        first = index
      }
    }
    return found.sorted { $0.second < $1.second }
  }

  /// The record whose letter has a name.
  func record(named key: UInt64) -> Int? {
    var (low, high) = (0, byName.count)
    while low < high {
      let middle = (low + high) / 2
      if names[Int(byName[middle])] < key { low = middle + 1 } else { high = middle }
    }
    return low < byName.count && names[Int(byName[low])] == key ? Int(byName[low]) : nil
  }
}
