import CHaru

/// A libharu document and everything that it points to. Each PDF needs its own, because libharu's documents cannot be used again. One
/// thread uses it. Errors of the object layer stick silently, so every call is checked here and nowhere else.
final class HaruDocument {
  typealias Pointer = UnsafeMutablePointer<_HPDF_Doc_Rec>

  private let document: Pointer

  /// What libharu does not keep itself.
  private struct OwnParts: ~Copyable {
    /// The entries of all dictionaries as PDF text, one after the other.
    var entries = ByteBuffer(capacity: 16_384)
    var bodies = RawBodies()
    /// How many bytes all streams have.
    var streamBytes = 0
  }

  /// They are behind a pointer, because Swift checks each use of a variable of a class, and a letter has hundreds of uses.
  private let own: UnsafeMutablePointer<OwnParts>

  private let standard: PDFStandard

  /// The objects that libharu makes itself, as long as they are set aside.
  private var setAside: [UnsafeMutableRawPointer] = []
  /// How many objects stand at the start of the file because other letters have them too.
  private var sharedObjects = 0

  /// An empty document. libharu allocates memory in pieces of 256 KiB. One piece is enough for most letters.
  init(_ standard: PDFStandard) throws(PDFError) {
    self.standard = standard
    guard let pointer = HPDF_NewEx(nil, nil, nil, 262_144, nil) else {
      throw .haru(operation: "make a document", status: 0, detail: 0)
    }
    document = pointer
    own = .allocate(capacity: 1)
    own.initialize(to: OwnParts())
    // There is no setter for 1.7, but a package header declares the field. 2.0, which libharu does not know, is written when saving.
    document.pointee.pdf_version = HPDF_VER_17
    setOwnObjectsAside()
  }

  deinit {
    HPDF_Free(document)
    own.deinitialize(count: 1)
    own.deallocate()
  }

  // MARK: Objects

  var catalog: PDFDictionary { PDFDictionary(raw: document.pointee.catalog, document: self) }
  var info: PDFDictionary { PDFDictionary(raw: document.pointee.info, document: self) }
  var trailer: PDFDictionary { PDFDictionary(raw: document.pointee.trailer, document: self) }

  /// The information dictionary, for another use. libharu always makes it, and the standard may forbid it.
  func spareDictionary() throws(PDFError) -> PDFDictionary {
    let spare = info
    try check(HPDF_Dict_RemoveElement(spare.raw, "Producer"), "remove /Producer")
    return spare
  }

  /// A dictionary. An indirect one can be referred to any number of times. A direct one is added to its parent once.
  func dictionary(indirect: Bool = true) throws(PDFError) -> PDFDictionary {
    guard let raw = HPDF_Dict_New(document.pointee.mmgr) else { throw failure("make a dictionary") }
    if indirect { try check(HPDF_Xref_Add(document.pointee.xref, raw), "add an object") }
    return PDFDictionary(raw: raw, document: self)
  }

  func array(indirect: Bool = false) throws(PDFError) -> PDFArray {
    guard let raw = HPDF_Array_New(document.pointee.mmgr) else { throw failure("make an array") }
    if indirect { try check(HPDF_Xref_Add(document.pointee.xref, raw), "add an object") }
    return PDFArray(raw: raw, document: self)
  }

  /// The dictionary entry of a deflated stream.
  static let deflated = Array("/Filter /FlateDecode\n".utf8)

  /// A stream object whose bytes are written unchanged. `entries` are entries of its dictionary as PDF text, such as the filter of data
  /// that is already compressed. libharu would remove a `Filter` that it did not apply itself.
  func stream(_ bytes: [UInt8], entries: [UInt8] = []) throws(PDFError) -> PDFDictionary {
    let dictionary = try dictionary()
    try dictionary.set("Length", bytes.count)
    entries.withUnsafeBufferPointer { attach($0, stream: bytes, to: dictionary) }
    return dictionary
  }

  /// Adds entries to a dictionary as PDF text.
  func addEntries(_ entries: borrowing PDFEntries, to dictionary: PDFDictionary) {
    entries.withBytes { attach($0, stream: nil, to: dictionary) }
  }

