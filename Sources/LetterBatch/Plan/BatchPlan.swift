import DeterminationLetters
import Digests

/// The result of the check pass: what to do with each record. There may be millions of records, so it takes 23 bytes per record, and 11 once
/// names are no longer needed; 71 and 59 if the batch is resumed.
struct BatchPlan {
  /// What is to be done with a record.
  enum Task: UInt8 {
    /// Not selected.
    case skip
    /// Rendered; it was checked, and the plan knows its warnings.
    case render
    /// Rendered and checked again, because the plan knows too many different lists of warnings to remember these.
    case renderChecking
    /// Rejected, because of errors.
    case reject
    /// Nothing: an earlier run finished its letter.
    case done
    /// Rejected, because its letter was signed since, and the record or what is wanted of it has changed. The line of the letter stays.
    case signed
    /// Rejected, because of errors. Its letter was signed since, and the line of the letter stays.
    case rejectSigned

    /// Whether the check found errors.
    var hasErrors: Bool { self == .reject || self == .rejectSigned }

    /// Whether the manifest keeps the line of a signed letter, although the record is rejected.
    var keepsLine: Bool { self == .signed || self == .rejectSigned }
  }

  private var tasks = LongList<UInt8>()
  private var fingerprints = LongList<UInt64>()
  /// Digests, for a resumed batch, which compares them with the digests in the manifest.
  private var digests = LongList<SIMD4<UInt64>>()
  private let keepsDigests: Bool
  /// For a resumed batch, a digest of the place of each record, and one of its name as it is written.
  private var places = LongList<UInt64>()
  private var exactNames = LongList<UInt64>()
  private var names = LongList<UInt64>()
  /// For each record, the number of its list of warnings in ``warningLists``.
  private var warnings = LongList<UInt16>()
  private var warningLists = WarningLists()
  /// The records that were selected, in the order of their names' keys.
  private var byName: [UInt32] = []
  /// The places of the records that were selected, once somebody asks for them.
  private var selectedPlaces: Set<UInt64>?

  /// The input files that no record may name.
  var hiddenFiles = HiddenFiles()

  /// The letters of the print stream, in the order of the inputs.
  private(set) var toPrint: [PrintStreamPlan.Entry] = []

  /// An empty plan.
  /// - Parameter keepsDigests: whether digests are kept, 32 bytes per record.
  init(keepsDigests: Bool) { self.keepsDigests = keepsDigests }

  /// How many records there are.
  var count: Int { tasks.count }

  /// Adds a record that was checked.
  mutating func append(
    checked findings: Findings, _ identity: RecordIdentity, nameKey: UInt64, place: UInt64 = 0, exactName: UInt64 = 0
  ) {
    guard !findings.hasErrors else {
      return append(.reject, identity, nameKey: nameKey, place: place, exactName: exactName)
    }
    let list = warningLists.number(of: findings)
    append(
      list == nil ? .renderChecking : .render, identity, nameKey: nameKey, warnings: list ?? WarningLists.none,
      place: place, exactName: exactName)
  }

  /// The warnings that the check found in a record, without their places.
  func warnings(of record: Int) -> Findings { warningLists[warnings[record]] }

  mutating func append(
    _ task: Task, _ identity: RecordIdentity?, nameKey: UInt64, warnings list: UInt16 = WarningLists.none,
    place: UInt64 = 0, exactName: UInt64 = 0
  ) {
    tasks.append(task.rawValue)
    warnings.append(list)
    fingerprints.append(identity?.fingerprint?.bits ?? 0)
    if keepsDigests {
      digests.append(identity?.digest?.words ?? .zero)
      places.append(place)
      exactNames.append(exactName)
    }
    names.append(nameKey)
  }

  /// What is to be done with the record of that number.
  subscript(record: Int) -> Task {
    get { Task(rawValue: tasks[record]) ?? .skip }
    set { tasks[record] = newValue.rawValue }
  }

  mutating func appendToPrint(_ entry: PrintStreamPlan.Entry) { toPrint.append(entry) }

