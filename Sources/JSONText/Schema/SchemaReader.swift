import Diagnostics

/// Reads schema documents into a ``Schema``. Follows `$ref` within a document (`#/$defs/x`) and to other documents.
struct SchemaReader {
  typealias Load = (_ reference: String, _ from: String) throws(Findings) -> JSONDocument

  private let load: Load
  /// The documents, by their names.
  private var documents: [ExactText: JSONDocument] = [:]
  /// The documents that were loaded, by the documents that name them and the references. Schemas name the same one again and again.
  private var loaded: [ExactText: [ExactText: JSONDocument]] = [:]
  private var ids: [ExactText: Schema.ID] = [:]
  private(set) var nodes: [Schema.Node] = []
  private(set) var findings: [Finding] = []
  /// How many subschemas are being read around the current one.
  private var depth = 0

  /// The schemas of letters have about a hundred subschemas, ten levels deep.
  private static let (mostNodes, deepest) = (5_000, 200)

  init(load: @escaping Load) {
    self.load = load
  }

  /// Reads the value at `pointer` of `document` as a schema.
  mutating func read(_ value: JSONValue, pointer: String, of document: JSONDocument) -> Schema.ID {
    let key = ExactText(document.source.name + "#" + pointer)
    if let id = ids[key] { return id }
    documents[ExactText(document.source.name)] = document
    let id = Schema.ID(index: nodes.count)
    ids[key] = id
    nodes.append(Schema.Node())
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest, nodes.count <= Self.mostNodes else {
      let problem =
        depth > Self.deepest
        ? "nested more than \(Self.deepest) levels deep" : "of more than \(Self.mostNodes) subschemas"
      report("this schema is \(problem)", at: value.offset, in: document, fix: "make it simpler")
      return id
    }
    switch value.content {
    case .boolean(let allows): nodes[id.index].isNever = !allows
    case .object(let object):
      for member in object.members { readKeyword(member, into: id, pointer: pointer, of: document) }
      checkRequired(value, id, of: document)
      checkTypes(value, id, of: document)
    default: report("a schema must be an object, true or false", at: value.offset, in: document)
    }
    return id
  }

  private mutating func readKeyword(
    _ member: JSONObject.Member, into id: Schema.ID, pointer: String, of document: JSONDocument
  ) {
    let value = member.value
    guard let keyword = SchemaKeyword(rawValue: member.key) else {
      let near = NearMiss.of(member.key, among: SchemaKeyword.allCases.map(\.rawValue))
      return report(
        "the keyword “\(member.key)” is not enforced by this program", at: member.keyOffset, in: document,
        fix: near.map { "did you mean “\($0)”?" } ?? "use one of those listed in docs/template-sets.md")
    }
    let here = pointer + "/" + JSONPointer.escape(member.key)
    switch keyword {
    case .comment: break
    case .schema: checkDialect(value, document)
    case .id: checkIdentifier(value, pointer, document)
    case .examples:
      nodes[id.index].examples = array(value, document)
      nodes[id.index].examplesDocument = document
    case .title: nodes[id.index].title = string(value, document)
    case .description: nodes[id.index].description = string(value, document)
    case .defs: _ = subschemas(value, here, document)
    case .ref: nodes[id.index].reference = resolve(value, document)
    case .type: nodes[id.index].types = types(value, document)
    case .enum: restrict(id, to: shortList(value, document), at: value, document)
    case .const: restrict(id, to: [value], at: value, document)
    case .properties: nodes[id.index].properties = subschemas(value, here, document)
    case .required: nodes[id.index].required = shortList(value, document).map { string($0, document) ?? "" }
    case .additionalProperties: nodes[id.index].additionalProperties = read(value, pointer: here, of: document)
    case .minProperties: nodes[id.index].minProperties = count(value, document)
    case .dependentSchemas: nodes[id.index].dependentSchemas = subschemas(value, here, document)
    case .items: nodes[id.index].items = read(value, pointer: here, of: document)
    case .minItems: nodes[id.index].minItems = count(value, document)
    case .maxItems: nodes[id.index].maxItems = count(value, document)
    case .minLength: nodes[id.index].minLength = count(value, document)
    case .maxLength: nodes[id.index].maxLength = count(value, document)
    case .pattern: nodes[id.index].pattern = pattern(value, document)
    case .format: nodes[id.index].format = format(value, document)
    case .minimum: nodes[id.index].minimum = number(value, document)
    case .maximum: nodes[id.index].maximum = number(value, document)
    case .multipleOf: nodes[id.index].multipleOf = divisor(value, document)
    case .allOf: nodes[id.index].allOf = schemaList(value, here, document)
    case .anyOf: nodes[id.index].anyOf = schemaList(value, here, document)
    case .oneOf: nodes[id.index].oneOf = schemaList(value, here, document)
    }
  }

  /// Allows only some values. `enum` and `const` in one schema must both hold.
  private mutating func restrict(
    _ id: Schema.ID, to values: [JSONValue], at place: JSONValue, _ document: JSONDocument
  ) {
    let others = nodes[id.index].enumeration
    let common = others?.filter { other in values.contains { $0.equals(other) } } ?? values
    nodes[id.index].enumeration = common
    guard let others, common.isEmpty, !others.isEmpty, !values.isEmpty else { return }
    report(
      "“enum” does not have the value of “const”, so no value is valid here", at: place.offset, in: document,
      fix: "remove one of them, or correct it")
  }

