import JSONText

/// Makes case files that nobody wrote, the same ones for the same seed: bytes flipped, keys dropped, doubled and renamed, types
/// swapped, strings grown.
struct CaseMutator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea, Flood 2014).
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  private mutating func pick(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// A mutant of a case file: one to three changes.
  mutating func mutant(of bytes: [UInt8], _ root: JSONValue) -> [UInt8] {
    if pick(4) == 0 { return flipped(bytes) }
    var value = root
    for _ in 0...pick(3) { value = changed(value) }
    let text = Array(value.text.utf8)
    return pick(8) == 0 ? flipped(text) : text
  }

  private mutating func flipped(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...pick(3) {
      let place = pick(bytes.count)
      switch pick(5) {
      case 0: bytes[place] ^= 1 << UInt8(pick(8))
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(UInt8(pick(256)), at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count, place + pick(200)))
      default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + pick(200))], at: place)
      }
      if bytes.isEmpty { return [UInt8(ascii: "{")] }
    }
    return bytes
  }

  /// Walks down at random and changes what it comes to.
  private mutating func changed(_ value: JSONValue) -> JSONValue {
    switch value.content {
    case .object(let object) where !object.members.isEmpty && pick(5) > 0:
      var members = object.members
      let place = pick(members.count)
      let member = members[place]
      switch pick(12) {
      case 0: members.remove(at: place)
      case 1: members.append(member)
      case 2: members[place] = .init(key: member.key + String(Self.odd[pick(Self.odd.count)]), value: member.value)
      default: members[place] = .init(key: member.key, value: changed(member.value))
      }
      return JSONValue(.object(JSONObject(members)))
    case .array(let elements) where !elements.isEmpty && pick(5) > 0:
      var elements = elements
      let place = pick(elements.count)
      switch pick(8) {
      case 0: elements.remove(at: place)
      case 1: elements.append(elements[place])
      default: elements[place] = changed(elements[place])
      }
      return JSONValue(.array(elements))
    case .string(let text): return JSONValue(.string(changed(text)))
    default: return replacement()
    }
  }

  private mutating func changed(_ text: String) -> String {
    let odd = String(Self.odd[pick(Self.odd.count)])
    switch pick(8) {
    case 0: return ""
    case 1: return text + odd
    case 2: return odd + text
    case 3: return String(repeating: text + " ", count: 1 + pick(40))
    case 4: return String(repeating: odd, count: 1 + pick(3_000))
    case 5: return String(text.dropFirst(pick(text.count)))
    case 6: return String(text.reversed())
    default: return text.replacing(" ", with: odd)
    }
  }

  private mutating func replacement() -> JSONValue {
    let values: [JSONValue.Content] = [
      .null, .boolean(true), .number("-1e400"), .number("2004"), .string("x"), .string("2016-02-30"), .array([]),
      .object(JSONObject()), .array([JSONValue(.null)]),
      .object(JSONObject([.init(key: "mtus", value: JSONValue(.array([])))])),
    ]
    return JSONValue(values[pick(values.count)])
  }

  private static let odd: [String] = [
    "\u{0}", "\u{7F}", "\u{85}", "\u{AD}", "\u{301}", "\u{200B}", "\u{202E}", "\u{2011}", "\u{FFFD}", "\u{FFFF}",
    "\u{1F9B5}",
    "\u{E000}", "é", "§", "L4-5", "left knee", "[INSERT", "{{x}}", "</p>", "-", " ", "\n", "\t", "\u{A0}", "12/31/9999",
    "#60",
    "medically necessary", "XX/XX", "_", "\\", "\"", "_____", "é\u{323}", "\u{1100}\u{1161}",
  ]
}
