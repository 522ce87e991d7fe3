/// A standard of accessible PDF, with the archival standard that goes with it.
public enum PDFStandard: String, Sendable, CaseIterable {
  /// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), which are PDF 1.7.
  case ua1 = "ua-1"
  /// PDF/UA-2 (ISO 14289-2) and PDF/A-4 (ISO 19005-4), which are PDF 2.0. The PDF also declares to be Well-Tagged PDF 1.0, for
  /// accessibility and for reuse.
  case ua2 = "ua-2"
}

/// Everything that differs between PDFs of the standards.
extension PDFStandard {
  /// The names of the two standards.
  package var names: String {
    switch self {
    case .ua1: "PDF/UA-1 and PDF/A-2a"
    case .ua2: "PDF/UA-2 and PDF/A-4"
    }
  }

  /// The version in the file's header (ISO 14289-1 §6.1; ISO 14289-2 §6.1).
  package var version: String {
    switch self {
    case .ua1: "1.7"
    case .ua2: "2.0"
    }
  }

  /// Whether the trailer has an information dictionary. PDF/A-4 forbids it (ISO 19005-4 §6.1.3).
  var hasInformation: Bool { self == .ua1 }

  /// The namespace of structure elements (PDF 32000-2 §14.8.6). PDF/UA-2 requires that of PDF 2.0 for the document (ISO 14289-2 §8.2.5.2).
  var namespace: String? {
    switch self {
    case .ua1: nil
    case .ua2: "http://iso.org/pdf2/ssn"
    }
  }

  /// The structure types of `strong` and `em`. PDF 1.7 has none.
  var strong: StaticString { self == .ua1 ? "Span" : "Strong" }
  var emphasis: StaticString { self == .ua1 ? "Span" : "Em" }

  /// Whether bookmarks lead to structure elements (ISO 14289-2 §8.8) and not only to places on pages.
  var hasStructureDestinations: Bool { self == .ua2 }

  /// Whether a field without an area is part of the structure. PDF/UA-2 makes it an artifact (ISO 14289-2 §8.9.2.4.13).
  var tagsInvisibleFields: Bool { self == .ua1 }

  /// The properties of the metadata that name the standards (ISO 14289-1 §5; ISO 19005-2 §6.6.4; ISO 14289-2 §5; ISO 19005-4 §6.7.3), and
  /// the description that declares them.
  var identification: (properties: String, description: String) {
    switch self {
    case .ua1:
      (
        """
        <pdfaid:part>2</pdfaid:part>
        <pdfaid:conformance>A</pdfaid:conformance>
        <pdfuaid:part>1</pdfuaid:part>
        """, Self.extensionSchema
      )
    case .ua2:
      (
        """
        <pdfaid:part>4</pdfaid:part>
        <pdfaid:rev>2020</pdfaid:rev>
        <pdfuaid:part>2</pdfuaid:part>
        <pdfuaid:rev>2024</pdfuaid:rev>
        """, Self.declarations
      )
    }
  }

  /// PDF/A-2 requires a schema for the property of PDF/UA (ISO 19005-2 §6.6.2.3).
  private static let extensionSchema = """
    <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
    <pdfaProperty:name>part</pdfaProperty:name>
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
    <pdfaProperty:category>internal</pdfaProperty:category>
    <pdfaProperty:description>Part of ISO 14289 the document conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
    </rdf:li></rdf:Bag></pdfaExtension:schemas>
    </rdf:Description>
    """

  /// The declarations of Well-Tagged PDF (WTPDF 1.0 §6.1).
  private static let declarations = """
    <rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
    <pdfd:declarations><rdf:Bag>
    <rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo></rdf:li>
    <rdf:li rdf:parseType="Resource"><pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo></rdf:li>
    </rdf:Bag></pdfd:declarations>
    </rdf:Description>
    """
}