  /// A list that is searched for each value.
  private mutating func shortList(_ value: JSONValue, _ document: JSONDocument) -> [JSONValue] {
    let list = array(value, document)
    if list.count <= Self.mostNodes { return list }
    report("this list has more than \(Self.mostNodes) elements", at: value.offset, in: document, fix: "make it shorter")
    return []
  }

  private mutating func subschemas(
    _ value: JSONValue, _ pointer: String, _ document: JSONDocument
  ) -> [(key: String, schema: Schema.ID)] {
    guard let object = value.object else {
      report("an object of schemas is expected here", at: value.offset, in: document)
      return []
    }
    var result: [(key: String, schema: Schema.ID)] = []
    for member in object.members {
      let here = pointer + "/" + JSONPointer.escape(member.key)
      result.append((member.key, read(member.value, pointer: here, of: document)))
    }
    return result
  }

  private mutating func schemaList(_ value: JSONValue, _ pointer: String, _ document: JSONDocument) -> [Schema.ID] {
    let list = array(value, document)
    if list.isEmpty { report("at least one schema is expected here", at: value.offset, in: document) }
    var result: [Schema.ID] = []
    for (index, element) in list.enumerated() {
      result.append(read(element, pointer: "\(pointer)/\(index)", of: document))
    }
    return result
  }

  /// `$ref`: a pointer into this document, or a relative path to another document with a pointer after `#`.
  private mutating func resolve(_ value: JSONValue, _ document: JSONDocument) -> Schema.ID? {
    guard let reference = string(value, document) else { return nil }
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    var target = document
    if !parts[0].isEmpty, document.root["$id"]?.string?.isSame(as: parts[0]) != true {
      do {
        target = try other(parts[0], from: document.source.name)
      } catch {
        findings += error.all
        report("the schema “\(parts[0])” cannot be used", at: value.offset, in: document)
        return nil
      }
    }
    guard let tokens = JSONPointer.tokens(ofFragment: parts.count > 1 ? parts[1] : "") else {
      report("“\(reference)” leads nowhere", at: value.offset, in: document, fix: "write a JSON Pointer after #")
      return nil
    }
    var found = target.root
    for token in tokens {
      guard let next = found[token] ?? Int(token).flatMap({ found.array?.element($0) }) else {
        report("“\(reference)” leads nowhere", at: value.offset, in: document)
        return nil
      }
      found = next
    }
    return read(found, pointer: tokens.map { "/" + JSONPointer.escape($0) }.joined(), of: target)
  }

  /// The document that a reference names.
  private mutating func other(_ reference: String, from name: String) throws(Findings) -> JSONDocument {
    let (reference, from) = (ExactText(reference), ExactText(name))
    if let known = loaded[from]?[reference] { return known }
    let document = try load(reference.text, name)
    // Two references can lead to one document.
    let one = documents[ExactText(document.source.name)] ?? document
    loaded[from, default: [:]][reference] = one
    return one
  }

  /// Another dialect gives the same keywords other meanings.
  private mutating func checkDialect(_ value: JSONValue, _ document: JSONDocument) {
    let dialect = "https://json-schema.org/draft/2020-12/schema"
    guard let text = string(value, document), text != dialect, text != dialect + "#" else { return }
    report("this dialect of JSON Schema is not supported", at: value.offset, in: document, fix: "use \(dialect)")
  }

  /// `$id` inside a document would change the meaning of every `$ref` below it. At the top it only names the document for editors.
  private mutating func checkIdentifier(_ value: JSONValue, _ pointer: String, _ document: JSONDocument) {
    guard string(value, document) != nil, !pointer.isEmpty else { return }
    report(
      "“$id” is supported only at the top of a document", at: value.offset, in: document, fix: "use $defs and $ref")
  }

  /// Reports keys that an object of a schema has twice. Only one of their values would count.
  mutating func reportDuplicateKeys() {
    for document in documents.values.sorted(by: { $0.source.name < $1.source.name }) {
      findings += document.duplicateKeyFindings(isCaseData: false).prefix(
        max(0, Finding.mostInADocument - findings.count))
    }
  }

  /// Where a subschema is: the name of its document and a JSON Pointer.
  func name(of id: Schema.ID) -> String { ids.first { $0.value == id }?.key.text ?? "" }

  mutating func report(_ message: String, at offset: Int, in document: JSONDocument, fix: String? = nil) {
    guard findings.count < Finding.mostInADocument else { return }
    findings.append(Finding(.badSchema, message, fix: fix, in: document.source, at: offset))
  }
}

extension Array {
  fileprivate func element(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

extension Schema {
  /// Reads a schema document.
  /// - Parameters:
  ///   - document: the schema.
  ///   - load: reads another document that a `$ref` names, given the reference and the name of the document that contains it.
  /// - Throws: everything in the schema that cannot be used.
  package init(
    reading document: JSONDocument,
    load: @escaping (_ reference: String, _ from: String) throws(Findings) -> JSONDocument
  ) throws(Findings) {
    var reader = SchemaReader(load: load)
    root = reader.read(document.root, pointer: "", of: document)
    reader.reportDuplicateKeys()
    let problems = SchemaComplexity.problems(of: reader.nodes).map { problem in
      Finding(
        .badSchema, "the schema \(problem.message) (\(reader.name(of: problem.id)))", fix: problem.fix,
        in: document.source, at: document.root.offset)
    }
    guard problems.isEmpty else { throw Findings(reader.findings + problems) }
    guard reader.findings.isEmpty else { throw Findings(reader.findings) }
    boxes = reader.nodes.map(NodeBox.init)
  }
}