  /// Rejects letters of the print stream that would be named after a hidden file.
  mutating func rejectHiddenNames(in files: CaseFiles) {
    for entry in toPrint where hiddenFiles.name(entry.id, at: entry.place, in: files) { self[entry.record] = .reject }
    toPrint.removeAll { hiddenFiles.name($0.id, at: $0.place, in: files) }
  }

  /// The plan without the records that are to be rendered.
  var withRejectedOnly: BatchPlan {
    var plan = self
    for record in plan.tasks.indices where self[record] != .reject { plan[record] = .skip }
    return plan
  }

  /// How many letters are done.
  var done: Int { tasks.count { $0 == Task.done.rawValue } }

  /// How many records are to be rejected.
  var toReject: Int { tasks.count { $0 == Task.reject.rawValue } }

  /// How many records are to be rendered.
  var toRender: Int {
    tasks.count { $0 == Task.render.rawValue || $0 == Task.renderChecking.rawValue || $0 == Task.signed.rawValue }
  }

  /// Whether a record is still what it was when it was checked.
  func isUnchanged(_ record: Int, _ fingerprint: Fingerprint?) -> Bool {
    record < fingerprints.count && fingerprints[record] == fingerprint?.bits
  }

  /// Whether a record has this digest, which is from a line of the manifest.
  func has(_ digest: SHA256?, record: Int) -> Bool {
    guard let digest, record < digests.count else { return false }
    return digests[record] == digest.words
  }

  /// A digest of the place of a record, if the batch is resumed.
  func place(of record: Int) -> UInt64? { record < places.count ? places[record] : nil }

  /// Whether the letter of a record has this name, as it is written. Names that differ in letter case belong to one file on some systems, but
  /// a letter that is done under another name is not the letter that was asked for.
  func hasName(_ name: String, record: Int) -> Bool {
    record < exactNames.count && exactNames[record] == Self.key(ofExactName: name)
  }

  /// A digest of a name as it is written.
  static func key(ofExactName name: String) -> UInt64 { SHA256(of: Array(name.utf8)).prefix }

  /// Whether a record that was selected has this place, if the batch is resumed.
  mutating func hasRecord(atPlace key: UInt64) -> Bool {
    if let selectedPlaces { return selectedPlaces.contains(key) }
    var found: Set<UInt64> = []
    for record in places.indices where self[record] != .skip { found.insert(places[record]) }
    selectedPlaces = found
    return found.contains(key)
  }

  /// The fingerprint that a record had when it was checked.
  func fingerprint(of record: Int) -> Fingerprint { Fingerprint(bits: fingerprints[record]) }

  /// Completes the plan: from now on records can be found by name.
  mutating func index() {
    var records: [UInt32] = []
    records.reserveCapacity(count)
    for record in tasks.indices where self[record] != .skip { records.append(UInt32(record)) }
    // Of the records of one name, those that can have a letter come first.
    func order(_ record: UInt32) -> (UInt64, UInt8, UInt32) {
      (names[Int(record)], self[Int(record)] == .reject ? 1 : 0, record)
    }
    records.sort { order($0) < order($1) }
    byName = records
  }

  /// Frees the names, the largest part of the plan, when they are no longer needed.
  mutating func forgetNames() { (names, byName, selectedPlaces) = (LongList(), [], nil) }

  /// The records whose letters would replace the letter of an earlier record.
  func collisions() -> [(first: Int, second: Int)] {
    var found: [(first: Int, second: Int)] = []
    var first: Int?
    for record in byName.lazy.map({ Int($0) }) where self[record] != .reject {
      if let first, names[record] == names[first] { found.append((first, record)) } else { first = record }
    }
    return found.sorted { $0.second < $1.second }
  }

  /// The record that has a name. If several have it, one of them at most has a letter; it is this one, or else the first of them.
  func record(named key: UInt64) -> Int? {
    let first = byName.partitioningIndex { names[Int($0)] >= key }
    return first < byName.count && names[Int(byName[first])] == key ? Int(byName[first]) : nil
  }
}
