import Diagnostics
import JSONText

/// The parameters that name vocabularies, and those that bound events.
extension RuleSettings {
  /// The name of a word list.
  package mutating func wordList(_ key: String) -> WordList? {
    guard let value = value(key, true) else { return nil }
    let vocabularies = vocabularies
    return read(value, value.string, key) { name throws(Findings) in try WordList(vocabularies(name), name: name) }
  }

  /// The name of a vocabulary of phrases.
  /// - Parameters:
  ///   - needed: the categories that it must have.
  ///   - optional: the categories that it may have besides.
  ///   - valued: the categories whose phrases belong to named values.
  ///   - isOpen: whether it may have categories of its own that have values, such as events.
  package mutating func phrases(
    _ key: String, needed: [String], optional: [String] = [], valued: [String] = [], isOpen: Bool = false
  ) -> Phrases? {
    guard let vocabulary = vocabulary(value(key, true), key) else { return nil }
    let groups = vocabulary.groups
    for name in needed where !groups.contains(where: { $0.name == name }) {
      report(
        "the vocabulary “\(vocabulary.name)” has no category “\(name)”, which this rule needs",
        at: object[key] ?? object)
    }
    let known = needed + optional + [PhraseBookBuilder.abbreviations, PhraseBookBuilder.month]
    for group in groups {
      if !known.contains(group.name), !(isOpen && !group.values.isEmpty) {
        let near = NearMiss.of(group.name, among: known).map { "did you mean “\($0)”?" }
        refuse(group, in: vocabulary, "no rule looks for the category “\(group.name)”", fix: near ?? "remove it")
      }
      if valued.contains(group.name), group.values.isEmpty {
        refuse(
          group, in: vocabulary, "the category “\(group.name)” needs named values",
          fix: "write {\"name\": [phrases], …}")
      }
    }
    guard let categories = add(vocabulary) else { return nil }
    return Phrases(vocabulary: vocabulary, categories: categories)
  }

  /// The keys of the words of a category.
  func keys(of category: String, in phrases: Phrases) -> [WordTable.Key] {
    var keys: [WordTable.Key] = []
    if let vocabulary = builder.vocabularies[ExactText(phrases.name)],
      let group = vocabulary.groups.first(where: { $0.name == category })
    {
      vocabulary.eachWord(of: group) { keys.append(WordTable.Key($0)) }
    }
    return keys
  }

  /// Adds a vocabulary to the phrases that are looked for; nil if it cannot be used.
  private mutating func add(_ vocabulary: Vocabulary) -> [String: Category]? {
    do throws(Findings) {
      return try builder.phrases.add(vocabulary)
    } catch {
      findings += error.all
      return nil
    }
  }

  private mutating func refuse(_ group: Vocabulary.Group, in vocabulary: Vocabulary, _ message: String, fix: String) {
    findings.append(
      Finding(
        .badRule, message, fix: fix, in: vocabulary.source, at: group.keyOffset, length: group.name.utf8.count + 2))
  }

  /// Gives a function every word of some vocabularies, or of one category: `body-en/part`. The words then count as known in all texts. Some
  /// words occur more than once.
  mutating func eachWord(_ key: String, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    guard let value = value(key, true) else { return }
    guard let elements = value.array, !elements.isEmpty else {
      report("“\(key)” takes a list of names of vocabularies", at: value)
      return
    }
    for element in elements {
      let parts = element.string?.split(separator: "/").map(String.init) ?? []
      guard let vocabulary = vocabulary(element, name: parts.first, key) else { continue }
      guard add(vocabulary) != nil else { continue }
      let groups = vocabulary.groups.filter { parts.count < 2 || $0.name == parts[1] }
      if groups.isEmpty { report("the vocabulary has no such category", at: element) }
      for group in groups { vocabulary.eachWord(of: group, body) }
    }
  }

  /// The texts of a request: `title`, its reasons in `text`, and the `summary` of the whole case, which may be missing.
  mutating func requestTexts(needsReasons: Bool = true) -> (title: TextList, reasons: TextList, summary: TextList) {
    (texts("title"), texts("text", isRequired: needsReasons), texts("summary", isRequired: false, fromRoot: true))
  }

  /// Dates that bound an event: `{"event": "request", "from": "case.injured", "to": "case.reviewed"}`.
  struct Bounds: Sendable {
    let event: String
    let from: SchemaPath?
    let to: SchemaPath?
    /// How many days a date may lie outside before it means another event, or a slip of the year, which another rule reports.
    let within: Int
  }

  /// A list of bounds.
  mutating func limits(_ key: String) -> [Bounds] {
    guard let value = value(key, true) else { return [] }
    guard let elements = value.array, !elements.isEmpty else {
      report("“\(key)” takes a list of objects with “event” and “from” or “to”", at: value)
      return []
    }
    return elements.compactMap { element in
      guard let event = element["event"]?.string, element["from"] != nil || element["to"] != nil else {
        report("a limit needs “event” and “from” or “to”", at: element)
        return nil
      }
      for member in element.object?.members ?? [] where !["event", "from", "to", "within"].contains(member.key) {
        report(
          "a limit has no “\(member.key)”", atOffset: member.keyOffset, length: member.key.utf8.count + 2, fix: nil)
      }
      let from = element["from"].flatMap { path($0, .date, isList: false) }
      let to = element["to"].flatMap { path($0, .date, isList: false) }
      let within = element["within"].flatMap(Self.count)
      if let value = element["within"], within == nil { report("“within” takes a number of days", at: value) }
      return Bounds(event: event, from: from, to: to, within: within ?? 366)
    }
  }

  private mutating func vocabulary(_ value: JSONValue?, name: String? = nil, _ key: String) -> Vocabulary? {
    guard let value else { return nil }
    let name = name ?? value.string
    if let name, let known = builder.vocabularies[ExactText(name)] { return known }
    let vocabularies = vocabularies
    let found = read(value, name, key) { name throws(Findings) in try Vocabulary(vocabularies(name), name: name) }
    if let found { builder.vocabularies[ExactText(found.name)] = found }
    return found
  }

  private mutating func read<File>(
    _ value: JSONValue, _ name: String?, _ key: String, _ read: (String) throws(Findings) -> File
  ) -> File? {
    guard let name else {
      report("“\(key)” takes the name of a vocabulary", at: value)
      return nil
    }
    do throws(Findings) {
      return try read(name)
    } catch {
      findings += error.all.map { finding in
        guard finding.location == nil else { return finding }
        return Finding(
          finding.code, finding.message, fix: finding.fix, in: source, at: value.offset, length: name.utf8.count + 2)
      }
      return nil
    }
  }
}
