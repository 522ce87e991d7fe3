import Diagnostics
import JSONText

/// The parameters of a rule, read from an object of the manifest. Everything that is wrong with them is collected, with its place.
package struct RuleSettings {
  /// Finds the text of a vocabulary by its name.
  package typealias Vocabularies = (_ name: String) throws(Findings) -> SourceText

  let object: JSONValue
  let source: SourceText
  private let schema: Schema
  let vocabularies: Vocabularies
  /// The code of paths that cannot be used.
  private let pathCode: FindingCode
  /// What the rules of the set want to read.
  var builder = ReadingPlanBuilder()
  /// What is wrong so far.
  package internal(set) var findings: [Finding] = []
  var known: Set<String> = ["rule", "id", "severity"]
  /// The elements of the list that other paths start from: `each`.
  package private(set) var each: SchemaPath?

  /// Prepares to read an object.
  package init(
    _ object: JSONValue, in source: SourceText, schema: Schema, pathCode: FindingCode,
    vocabularies: @escaping Vocabularies
  ) {
    (self.object, self.source, self.schema, self.vocabularies) = (object, source, schema, vocabularies)
    self.pathCode = pathCode
  }

  /// The name that the manifest gives to this rule.
  package var id: String? { object["id"]?.string }

  // MARK: Parameters

  /// `each`: a list whose elements are checked one by one. Paths that are read later start from an element.
  package mutating func readEach(isRequired: Bool = false) {
    guard let value = value("each", isRequired) else { return }
    each = path(value, .object, isList: true)
  }

  /// A path. It leads to one value, unless it may be a list.
  package mutating func path(
    _ key: String, _ kind: SchemaPath.Kind, isList: Bool = false, isRequired: Bool = true
  ) -> SchemaPath? {
    value(key, isRequired).flatMap { path($0, kind, isList: isList) }
  }

  /// A list of paths.
  /// - Parameter fromRoot: whether they start from the whole case, also if `each` is given.
  package mutating func paths(
    _ key: String, _ kind: SchemaPath.Kind, isList: Bool = false, atLeast count: Int = 1, isRequired: Bool = true,
    fromRoot: Bool = false
  ) -> [SchemaPath] {
    guard let value = value(key, isRequired) else { return [] }
    guard let elements = value.array, elements.count >= count else {
      report("“\(key)” takes a list of at least \(count) paths", at: value)
      return []
    }
    var paths: [SchemaPath] = []
    for element in elements {
      guard let path = path(element, kind, isList: isList, fromRoot: fromRoot) else { continue }
      if paths.contains(where: { $0.description.isSame(as: path.description) }) {
        report("“\(path)” occurs twice", at: element, fix: "remove one")
      }
      paths.append(path)
    }
    return paths
  }

  /// A list of paths of texts.
  /// - Parameters:
  ///   - isDeep: whether every text inside the values counts.
  ///   - fromRoot: whether the paths start from the whole case, also if `each` is given.
  package mutating func texts(
    _ key: String, isDeep: Bool = false, isRequired: Bool = true, fromRoot: Bool = false
  ) -> TextList {
    let paths = paths(key, isDeep ? .any : .text, isList: true, isRequired: isRequired, fromRoot: fromRoot)
    return builder.list(paths, each: fromRoot ? nil : each, isDeep: isDeep)
  }

  /// The number of the list that `each` names; nil if it is not given. For kinds that look at all elements together.
  mutating func eachList() -> Int? { each.map { builder.index(ofEach: $0) } }

  /// Reports a path that a rule would compare with itself.
  package mutating func requireDifferent(_ paths: [SchemaPath], in key: String) {
    guard let first = paths.first, paths.dropFirst().contains(where: { $0.steps == first.steps }) else { return }
    report("“\(first)” would be compared with itself", at: object[key] ?? object, fix: "name another place")
  }

  /// A text that people read in messages; nil if it is not given.
  package mutating func text(_ key: String) -> String? {
    guard let value = value(key, false) else { return nil }
    guard let text = value.string, !text.isEmpty else {
      report("“\(key)” takes a text", at: value)
      return nil
    }
    return text
  }

  /// Reports a parameter that cannot be used.
  package mutating func refuse(_ key: String, _ message: String) { report(message, at: object[key] ?? object) }

  /// A text for each of some paths; the paths themselves if it is not given.
  package mutating func names(_ key: String, for paths: [SchemaPath]) -> [String] {
    // If a path is wrong, the number of names says nothing.
    guard let value = value(key, false), findings.isEmpty else { return paths.map { "“\($0)”" } }
    let texts = (value.array ?? []).compactMap(\.string).filter { !$0.isEmpty }
    guard texts.count == value.array?.count, texts.count == paths.count else {
      report("“\(key)” takes a list of \(paths.count) texts, one for each path", at: value)
      return paths.map(\.description)
    }
    return texts
  }

  /// A number of days, or a number for each value of an enum: `{"by": "case.priority", "standard": 45, "expedited": 3}`.
  package mutating func days(_ key: String) -> Limit? {
    guard let value = value(key, true) else { return nil }
    if let number = Self.count(value) { return .always(number) }
    guard let object = value.object, let by = object["by"] else {
      report(
        "“\(key)” takes a whole number, or an object with “by” and a number for each value of that enum", at: value)
      return nil
    }
    guard let path = path(by, .enumeration, isList: false) else { return nil }
    let allowed = path.enumeration(in: schema, from: each)
    var numbers: [ExactText: Int] = [:]
    for member in object.members where member.key != "by" {
      guard allowed.contains(where: { $0.isSame(as: member.key) }) else {
        let near = NearMiss.of(member.key, among: allowed)
        report(
          "“\(path)” is never “\(member.key)”", at: member.value,
          fix: near.map { "did you mean “\($0)”?" } ?? "remove it")
        continue
      }
      guard let number = Self.count(member.value) else {
        report("“\(member.key)” takes a whole number of days", at: member.value)
        continue
      }
      numbers[ExactText(member.key)] = number
    }
    let missing = allowed.filter { numbers[ExactText($0)] == nil }
    if !missing.isEmpty {
      report("“\(key)” has no number for \(missing.map { "“\($0)”" }.joined(separator: ", "))", at: value)
    }
    return .by(path, numbers)
  }

  /// A number of days that may depend on the case.
  package enum Limit: Sendable {
    case always(Int)
    case by(SchemaPath, [ExactText: Int])
  }

  /// Values of an enum.
  package mutating func values(_ key: String, of path: SchemaPath?) -> [String] {
    guard let value = value(key, true), let path else { return [] }
    let allowed = path.enumeration(in: schema, from: each)
    var found: [String] = []
    for element in value.array ?? [value] {
      guard let text = element.string, allowed.contains(where: { $0.isSame(as: text) }) else {
        let near = element.string.flatMap { NearMiss.of($0, among: allowed) }
        report(
          "“\(path)” is never this", at: element,
          fix: near.map { "did you mean “\($0)”?" } ?? "it can be \(allowed.map { "“\($0)”" }.joined(separator: ", "))")
        continue
      }
      found.append(text)
    }
    return found
  }

  /// How serious the findings of the rule are, if the manifest says so.
  mutating func severity() -> Finding.Severity? {
    guard let value = value("severity", false) else { return nil }
    guard let severity = value.string.flatMap(Finding.Severity.init(rawValue:)), severity != .error else {
      report("“severity” takes “warning” or “note”", at: value)
      return nil
    }
    return severity
  }

  /// Reports members that the rule does not have.
  package mutating func finish() {
    for member in object.object?.members ?? [] where !known.contains(member.key) {
      let near = NearMiss.of(member.key, among: known.sorted())
      report(
        "this rule has no parameter “\(member.key)”", atOffset: member.keyOffset, length: member.key.utf8.count + 2,
        fix: near.map { "did you mean “\($0)”?" } ?? "it has \(known.sorted().joined(separator: ", "))")
    }
  }

  // MARK: Reading

  mutating func value(_ key: String, _ isRequired: Bool) -> JSONValue? {
    known.insert(key)
    if let value = object[key] { return value }
    if isRequired { report("this rule needs “\(key)”", at: object) }
    return nil
  }

  mutating func path(
    _ value: JSONValue, _ kind: SchemaPath.Kind, isList: Bool, fromRoot: Bool = false
  ) -> SchemaPath? {
    guard let text = value.string else {
      report("a path is a text, such as “a.b”", at: value)
      return nil
    }
    do throws(SchemaPath.Problem) {
      return try SchemaPath(text, of: kind, isList: isList, in: schema, from: fromRoot ? nil : each)
    } catch {
      findings.append(
        Finding(
          pathCode, "“\(text)” \(error.message)", fix: error.fix, in: source, at: value.offset,
          length: text.utf8.count + 2))
      return nil
    }
  }

  static func count(_ value: JSONValue) -> Int? {
    guard case .number(let digits) = value.content, let number = Int(digits), (0...100_000).contains(number) else {
      return nil
    }
    return number
  }

  mutating func report(_ message: String, at value: JSONValue, fix: String? = nil) {
    report(message, atOffset: value.offset, length: value.string.map { $0.utf8.count + 2 } ?? 1, fix: fix)
  }

  mutating func report(_ message: String, atOffset offset: Int, length: Int, fix: String?) {
    findings.append(Finding(.badRule, message, fix: fix, in: source, at: offset, length: length))
  }
}
