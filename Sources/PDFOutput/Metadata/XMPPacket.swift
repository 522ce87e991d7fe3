import LetterDocument

/// The XMP packet (ISO 16684-1): title, author, dates, and the names of the standards.
enum XMPPacket {
  static func bytes(_ metadata: DocumentMetadata, producer: String, standard: PDFStandard) -> [UInt8] {
    let identification = standard.identification
    let producer = MarkupText.text(producer)
    // Bytes, because a text that grows piece by piece takes several times as long.
    var packet: [UInt8] = []
    packet.reserveCapacity(3_072)
    packet += start.utf8
    packet += "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">".utf8
    packet += MarkupText.text(metadata.title).utf8
    packet += "</rdf:li></rdf:Alt></dc:title>\n<dc:creator><rdf:Seq><rdf:li>".utf8
    packet += MarkupText.text(metadata.author).utf8
    packet += "</rdf:li></rdf:Seq></dc:creator>\n<dc:language><rdf:Bag><rdf:li>".utf8
    packet += MarkupText.text(metadata.language).utf8
    packet += "</rdf:li></rdf:Bag></dc:language>\n".utf8
    if let created = metadata.created { packet += "<xmp:CreateDate>\(created.iso)</xmp:CreateDate>\n".utf8 }
    packet += "<xmp:CreatorTool>\(producer)</xmp:CreatorTool>\n<pdf:Producer>\(producer)</pdf:Producer>\n".utf8
    packet += identification.properties.utf8
    packet += "\n</rdf:Description>\n".utf8
    packet += identification.description.utf8
    packet += "\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>".utf8
    return packet
  }

  private static let start = """
    <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
    <x:xmpmeta xmlns:x="adobe:ns:meta/">
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">

    """
}
