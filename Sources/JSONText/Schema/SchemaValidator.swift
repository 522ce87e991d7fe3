import Diagnostics

extension Schema {
  /// Checks a text against the schema. Reports everything that is wrong, in the order of the text, duplicate keys included.
  package func validate(_ document: JSONDocument) -> Findings {
    var validator = SchemaValidator(schema: self, document: document)
    validator.check(document.root, against: root)
    validator.findings += document.duplicateKeyFindings(isCaseData: true)
    var seen: Set<Finding> = []
    let inOrder = validator.findings.sorted { ($0.location?.offset ?? 0) < ($1.location?.offset ?? 0) }
    return Findings(inOrder.filter { seen.insert($0).inserted })
  }
}

extension Schema {
  /// What is wrong with the `examples` of the schema: each must be valid for the subschema that has it (JSON Schema Validation §9.5).
  package func checkExamples() -> Findings {
    var findings: [Finding] = []
    for (index, box) in boxes.enumerated() {
      guard let document = box.node.examplesDocument else { continue }
      for example in box.node.examples {
        var validator = SchemaValidator(schema: self, document: document)
        validator.check(example, against: ID(index: index))
        findings += validator.findings.prefix(1)
      }
    }
    return Findings(findings)
  }
}

/// Walks a value and a schema together and collects the differences. Messages name keys and allowed values, never a value of the text.
struct SchemaValidator {
  let schema: Schema
  let document: JSONDocument
  var findings: [Finding] = []
  /// While a form is tried, only whether the value fits counts, so no messages are made.
  private var isProbing = false
  private var probeFailed = false
  /// How deep values and subschemas are nested around the current check.
  private var depth = 0
  /// How many forms are tried around the current check.
  private var probes = 0
  /// What tries inside of tries have found. Without it, nested forms would be tried again and again, twice as often on each level.
  private var tried: [Try: Bool] = [:]
  private var checked: Set<Try> = []
  private var patternWork = 0

  /// A value and a form that was tried for it.
  private struct Try: Hashable {
    let offset: Int
    let form: Schema.ID
  }

  /// Letters need 30. Each level takes about half a kilobyte of the stack.
  private static let deepest = 400
  /// The square of the length of all texts that a pattern is searched in: about two seconds.
  private static let mostPatternWork = 4_000_000_000

  init(schema: Schema, document: JSONDocument) {
    self.schema = schema
    self.document = document
  }

