import LetterDocument
import Typesetting

/// Writes typeset letters as PDF files, through libharu's object layer.
///
/// The same letter gives the same bytes on every thread, independent of other letters. Font subsets are made once and shared.
package final class PDFWriter: Sendable {
  private let producer: String
  private let fonts: FontCache
  private let starts = SharedStarts()
  private let compressor = ContentCompressor()
  private let compressedProfile: [UInt8]

  /// Makes a writer.
  /// - Parameter producer: the name and version of the program, as PDFs record them.
  package init(producer: String) throws(PDFError) {
    self.producer = producer
    // The best level saves half a percent, and needs three times the time and a compressor of megabytes.
    let deflate = Deflate(level: 6)
    fonts = FontCache(deflate: deflate)
    compressedProfile = try deflate.compress(ColorProfile.sRGB)
  }

  /// Proves that a face can be embedded: makes the font that nearly all letters need of it, unless a letter has made one.
  package func prepare(_ face: FontFace) throws(PDFError) {
    if !fonts.hasFont(of: face) { _ = try fonts.fonts(of: face, used: FontRepertoire.usual) }
  }

  /// The PDF, which conforms to the standards that the options name.
  /// - Throws: the demands that the letter does not meet, before anything is written.
  package func write(
    _ letter: TypesetLetter, metadata: DocumentMetadata, options: PDFOptions = PDFOptions()
  ) throws(PDFError) -> WrittenPDF {
    let violations = ConformanceDemand.violations(of: letter, metadata: metadata)
    let standard = options.standard
    guard violations.isEmpty else { throw .notConforming(violations, standard) }
    let field = options.signatureField ?? .absent
    let letter = letter.adding(field, label: options.signatureLabel, standard: standard)
    let document = try HaruDocument(standard)
    var chosen: [FaceFonts] = []
    for (face, used) in zip(letter.faces, letter.codePoints) {
      chosen.append(try fonts.fonts(of: face, used: used))
    }
    let fonts = try fontResources(chosen, in: document)
    let intent = try outputIntent(in: document)
    try document.endSharedObjects()
    let resources = try self.resources(fonts, of: letter, in: document)
    let places = chosen.map { $0.composite?.places }
    var kids = StructureKids(elements: letter.elements, pageCount: letter.pages.count)
    var pages: [PDFDictionary] = []
    for index in letter.pages.indices {
      let content = try compressor.compress(
        PageContentWriter.content(of: index, in: letter, places: places, standard: standard, kids: &kids))
      pages.append(try page(index, of: letter, content: content, resources, in: document))
    }
    kids.finish()
    let root = try document.dictionary()
    var elements: [PDFDictionary] = []
    elements.reserveCapacity(letter.elements.count)
    for _ in letter.elements { elements.append(try document.dictionary()) }
    let annotations = try AnnotationWriter(
      letter: letter, pages: pages, elements: elements, standard: standard, document: document
    ).write(&kids)
    try StructureTreeWriter(
      letter: letter, kids: kids, pages: pages, objects: elements, annotations: annotations, standard: standard,
      document: document
    ).write(to: root)
    try OutlineWriter(pages: pages, elements: elements, standard: standard, letter: letter, document: document).write()
    try writePageLabels(letter, in: document)
    let packet = XMPPacket.bytes(metadata, producer: producer, standard: standard)
    try writeCatalog(metadata.language, packet, intent, in: document)
    if standard.hasInformation { try writeInfo(metadata, in: document) }
    try FileIdentifier.add(to: document.trailer, of: document)
    return try FileIdentifier.finish(document.save(), sharedBytes: document.sharedBytes, starts)
  }

  // MARK: Pages

  /// The fonts of the letter, for the resources of its pages.
  private func fontResources(_ chosen: [FaceFonts], in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    var entries = PDFEntries()
    let objects = FontObjects(document: document)
    for (index, face) in chosen.enumerated() {
      if let simple = face.simple { entries.set("F", number: index, try objects.font(simple)) }
      if let composite = face.composite { entries.set("G", number: index, try objects.font(composite)) }
    }
    let fonts = try document.dictionary()
    document.addEntries(entries, to: fonts)
    return fonts
  }

  /// The resources of each page.
  private func resources(
    _ fonts: PDFDictionary, of letter: TypesetLetter, in document: HaruDocument
  ) throws(PDFError) -> [PDFDictionary] {
    let shared = try document.dictionary()
    try shared.set("Font", fonts)
    var resources: [PDFDictionary] = []
    var images: [PNGImage: PDFDictionary] = [:]
    for page in letter.pages {
      if page.pictures.isEmpty {
        resources.append(shared)
        continue
      }
      let own = try document.dictionary()
      try own.set("Font", fonts)
      let objects = try document.dictionary(indirect: false)
      try own.set("XObject", objects)
      for (number, picture) in page.pictures.enumerated() {
        if images[picture.image] == nil { images[picture.image] = try picture.image.object(in: document) }
        if let object = images[picture.image] { try objects.set(madeKey: "I\(number)", object) }
      }
      resources.append(own)
    }
    return resources
  }

  private func page(
    _ index: Int, of letter: TypesetLetter, content: [UInt8], _ resources: [PDFDictionary], in document: HaruDocument
  ) throws(PDFError) -> PDFDictionary {
    let page = try document.page()
    var entries = PDFEntries()
    entries.set("MediaBox") { $0.append(array: [0, 0, letter.pages[index].width, letter.pages[index].height]) }
    entries.set("Resources", resources[index])
    entries.set("StructParents", index)
    // The tab order follows the structure (ISO 14289-1 §7.18.3).
    entries.set("Tabs", name: "S")
    entries.set("Contents", try document.stream(content, entries: HaruDocument.deflated))
    document.addEntries(entries, to: page)
    return page
  }

  // MARK: Document

  /// In a print stream, the page numbers that viewers show start at 1 for each letter (PDF 32000-1 §12.4.2).
  private func writePageLabels(_ letter: TypesetLetter, in document: HaruDocument) throws(PDFError) {
    guard !letter.firstPages.isEmpty else { return }
    var entries = PDFEntries()
    entries.set("Nums") { output in
      output.append("[")
      for page in letter.firstPages {
        output.append(number: page)
        output.append(" <</S /D>> ")
      }
      output.append("]")
    }
    let labels = try document.dictionary()
    document.addEntries(entries, to: labels)
    try document.catalog.set("PageLabels", labels)
  }

  private func writeCatalog(
    _ language: String, _ packet: [UInt8], _ intent: PDFDictionary, in document: HaruDocument
  ) throws(PDFError) {
    let catalog = document.catalog
    try catalog.set("Lang", text: language)
    let mark = try document.dictionary(indirect: false)
    try mark.set("Marked", true)
    try catalog.set("MarkInfo", mark)
    let preferences = try document.dictionary(indirect: false)
    try preferences.set("DisplayDocTitle", true)
    try catalog.set("ViewerPreferences", preferences)
    var metadata = PDFEntries()
    metadata.set("Type", name: "Metadata")
    metadata.set("Subtype", name: "XML")
    try catalog.set("Metadata", document.stream(packet, entries: metadata.bytes))
    let intents = try document.array()
    try catalog.set("OutputIntents", intents)
    try intents.append(intent)
  }

  /// The colour space that all colours of the letter are in (§14.11.5).
  private func outputIntent(in document: HaruDocument) throws(PDFError) -> PDFDictionary {
    var profile = PDFEntries()
    profile.append(HaruDocument.deflated)
    profile.set("N", 3)
    var entries = PDFEntries()
    entries.set("Type", name: "OutputIntent")
    entries.set("S", name: "GTS_PDFA1")
    entries.set("OutputConditionIdentifier") { $0.append("(sRGB IEC61966-2.1)") }
    entries.set("Info") { $0.append("(sRGB IEC61966-2.1)") }
    entries.set("DestOutputProfile", try document.stream(compressedProfile, entries: profile.bytes))
    let intent = try document.dictionary()
    document.addEntries(entries, to: intent)
    return intent
  }

  private func writeInfo(_ metadata: DocumentMetadata, in document: HaruDocument) throws(PDFError) {
    let info = document.info
    try info.set("Title", text: metadata.title)
    try info.set("Author", text: metadata.author)
    try info.set("Creator", text: producer)
    try info.set("Producer", text: producer)
    if let created = metadata.created { try info.set("CreationDate", text: created.pdf) }
  }
}
