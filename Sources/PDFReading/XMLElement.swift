import CExpat

/// An element of an XML document. Names are the address of the namespace, a bar and the local name.
struct XMLElement {
  let name: String
  var attributes: [String: String]
  var children: [XMLElement] = []
  var text = ""

  /// XMP of letters has 3 kB.
  private static let longest = 1 << 20

  /// Parses a document with Expat. Document types are refused, because they can define entities that grow without bound.
  static func parse(_ bytes: [UInt8]) throws(PDFUnreadable) -> XMLElement {
    guard bytes.count <= longest, let parser = XML_ParserCreateNS("UTF-8", XML_Char(UInt8(ascii: "|"))) else {
      throw PDFUnreadable("its metadata are too long")
    }
    defer { XML_ParserFree(parser) }
    var builder = XMLBuilder(parser: parser)
    let isWhole = withUnsafeMutablePointer(to: &builder) { builder in
      XML_SetUserData(parser, builder)
      XML_SetElementHandler(parser, XMLBuilder.start, XMLBuilder.end)
      XML_SetCharacterDataHandler(parser, XMLBuilder.characters)
      XML_SetStartDoctypeDeclHandler(parser, XMLBuilder.documentType)
      XML_SetXmlDeclHandler(parser, XMLBuilder.declaration)
      return bytes.withUnsafeBytes { buffer in
        XML_Parse(
          parser, buffer.baseAddress?.assumingMemoryBound(to: XML_Char.self), Int32(buffer.count), Int32(XML_TRUE))
      } == XML_STATUS_OK
    }
    guard isWhole, let root = builder.root else { throw PDFUnreadable("its metadata are not XML") }
    return root
  }
}

/// Builds the tree of elements from Expat's calls.
private struct XMLBuilder {
  let parser: XML_Parser
  var open: [XMLElement] = []
  var root: XMLElement?

  /// XMP of letters has ten levels.
  private static let deepest = 50

  static let start: XML_StartElementHandler = { user, name, attributes in
    with(user) { builder in
      guard let name, builder.open.count < deepest else {
        XML_StopParser(builder.parser, XML_Bool(XML_FALSE))
        return
      }
      var element = XMLElement(name: String(cString: name), attributes: [:])
      var index = 0
      while let key = attributes?[index], let value = attributes?[index + 1] {
        element.attributes[String(cString: key)] = String(cString: value)
        index += 2
      }
      builder.open.append(element)
    }
  }

  static let end: XML_EndElementHandler = { user, _ in
    with(user) { builder in
      guard let element = builder.open.popLast() else { return }
      if builder.open.isEmpty {
        builder.root = element
      } else {
        builder.open[builder.open.count - 1].children.append(element)
      }
    }
  }

  static let characters: XML_CharacterDataHandler = { user, text, count in
    with(user) { builder in
      guard let text, count > 0, !builder.open.isEmpty else { return }
      let bytes = UnsafeRawBufferPointer(start: text, count: Int(count))
      builder.open[builder.open.count - 1].text += String(decoding: bytes, as: UTF8.self)
    }
  }

  static let documentType: XML_StartDoctypeDeclHandler = { user, _, _, _, _ in
    with(user) { builder in _ = XML_StopParser(builder.parser, XML_Bool(XML_FALSE)) }
  }

  /// Another encoding would be ignored here, and used by other readers.
  static let declaration: XML_XmlDeclHandler = { user, _, encoding, _ in
    with(user) { builder in
      if let encoding, String(cString: encoding).lowercased() != "utf-8" {
        _ = XML_StopParser(builder.parser, XML_Bool(XML_FALSE))
      }
    }
  }

  /// The builder that ``XMLElement/parse(_:)`` gave to Expat.
  private static func with(_ user: UnsafeMutableRawPointer?, _ body: (inout XMLBuilder) -> Void) {
    if let builder = user?.assumingMemoryBound(to: XMLBuilder.self) { body(&builder.pointee) }
  }
}
