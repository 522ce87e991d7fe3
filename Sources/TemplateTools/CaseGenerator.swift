import Diagnostics
import JSONText

/// Makes case data from a schema: its examples, the values of its enums, and values that the template compares with.
struct CaseGenerator {
  /// How freely it chooses.
  enum Style {
    /// What is required, the first form, the shortest lists.
    case least
    /// Anything, with optional parts this often in a hundred.
    case random(optional: Int)
  }

  private let schema: Schema
  /// For each place of the data, the values that the template compares it with.
  private let compared: [String: [JSONValue.Content]]
  private var style = Style.least
  private var random: SeededRandom
  /// Places for which no value was found.
  private(set) var failures: [Failure] = []
  /// How many values the case has so far. Long lists inside long lists would fill the memory.
  private var count = 0
  private static let mostValues = 20_000
  /// Whether the last case would have had more values than that.
  var isTooLarge: Bool { count > Self.mostValues }

  init(schema: Schema, compared: [String: [JSONValue.Content]], seed: UInt64) {
    (self.schema, self.compared) = (schema, compared)
    random = SeededRandom(seed: seed)
  }

  /// A value for the whole case. It is not certain that it is valid.
  mutating func make(_ style: Style) -> JSONValue {
    self.style = style
    failures = []
    count = 0
    return make([schema.root], path: "", depth: 0) ?? JSONValue(.object(JSONObject()))
  }

  // MARK: Choices

  /// A number below a limit; 0 if the least is wanted.
  private mutating func choose(_ count: Int) -> Int {
    guard count > 1, case .random = style else { return 0 }
    return Int(random.next() % UInt64(count))
  }

  private mutating func wantsOptional(_ depth: Int) -> Bool {
    guard case .random(let often) = style, depth < 24 else { return false }
    return Int(random.next() % 100) < often
  }

  // MARK: Values

  /// A value that satisfies some subschemas; nil if none was found.
  private mutating func make(_ ids: [Schema.ID], path: String, depth: Int) -> JSONValue? {
    count += 1
    guard depth < 40, count <= Self.mostValues, let nodes = forms(of: ids) else { return nil }
    if let values = nodes.compactMap(\.enumeration).first {
      let fitting = values.filter { value in
        nodes.compactMap(\.enumeration).allSatisfy { $0.contains { $0.equals(value) } }
      }
      guard !fitting.isEmpty else { return nil }
      return JSONValue(fitting[choose(fitting.count)].content)
    }
    var types = Set(JSONType.allCases)
    for named in nodes.compactMap(\.types) { types = Self.common(types, named) }
    if nodes.contains(where: { !$0.properties.isEmpty || !$0.required.isEmpty }), types.contains(.object) {
      types = [.object]
    }
    let order: [JSONType] = [.string, .object, .array, .integer, .number, .boolean, .null]
    let possible = order.filter(types.contains)
    guard !possible.isEmpty else { return nil }
    switch possible[choose(possible.count)] {
    case .null: return JSONValue(.null)
    case .boolean: return JSONValue(.boolean(choose(2) == 0))
    case .string: return text(nodes, path)
    case .integer, .number: return number(nodes, path, isInteger: !possible.contains(.number))
    case .array: return list(nodes, path, depth)
    case .object: return object(nodes, path, depth)
    }
  }

  private static func common(_ one: Set<JSONType>, _ other: Set<JSONType>) -> Set<JSONType> {
    var found = one.intersection(other)
    // A whole number is a number too.
    if one.contains(.integer) && other.contains(.number) || one.contains(.number) && other.contains(.integer) {
      found.insert(.integer)
    }
    return found
  }

  /// Subschemas with those that they lead to, and with one form of each choice.
  private mutating func forms(of ids: [Schema.ID]) -> [Schema.Node]? {
    var nodes: [Schema.Node] = []
    var waiting = ids
    var seen: Set<Schema.ID> = []
    while !waiting.isEmpty {
      let id = waiting.removeFirst()
      guard seen.insert(id).inserted else { continue }
      if schema.isNever(id) { return nil }
      let node = schema[id]
      nodes.append(node)
      waiting += [node.reference].compactMap(\.self) + node.allOf
      for choice in [node.anyOf, node.oneOf] where !choice.isEmpty {
        let possible = choice.filter { !schema.isNever($0) }
        guard !possible.isEmpty else { return nil }
        waiting.append(possible[choose(possible.count)])
      }
    }
    return nodes
  }

