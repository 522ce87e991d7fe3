import JSONText

/// Writes Swift types for the data that schemas describe: structures for objects, enumerations for fixed values, and an enumeration
/// with a case for each form of a value. `make record` writes them into the sources, and a test keeps them in step.
package struct SwiftTypes {
  private let model: SwiftModel

  /// Prepares the types of several schemas that describe editions of the same data.
  /// - Parameters:
  ///   - root: the name of the type of a whole text.
  ///   - names: Swift names of types, by the key of the property, where the key itself would not do.
  package init(_ schemas: [Schema], root: String, names: [String: String]) {
    model = SwiftModel(schemas, root: root, names: names)
  }

  /// The types as a source file.
  package func source(header: String) -> String {
    let types = model.order.map { name -> String in
      switch model.declarations[name] {
      case .structure(let properties)?: structure(name, properties)
      case .enumeration(let values)?: enumeration(name, values)
      case .choice(let cases)?: choice(name, cases)
      case nil: ""
      }
    }
    return header + "\n\n" + types.joined(separator: "\n")
  }

  private func documentation(_ name: String) -> String { "/// " + (model.documentation[name] ?? "") }

  private func structure(_ name: String, _ properties: [SwiftModel.Property]) -> String {
    var lines = [documentation(name), "public struct \(name): Codable, Sendable, Hashable {"]
    for property in properties {
      lines.append("  /// " + property.documentation)
      lines.append("  public var \(identifier(property.key)): \(type(property))")
    }
    lines += ["", "  /// Makes a value of its parts.", "  public init("]
    lines.append(
      properties.map { property in
        "    \(property.key): \(type(property))" + (property.isRequired ? "" : " = nil")
      }.joined(separator: ",\n"))
    lines.append("  ) {")
    lines += properties.map { "    self.\($0.key) = \(identifier($0.key))" }
    return (lines + ["  }", "}", ""]).joined(separator: "\n")
  }

  private func enumeration(_ name: String, _ values: [String]) -> String {
    let cases = values.map { "  /// `\($0)`\n  case \(identifier($0))" }
    return
      ([documentation(name), "public enum \(name): String, Codable, Sendable, Hashable, CaseIterable {"] + cases
      + ["}", ""]).joined(separator: "\n")
  }

  private func choice(_ name: String, _ cases: [(name: String, type: SwiftModel.Reference)]) -> String {
    var lines = [documentation(name), "public enum \(name): Codable, Sendable, Hashable {"]
    for (name, type) in cases { lines += ["  /// A value of \(type.text).", "  case \(name)(\(type.text))"] }
    lines += ["", "  /// Reads the form that the data have.", "  public init(from decoder: any Decoder) throws {"]
    lines.append("    let container = try decoder.singleValueContainer()")
    for (name, type) in cases.dropLast() {
      lines.append("    if let value = try? container.decode(\(type.text).self) {")
      lines += ["      self = .\(name)(value)", "      return", "    }"]
    }
    if let (name, type) = cases.last { lines.append("    self = .\(name)(try container.decode(\(type.text).self))") }
    lines += [
      "  }", "", "  /// Writes the value in its form.", "  public func encode(to encoder: any Encoder) throws {",
    ]
    lines += ["    var container = encoder.singleValueContainer()", "    switch self {"]
    for (name, _) in cases { lines.append("    case .\(name)(let value): try container.encode(value)") }
    return (lines + ["    }", "  }", "}", ""]).joined(separator: "\n")
  }

  private func type(_ property: SwiftModel.Property) -> String { property.type.text + (property.isRequired ? "" : "?") }

  private func identifier(_ key: String) -> String { key == "case" || key == "default" ? "`\(key)`" : key }
}
