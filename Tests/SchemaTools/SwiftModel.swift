import JSONText

/// The Swift types that hold what schemas describe, before they are written as source text.
///
/// Several schemas give one model: a property is optional if one of them does not require it.
struct SwiftModel {
  /// A type of a property.
  indirect enum Reference: Equatable {
    case named(String)
    case list(Reference)

    /// The type in Swift.
    var text: String {
      switch self {
      case .named(let name): name
      case .list(let element): "[\(element.text)]"
      }
    }
  }

  struct Property: Equatable {
    let key: String
    var type: Reference
    var isRequired: Bool
    let documentation: String
  }

  /// A type that is written.
  enum Declaration {
    case structure([Property])
    case enumeration([String])
    /// A value that has one of several forms, each with its case and its type.
    case choice([(name: String, type: Reference)])
  }

  /// The types in the order in which they are met.
  private(set) var order: [String] = []
  private(set) var declarations: [String: Declaration] = [:]
  private(set) var documentation: [String: String] = [:]

  private let schema: Schema
  private let names: [String: String]

  /// - Parameter names: Swift names of types whose own name would not do, by the key of the property.
  init(_ schemas: [Schema], root: String, names: [String: String]) {
    schema = schemas[0]
    self.names = names
    _ = object(schemas[0].nodes(describing: schemas[0].root), named: root)
    for other in schemas.dropFirst() {
      let model = SwiftModel([other], root: root, names: names)
      for name in model.order { merge(name, model) }
    }
  }

  private mutating func merge(_ name: String, _ other: SwiftModel) {
    guard let theirs = other.declarations[name] else { return }
    guard case .structure(var ours)? = declarations[name], case .structure(let more) = theirs else {
      if declarations[name] == nil { declare(name, theirs, other.documentation[name] ?? "") }
      return
    }
    for index in ours.indices {
      let twin = more.first { $0.key == ours[index].key }
      ours[index].isRequired = ours[index].isRequired && twin?.isRequired == true
    }
    for var property in more where !ours.contains(where: { $0.key == property.key }) {
      property.isRequired = false
      ours.append(property)
    }
    declarations[name] = .structure(ours)
  }

  private mutating func declare(_ name: String, _ declaration: Declaration, _ text: String) {
    if declarations[name] == nil { order.append(name) }
    declarations[name] = declaration
    documentation[name] = text
  }

  // MARK: Reading schemas

  private mutating func object(_ nodes: [Schema.Node], named name: String) -> Reference {
    // Declared before its parts, so that a type comes before those that it uses.
    declare(name, .structure([]), Self.documentation(nodes))
    var properties: [Property] = []
    let required = Set(nodes.flatMap(\.required))
    for node in nodes {
      for (key, id) in node.properties where !key.hasPrefix("$") && !schema.isNever(id) {
        let inner = schema.nodes(describing: id)
        properties.append(
          Property(
            key: key, type: reference(inner, key: key), isRequired: required.contains(key),
            documentation: Self.documentation(inner)))
      }
    }
    declarations[name] = .structure(properties)
    return .named(name)
  }

  private mutating func reference(_ nodes: [Schema.Node], key: String) -> Reference {
    if let items = nodes.lazy.compactMap(\.items).first {
      let singular = key.hasSuffix("s") ? String(key.dropLast()) : key
      return .list(reference(schema.nodes(describing: items), key: singular))
    }
    let name = typeName(key, nodes)
    if let values = nodes.lazy.compactMap(\.enumeration).first {
      declare(name, .enumeration(values.compactMap(\.string)), Self.documentation(nodes))
      return .named(name)
    }
    let forms = nodes.flatMap(\.oneOf).map { schema.nodes(describing: $0) }
    if !forms.isEmpty, !nodes.contains(where: { !$0.properties.isEmpty }) { return choice(forms, nodes, named: name) }
    if nodes.contains(where: { !$0.properties.isEmpty }) { return object(nodes, named: name) }
    let types = nodes.lazy.compactMap(\.types).first ?? [.string]
    return .named(types == [.integer] ? "Int" : types == [.number] ? "Double" : types == [.boolean] ? "Bool" : "String")
  }

  private mutating func choice(_ forms: [[Schema.Node]], _ nodes: [Schema.Node], named name: String) -> Reference {
    declare(name, .choice([]), Self.documentation(nodes))
    var cases: [(name: String, type: Reference)] = []
    for form in forms {
      let title = form.lazy.compactMap(\.title).first
      let key = title.map { $0.prefix(1).lowercased() + $0.dropFirst() } ?? "text"
      cases.append((key, reference(form, key: key)))
    }
    declarations[name] = .choice(cases)
    return .named(name)
  }

  /// The name of a type: one that was given, that of the definition, or that of the property.
  private func typeName(_ key: String, _ nodes: [Schema.Node]) -> String {
    if let name = names[key] { return name }
    return key.prefix(1).uppercased() + key.dropFirst()
  }

  private static func documentation(_ nodes: [Schema.Node]) -> String {
    let parts = [nodes.lazy.compactMap(\.title).first, nodes.lazy.compactMap(\.description).first]
    let sentences = parts.compactMap(\.self).map { $0.hasSuffix(".") ? $0 : $0 + "." }
    return sentences.isEmpty ? "See the schema." : sentences.joined(separator: " ")
  }
}