  private mutating func text(_ nodes: [Schema.Node], _ path: String) -> JSONValue? {
    var candidates = nodes.flatMap(\.examples).compactMap(\.string)
    for case .string(let text) in compared[path] ?? [] { candidates.append(text) }
    if nodes.contains(where: { $0.format == .date }) {
      candidates += ["2024-03-15", "2024-03-20", "2023-11-02"]
      // Days before and after every day that the template may compare with.
      if compared[path] != nil { candidates += ["1900-01-01", "2999-12-31"] }
    }
    // The words of a place, so that a reader sees what belongs there.
    if !nodes.contains(where: { !$0.examples.isEmpty }) { candidates.insert(Self.words(for: path), at: 0) }
    let least = nodes.map(\.minLength).max() ?? 0
    candidates = candidates.map { text in
      let missing = least - text.unicodeScalars.count
      return missing > 0 && missing < 10_000 ? text + String(repeating: "x", count: missing) : text
    }
    if nodes.allSatisfy({ $0.minLength == 0 }), case .random = style { candidates.append("") }
    func fit(_ text: String) -> Bool { nodes.allSatisfy { $0.mayBe(text) } }
    let fitting = candidates.filter(fit)
    if !fitting.isEmpty { return JSONValue(.string(fitting[choose(fitting.count)])) }
    guard let other = ["A", "1", "AB12", "12345", "0000000000"].first(where: fit) else {
      failures.append(Failure(path: path, hasExamples: nodes.contains { !$0.examples.isEmpty }))
      return nil
    }
    return JSONValue(.string(other))
  }

  /// `disputedItems[].description` is a “Description”.
  private static func words(for path: String) -> String {
    let key = path.split(separator: ".").last.map { $0.filter { $0 != "[" && $0 != "]" } } ?? "Text"
    var words = ""
    for character in key {
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.lowercased()
    }
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private mutating func number(_ nodes: [Schema.Node], _ path: String, isInteger: Bool) -> JSONValue? {
    var candidates = nodes.flatMap(\.examples).compactMap(\.number)
    let one = ExactDecimal(1)
    for case .number(let digits) in compared[path] ?? [] {
      guard let number = ExactDecimal(digits) else { continue }
      candidates += [number, number + one, number + ExactDecimal(-1)]
      // The next multiples on both sides.
      for step in nodes.compactMap(\.multipleOf) {
        for distance in 0..<200 {
          let (up, down) = (number + ExactDecimal(distance), number + ExactDecimal(-distance))
          let multiples = [up, down].filter { $0.isMultiple(of: step) }
          candidates += multiples
          if !multiples.isEmpty, distance > 0 { break }
        }
      }
    }
    candidates += nodes.compactMap(\.minimum) + nodes.compactMap(\.maximum) + nodes.compactMap(\.multipleOf)
    candidates += [one, ExactDecimal.zero, ExactDecimal(2), ExactDecimal(12)]
    let fitting = candidates.filter { number in
      (!isInteger || number.isInteger) && nodes.allSatisfy { $0.mayBe(number) }
    }
    guard !fitting.isEmpty else {
      failures.append(Failure(path: path, hasExamples: nodes.contains { !$0.examples.isEmpty }))
      return nil
    }
    return JSONValue(.number(fitting[choose(fitting.count)].shortest))
  }

  private mutating func list(_ nodes: [Schema.Node], _ path: String, _ depth: Int) -> JSONValue? {
    let (least, limit) = (nodes.map(\.minItems).max() ?? 0, nodes.map(\.maxItems).min() ?? .max)
    guard least <= limit, least <= 100 else {
      failures.append(Failure(path: path, hasExamples: false))
      return nil
    }
    // One more than a number of elements that the template compares with.
    var wanted = max(least, 1) + 1
    for case .number(let digits) in compared[path] ?? [] {
      wanted = max(wanted, min(Int(digits) ?? 0, 49) + 1)
    }
    let most = min(limit, wanted)
    let items = nodes.compactMap(\.items)
    guard !items.isEmpty else { return least == 0 ? JSONValue(.array([])) : nil }
    var elements: [JSONValue] = []
    for _ in 0..<least + choose(most - least + 1) {
      guard let element = make(items, path: path + "[]", depth: depth + 1) else { return nil }
      elements.append(element)
    }
    return JSONValue(.array(elements))
  }

  private mutating func object(_ nodes: [Schema.Node], _ path: String, _ depth: Int) -> JSONValue? {
    var keys: [String] = []
    for key in nodes.flatMap({ $0.properties.map(\.key) + $0.required })
    where !keys.contains(where: { $0.isSame(as: key) }) {
      keys.append(key)
    }
    let required = Set(nodes.flatMap(\.required).map(ExactText.init))
    var members: [JSONObject.Member] = []
    var optional: [(key: String, ids: [Schema.ID])] = []
    for key in keys where key != "$schema" || required.contains(ExactText(key)) {
      var ids = nodes.compactMap { $0.property(key) }
      if ids.isEmpty { ids = nodes.compactMap(\.additionalProperties) }
      if ids.contains(where: { schema.isNever($0) }) { continue }
      guard required.contains(ExactText(key)) || wantsOptional(depth) else {
        optional.append((key, ids))
        continue
      }
      let place = path.isEmpty ? key : path + "." + key
      guard let value = make(ids, path: place, depth: depth + 1) else {
        if required.contains(ExactText(key)) { return nil }
        continue
      }
      members.append(JSONObject.Member(key: key, value: value))
    }
    while members.count < nodes.map(\.minProperties).max() ?? 0, !optional.isEmpty {
      let (key, ids) = optional.remove(at: choose(optional.count))
      let place = path.isEmpty ? key : path + "." + key
      if let value = make(ids, path: place, depth: depth + 1) {
        members.append(JSONObject.Member(key: key, value: value))
      }
    }
    return JSONValue(.object(JSONObject(members)))
  }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
