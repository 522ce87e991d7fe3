/// Looks up words without making strings of them. A word's first sixteen letters, in lower case, are packed into two integers.
struct Vocabulary: Sendable {
  /// What the vocabulary knows about a word.
  struct Entry: Sendable {
    var term: Term
    /// The month, the number that the word means, or the index of the body part or unit.
    var value: UInt16 = 0
  }

  /// The letters of a word.
  struct Key: Equatable, Sendable {
    var high: UInt64 = 0
    var low: UInt64 = 0

    init(_ letters: some Sequence<UInt8>) {
      var count = 0
      for letter in letters {
        let lower = UInt64((0x41...0x5A).contains(letter) ? letter | 0x20 : letter)
        if count < 8 { high = high << 8 | lower } else { low = low << 8 | lower }
        count += 1
        // Longer words are identified by their first sixteen letters, which are different for all entries.
        if count == 16 { break }
      }
    }

    /// The slot where the search starts.
    var slot: Int { Int(((high ^ low &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93) >> 53) }
  }

  /// An open-addressing table of 2,048 slots. Every word of every letter is looked up here. Swift's own dictionary uses hashes that resist
  /// attackers. These words do not need that.
  private var slots = [(key: Key, entry: Entry)?](repeating: nil, count: 2_048)
  /// One bit for each combination of first letter, last letter and length that some entry has. This rules out nearly all other words.
  private var shapes = [UInt64](repeating: 0, count: 512)

  /// The words of the rules.
  static let shared = Vocabulary()

  /// The entry of a word; nil for words that no rule uses.
  func entry(_ word: UnsafeBufferPointer<UInt8>) -> Entry? {
    let shape = Self.shape(word)
    guard shapes[shape >> 6] >> UInt64(shape & 63) & 1 == 1 else { return nil }
    let key = Key(word)
    var slot = key.slot
    while let known = slots[slot] {
      if known.key == key { return known.entry }
      slot = (slot + 1) & 2_047
    }
    return nil
  }

  private mutating func insert(_ key: Key, _ entry: Entry) {
    var slot = key.slot
    while let known = slots[slot], known.key != key { slot = (slot + 1) & 2_047 }
    slots[slot] = (key, entry)
  }

  /// Upper-case and lower-case letters have the same low five bits.
  private static func shape(_ word: some BidirectionalCollection<UInt8>) -> Int {
    Int((word.first ?? 0) & 31) << 10 | Int((word.last ?? 0) & 31) << 5 | min(word.count, 31)
  }

  private mutating func add(_ words: String, _ term: Term, _ value: UInt16 = 0) {
    for word in words.split(separator: " ") {
      insert(Key(word.utf8), Entry(term: term, value: value))
      let shape = Self.shape(word.utf8)
      shapes[shape >> 6] |= 1 << UInt64(shape & 63)
    }
  }

  private init() {
    add("left l lt", .left)
    add("right r rt", .right)
    add("bilateral bilaterally both", .bilateral)
    for (index, part) in Self.bodyParts.enumerated() { add(part, .bodyPart, UInt16(index)) }
    addPeople()
    addConclusions()
    addDates()
    addQuantities()
    add("mtus", .mtus)
    add("non", .non)
    add("outside", .outside)
  }

  private mutating func addPeople() {
    add("he his him himself", .he)
    add("she her hers herself", .she)
    add("male man gentleman", .male)
    add("female woman lady", .female)
    add("year years yr yrs", .year)
    add("old", .old)
    add("worker employee patient claimant applicant iw", .worker)
    add(
      """
      doctor dr physician provider surgeon therapist chiropractor reviewer nurse psychologist psychiatrist specialist \
      examiner consultant podiatrist dentist acupuncturist neurologist orthopedist radiologist practitioner pa md qme ame ptp \
      wife husband spouse partner mother father son daughter child sister brother friend supervisor coworker boss \
      employer driver interpreter attorney attending administrator author et al prescriber clinician provider's \
      physician's surgeon's doctor's girlfriend boyfriend manager customer student resident
      """, .otherPerson)
  }

  private mutating func addConclusions() {
    add("medically", .medically)
    add("necessary", .necessary)
    add("unnecessary", .unnecessary)
    add("necessity", .necessity)
    add("not", .not)
    add(
      """
      no nor neither never cannot can't isn't wasn't aren't unable without lack lacks lacking fails failed insufficient \
      denied unsupported absence nothing hardly unlikely unclear undetermined questionable
      """, .negation)
    add(
      """
      if unless whether when should must would could may might order before until provided required requires require \
      criteria only
      """, .condition)
    add("request requested requests", .request)
    add("are were be been deemed considered determined found", .assertion)
    add("therefore thus hence such accordingly consequently", .therefore)
  }

  private mutating func addDates() {
    let months = [
      "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
      "september sep sept", "october oct", "november nov", "december dec",
    ]
    for (index, names) in months.enumerated() { add(names, .month, UInt16(index + 1)) }
    add("on", .on)
    add("of in from", .preposition)
    add("is was as occurred occurring reported", .linkingVerb)
    add("dated", .dated)
    add("date day", .date)
    add("the a an this original", .determiner)
    add("injury", .injury)
    add("industrial work related occupational industrially", .industrial)
    add("sustained suffered suffering sustaining", .sustained)
    add(
      """
      prior previous previously another second secondary subsequent earlier former nonindustrial \
      multiple cumulative continuous past history additional re
      """, .earlier)
    add("utilization", .utilization)
    add("review", .review)
    add("ur", .ur)
    add("report letter determination notice", .report)
    add("decision", .decision)
    add("denied denial modified noncertified certified certification", .denied)
  }

  private mutating func addQuantities() {
    let words = [
      "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ]
    for (index, word) in words.enumerated() { add(word, .numberWord, UInt16(index + 1)) }
    add("times x", .times)
    add("to", .to)
    add("refill refills", .refill)
    for (index, unit) in Self.units.enumerated() { add(unit, .unit, UInt16(index)) }
  }

  /// Parts of the body that have a left and a right side, each with its other names.
  static let bodyParts = [
    "shoulder shoulders", "elbow elbows", "wrist wrists", "hand hands", "finger fingers", "thumb thumbs", "hip hips",
    "knee knees", "ankle ankles", "foot feet", "toe toes", "heel heels", "arm arms", "forearm forearms", "leg legs",
    "thigh thighs", "calf calves", "eye eyes", "ear ears", "groin", "extremity extremities", "breast breasts",
    "kidney kidneys", "rib ribs", "jaw",
  ]

  /// Units that a request can have a number of.
  static let units = [
    "session sessions", "visit visits", "treatment treatments", "week weeks wk wks", "month months", "day days",
    "hour hours hrs",
    "tablet tablets tab tabs", "capsule capsules", "unit units", "injection injections", "patch patches", "pair pairs",
    "tube tubes", "bottle bottles",
  ]
}