  /// A page, added to the page tree.
  func page() throws(PDFError) -> PDFDictionary {
    let page = try dictionary()
    try page.set("Type", name: "Page")
    // Without the subclass, libharu does not count the page.
    page.raw.pointee.header.obj_class |= UInt16(HPDF_OSUBCLASS_PAGE)
    let root = PDFDictionary(raw: document.pointee.root_pages, document: self)
    try page.set("Parent", root)
    guard let kids = HPDF_Dict_GetItem(root.raw, "Kids", UInt16(HPDF_OCLASS_ARRAY)) else {
      throw failure("find the page tree")
    }
    try PDFArray(raw: kids.assumingMemoryBound(to: _HPDF_Array_Rec.self), document: self).append(page)
    return page
  }

  func binary(_ bytes: [UInt8]) throws(PDFError) -> UnsafeMutableRawPointer {
    let raw = bytes.withUnsafeBufferPointer { bytes in
      // libharu copies the bytes, and does not write to them.
      HPDF_Binary_New(document.pointee.mmgr, UnsafeMutablePointer(mutating: bytes.baseAddress), UInt32(bytes.count))
    }
    guard let raw else {
      throw failure("make a string")
    }
    return UnsafeMutableRawPointer(raw)
  }

  // MARK: Shared objects

  /// Takes catalog, page tree and information out of the cross-reference table. libharu makes them first, and they are different in each
  /// letter. So the fonts, which many letters share, can stand at the start of the file.
  private func setOwnObjectsAside() {
    let xref = document.pointee.xref
    // Entry 0 is the head of the list of free objects (PDF 32000-1 §7.5.4).
    while let entry = HPDF_List_RemoveByIndex(xref?.pointee.entries, 1)?.assumingMemoryBound(
      to: HPDF_XrefEntry_Rec.self)
    {
      let object: UnsafeMutableRawPointer = entry.pointee.obj
      // libharu adds only objects without a number.
      object.assumingMemoryBound(to: HPDF_Obj_Header.self).pointee.obj_id = 0
      setAside.append(object)
      HPDF_FreeMem(document.pointee.mmgr, entry)
    }
  }

  /// Ends the start of the file that other letters share: all objects made so far.
  func endSharedObjects() throws(PDFError) {
    sharedObjects = Int(document.pointee.xref.pointee.entries.pointee.count) - 1
    for object in setAside { try check(HPDF_Xref_Add(document.pointee.xref, object), "add an object") }
    setAside = []
  }

  /// How many bytes of the saved file come before the first object that other letters do not share.
  var sharedBytes: Int {
    let entry = HPDF_Xref_GetEntry(document.pointee.xref, UInt32(sharedObjects + 1))
    return Int(entry?.pointee.byte_offset ?? 0)
  }

  // MARK: Saving

  /// The finished file.
  func save() throws(PDFError) -> [UInt8] {
    try checkStuckError("build the document")
    // libharu writes in many small pieces. They go to our own memory, because libharu's buffer would have to be copied piece by piece.
    let write: HPDF_Stream_Write_Func = { stream, bytes, count in
      guard let output = stream?.pointee.attr?.assumingMemoryBound(to: FileOutput.self), let bytes else {
        return HPDF_STATUS(HPDF_FILE_IO_ERROR)
      }
      output.pointee.append(bytes, Int(count))
      return HPDF_STATUS(HPDF_OK)
    }
    let bytes = try FileOutput.bytes(size: usualSize) { output throws(PDFError) in
      guard let stream = HPDF_CallbackWriter_New(document.pointee.mmgr, write, output) else {
        throw failure("open its output")
      }
      document.pointee.stream = stream
      try check(HPDF_SaveToStream(document), "write the document")
    }
    try checkStuckError("write the document")
    return standard.hasInformation ? bytes : Self.newer(bytes, version: standard.version)
  }

