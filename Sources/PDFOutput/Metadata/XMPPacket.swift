import LetterDocument

/// The XMP packet (ISO 16684-1): title, author, dates, and the names of the standards.
enum XMPPacket {
  static func bytes(_ metadata: DocumentMetadata, producer: String, standard: PDFStandard) -> [UInt8] {
    let identification = standard.identification
    let title = MarkupText.text(metadata.title)
    let date = metadata.created.map { "<xmp:CreateDate>\($0.iso)</xmp:CreateDate>\n" } ?? ""
    return Array(
      """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" \
      xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" \
      xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
      <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(title)</rdf:li></rdf:Alt></dc:title>
      <dc:creator><rdf:Seq><rdf:li>\(MarkupText.text(metadata.author))</rdf:li></rdf:Seq></dc:creator>
      <dc:language><rdf:Bag><rdf:li>\(MarkupText.text(metadata.language))</rdf:li></rdf:Bag></dc:language>
      \(date)<xmp:CreatorTool>\(MarkupText.text(producer))</xmp:CreatorTool>
      <pdf:Producer>\(MarkupText.text(producer))</pdf:Producer>
      \(identification.properties)
      </rdf:Description>
      \(identification.description)
      </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="w"?>
      """.utf8)
  }
}
