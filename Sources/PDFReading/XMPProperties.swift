import CExpat

/// A value of XMP (ISO 16684-1 §6.3). Programs write the same value in different forms, so values are compared, not bytes.
indirect enum XMPValue: Hashable {
  case text(String, language: String?)
  /// A list: its kind (`Seq`, `Bag` or `Alt`) and its items.
  case list(String, [XMPValue])
  case structure([String: XMPValue])
}

/// The properties of an XMP packet, by name. A name is the address of its namespace, a bar and the local name.
enum XMPProperties {
  private static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#|"
  private static let language = "http://www.w3.org/XML/1998/namespace|lang"

  static func read(_ packet: [UInt8]) throws(PDFUnreadable) -> [String: XMPValue] {
    let root = try XMLElement.parse(packet)
    guard root.name == "adobe:ns:meta/|xmpmeta", root.children.count == 1, let list = root.children.first,
      list.name == rdf + "RDF"
    else { throw PDFUnreadable("its metadata are not XMP") }
    try requireNoText(root)
    try requireNoText(list)
    var properties: [String: XMPValue] = [:]
    for description in list.children {
      try requireNoText(description)
      guard description.name == rdf + "Description", description.attributes[rdf + "about"]?.isEmpty ?? true else {
        throw PDFUnreadable("its metadata describe something else")
      }
      for (name, value) in try members(of: description) {
        guard properties.updateValue(value, forKey: name) == nil else {
          throw PDFUnreadable("a property of its metadata occurs twice")
        }
      }
    }
    return properties
  }

  /// White space is all that may stand between elements. Readers could show other text.
  private static func requireNoText(_ element: XMLElement) throws(PDFUnreadable) {
    guard element.text.utf8.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
      throw PDFUnreadable("its metadata are malformed")
    }
  }

  /// The properties that an element holds as attributes and as children.
  private static func members(of element: XMLElement) throws(PDFUnreadable) -> [String: XMPValue] {
    var members: [String: XMPValue] = [:]
    for (name, text) in element.attributes where !name.hasPrefix(rdf) && name != language {
      members[name] = .text(text, language: nil)
    }
    for child in element.children {
      guard members.updateValue(try value(of: child), forKey: child.name) == nil else {
        throw PDFUnreadable("a property of its metadata occurs twice")
      }
    }
    return members
  }

  private static func value(of element: XMLElement) throws(PDFUnreadable) -> XMPValue {
    if !element.children.isEmpty { try requireNoText(element) }
    if let address = element.attributes[rdf + "resource"] {
      // Readers that do not know the attribute would show what the element contains.
      guard element.text.isEmpty, element.children.isEmpty else { throw PDFUnreadable("its metadata are malformed") }
      // Programs write an address in either form. Anything else would be seen by some readers only.
      return address.contains("://")
        ? .text(address, language: nil) : .structure([rdf + "resource": .text(address, language: nil)])
    }
    if element.attributes[rdf + "parseType"] == "Resource" { return .structure(try members(of: element)) }
    guard let child = element.children.first else {
      let members = try members(of: element)
      return members.isEmpty
        ? .text(element.text, language: element.attributes[language]) : .structure(members)
    }
    guard element.children.count == 1 else { throw PDFUnreadable("its metadata are malformed") }
    switch child.name {
    case rdf + "Description": return .structure(try members(of: child))
    case rdf + "Seq", rdf + "Bag", rdf + "Alt":
      try requireNoText(child)
      var items: [XMPValue] = []
      for item in child.children { items.append(try value(of: item)) }
      return .list(String(child.name.dropFirst(rdf.count)), items)
    default: throw PDFUnreadable("its metadata are malformed")
    }
  }
}