  /// How many bytes the file has if its titles are short. What libharu adds to an object takes about 60 bytes.
  private var usualSize: Int {
    own.pointee.entries.count + own.pointee.streamBytes + 60 * Int(document.pointee.xref.pointee.entries.pointee.count)
      + 8_192
  }

  /// The file with another version in its header, and without `/Info` in its trailer. Neither moves an object.
  private static func newer(_ file: [UInt8], version: String) -> [UInt8] {
    var file = file
    let start = "%PDF-".utf8.count
    file.replaceSubrange(start..<start + version.utf8.count, with: version.utf8)
    let key = Array("/Info ".utf8)
    guard let trailer = file.suffix(1_024).firstRange(of: Array("trailer".utf8)),
      let entry = file[trailer.upperBound...].firstRange(of: key),
      let end = file[entry.upperBound...].firstIndex(of: 0x0A)
    else { return file }
    file.removeSubrange(entry.lowerBound...end)
    return file
  }

  private func attach(_ entries: UnsafeBufferPointer<UInt8>, stream: [UInt8]?, to dictionary: PDFDictionary) {
    let start = own.pointee.entries.count
    own.pointee.entries.append(entries)
    own.pointee.streamBytes += stream?.count ?? 0
    let body = RawBody(document: .passUnretained(self), entries: start..<own.pointee.entries.count, stream: stream)
    dictionary.raw.pointee.attr = UnsafeMutableRawPointer(own.pointee.bodies.append(body))
    // libharu calls the first function between the entries and `>>`, and the second one after `>>` and without the stream.
    dictionary.raw.pointee.write_fn = { dictionary, stream in
      guard let body = HaruDocument.body(of: dictionary) else { return HPDF_STATUS(HPDF_INVALID_OBJECT) }
      body.pointee.output = stream
      let range = body.pointee.entries
      return body.pointee.document._withUnsafeGuaranteedRef {
        $0.own.pointee.entries.withBytes { HaruDocument.write(UnsafeBufferPointer(rebasing: $0[range]), to: stream) }
      }
    }
    guard stream != nil else { return }
    dictionary.raw.pointee.after_write_fn = { dictionary in
      guard let body = HaruDocument.body(of: dictionary), let bytes = body.pointee.stream else {
        return HPDF_STATUS(HPDF_INVALID_OBJECT)
      }
      let output = body.pointee.output
      var status = HaruDocument.write("\nstream\n", to: output)
      if status == HPDF_OK { status = bytes.withUnsafeBufferPointer { HaruDocument.write($0, to: output) } }
      // After data that end in a carriage return, a line feed would form a single end of line, and the data would seem one byte shorter.
      let end: StaticString = bytes.last == 0x0D ? "\r\nendstream" : "\nendstream"
      if status == HPDF_OK { status = HaruDocument.write(end, to: output) }
      return status
    }
  }

  private static func body(of dictionary: HPDF_Dict?) -> UnsafeMutablePointer<RawBody>? {
    dictionary?.pointee.attr?.assumingMemoryBound(to: RawBody.self)
  }

  private static func write(_ text: StaticString, to stream: HPDF_Stream?) -> HPDF_STATUS {
    write(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount), to: stream)
  }

  private static func write(_ bytes: UnsafeBufferPointer<UInt8>, to stream: HPDF_Stream?) -> HPDF_STATUS {
    bytes.isEmpty ? HPDF_STATUS(HPDF_OK) : HPDF_Stream_Write(stream, bytes.baseAddress, UInt32(bytes.count))
  }

  // MARK: Errors

  func check(_ status: HPDF_STATUS, _ operation: @autoclosure () -> String) throws(PDFError) {
    if status != HPDF_OK {
      throw .haru(operation: operation(), status: UInt(status), detail: UInt(HPDF_GetErrorDetail(document)))
    }
  }

  private func checkStuckError(_ operation: String) throws(PDFError) {
    try check(HPDF_GetError(document), operation)
  }

  private func failure(_ operation: String) -> PDFError {
    .haru(operation: operation, status: UInt(HPDF_GetError(document)), detail: UInt(HPDF_GetErrorDetail(document)))
  }
}