  /// Checks a value against a subschema.
  mutating func check(_ value: JSONValue, against id: Schema.ID) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else {
      return report(.tooMuchWork, "this is nested too deep for its schema", at: value.offset)
    }
    check(value, schema.boxes[id.index])
  }

  private mutating func check(_ value: JSONValue, _ box: Schema.NodeBox) {
    if box.node.isNever { return report(.formsConflict, "no value is allowed here", at: value.offset) }
    if let reference = box.node.reference { check(value, against: reference) }
    if let types = box.node.types, !types.contains(where: { $0.matches(value) }) {
      return report(
        .wrongType, "\(Self.either(types)) is expected here, not \(value.typeName)", at: value.offset)
    }
    if let allowed = box.node.enumeration { checkEnumeration(value, allowed) }
    switch value.content {
    case .string(let text): checkString(text, box, at: value.offset)
    case .number(let digits): checkNumber(digits, box, at: value.offset)
    case .array(let elements): checkArray(elements, box, at: value.offset)
    case .object(let object): checkObject(object, box, at: value.offset)
    case .null, .boolean: break
    }
    for branch in box.node.allOf { checkOnce(value, against: branch) }
    if !box.node.anyOf.isEmpty { checkForms(value, box.node.anyOf, exactlyOne: false) }
    if !box.node.oneOf.isEmpty { checkForms(value, box.node.oneOf, exactlyOne: true) }
  }

  private mutating func checkEnumeration(_ value: JSONValue, _ allowed: [JSONValue]) {
    guard !allowed.contains(where: { $0.equals(value) }) else { return }
    let names = allowed.compactMap(\.string)
    report(
      .notInEnumeration, names.isEmpty ? "this value is not allowed here" : "this must be one of \(Self.list(names))",
      at: value.offset, fix: value.string.flatMap { NearMiss.of($0, among: names) }.map { "did you mean “\($0)”?" })
  }

  private mutating func checkString(_ text: String, _ box: Schema.NodeBox, at offset: Int) {
    if text.isEmpty, box.node.minLength > 0 {
      return report(.empty, "the text is empty", at: offset, fix: "write it, or leave the key out if it is optional")
    }
    // A character has one to four bytes, so the bytes alone nearly always say that the length is right.
    let bytes = text.utf8.count
    if bytes > box.node.maxLength || bytes / 4 < box.node.minLength && box.node.minLength > 1 {
      let length = text.unicodeScalars.count
      if length < box.node.minLength {
        report(.outOfRange, "the text is shorter than \(box.node.minLength) characters", at: offset)
      }
      if length > box.node.maxLength {
        report(.outOfRange, "the text is longer than \(box.node.maxLength) characters", at: offset)
      }
    }
    if let format = box.node.format, !format.matches(text) {
      report(.wrongForm, "this is not \(format.phrase)", at: offset)
    }
    if let pattern = box.node.pattern, !pattern.matchesAtOnce(text) { checkPattern(text, pattern, box, at: offset) }
  }

  private mutating func checkPattern(
    _ text: String, _ pattern: SchemaPattern, _ box: Schema.NodeBox, at offset: Int
  ) {
    // A pattern that may match anywhere is tried at each place of the text, and each try may read all the rest.
    let length = min(text.utf8.count, 1 << 24)
    patternWork += pattern.isLinear ? length : length * length
    switch patternWork <= Self.mostPatternWork ? pattern.match(text) : .takesTooLong {
    case .matches: break
    case .fails:
      report(
        .wrongForm, "the text does not have the required form", at: offset,
        fix: box.node.description.map { "the form is: \($0)" } ?? "it must match \(pattern.expression)")
    case .takesTooLong:
      report(
        .tooMuchWork, "it takes too long to check the form of this text", at: offset,
        fix: "simplify the pattern in the schema: \(pattern.expression)")
    }
  }

  private mutating func checkNumber(_ digits: String, _ box: Schema.NodeBox, at offset: Int) {
    guard box.node.minimum != nil || box.node.maximum != nil || box.node.multipleOf != nil else { return }
    guard let number = ExactDecimal(digits) else {
      return report(.outOfRange, "the number has too many digits", at: offset)
    }
    if let minimum = box.node.minimum, number < minimum {
      report(.outOfRange, "the number is less than \(minimum.shortest)", at: offset)
    }
    if let maximum = box.node.maximum, number > maximum {
      report(.outOfRange, "the number is more than \(maximum.shortest)", at: offset)
    }
    // Longer numbers would take much work, and another check refuses them.
    if let divisor = box.node.multipleOf, ExactDecimal(ofCase: digits)?.isMultiple(of: divisor) != true {
      report(
        .outOfRange, "the number is not a multiple of \(divisor.shortest)", at: offset,
        fix: divisor.isPowerOfTen && divisor.decimals > 0
          ? "write it with at most \(divisor.decimals) decimal places" : nil)
    }
  }

  private mutating func checkArray(_ elements: [JSONValue], _ box: Schema.NodeBox, at offset: Int) {
    if elements.isEmpty, box.node.minItems > 0 {
      report(.empty, "the list is empty", at: offset, fix: "give at least \(box.node.minItems)")
    } else if elements.count < box.node.minItems {
      report(.outOfRange, "the list has \(elements.count) of at least \(box.node.minItems) elements", at: offset)
    }
    if elements.count > box.node.maxItems {
      report(
        .outOfRange, "the list has \(elements.count) elements, which is more than \(box.node.maxItems)", at: offset)
    }
    guard let items = box.node.items else { return }
    for element in elements { check(element, against: items) }
  }

  /// Checks a value against one of several subschemas that apply to it. Schemas can share subschemas, and each is checked once.
  mutating func checkOnce(_ value: JSONValue, against id: Schema.ID) {
    let attempt = Try(offset: value.offset, form: id)
    guard isProbing else {
      if checked.insert(attempt).inserted { check(value, against: id) }
      return
    }
    if !fits(value, id) { probeFailed = true }
  }

  /// Whether a value satisfies a subschema.
  mutating func fits(_ value: JSONValue, _ id: Schema.ID) -> Bool {
    let attempt = Try(offset: value.offset, form: id)
    if probes > 0, let known = tried[attempt] { return known }
    let outer = (isProbing, probeFailed)
    (isProbing, probeFailed) = (true, false)
    probes += 1
    check(value, against: id)
    probes -= 1
    defer { (isProbing, probeFailed) = outer }
    if probes > 0 { tried[attempt] = !probeFailed }
    return !probeFailed
  }

  mutating func report(
    _ code: FindingCode, _ message: @autoclosure () -> String, at offset: Int, fix: @autoclosure () -> String? = nil
  ) {
    if isProbing {
      probeFailed = true
      return
    }
    guard findings.count < Finding.mostInADocument else { return }
    findings.append(
      Finding(
        code, message(), fix: fix(), in: document.source, at: offset, pointer: document.pointer(toValueAt: offset),
        isCaseData: true))
  }

  private static func either(_ types: Set<JSONType>) -> String {
    JSONType.allCases.filter(types.contains).map(\.phrase).joined(separator: " or ")
  }

  static func list(_ keys: [String]) -> String { keys.map { "“\($0)”" }.joined(separator: ", ") }
}
