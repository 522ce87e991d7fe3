/// An incremental update that was appended to a letter and leaves the letter as it was.
package struct PDFUpdate: Sendable, Hashable {
  /// Where it is in the file.
  package let range: Range<Int>
  /// The signatures that it adds: the name of the field and, if the signature says it, the name of the signer.
  package let signatures: [String]
}

/// Proves that what was appended to a letter changes nothing that the letter shows or that a screen reader reads aloud.
///
/// Allowed are objects that nothing of the letter reaches, widgets of signatures with an empty rectangle, a signature in a field that the
/// letter reserves, `/AcroForm`, `/DSS`, `/Extensions` and `/Perms`, and in Info and XMP another producer and dates of change. Values are
/// compared, because a signer writes objects anew.
package struct PDFUpdates {
  private let original: PDFFile
  private var current: PDFFile
  private var revisions: [PDFRevision] = []
  private var fields: [Int: PDFValue] = [:]

  /// The updates that were appended to a letter.
  /// - Parameter end: how many bytes the letter has.
  /// - Throws: if the updates change the letter, or cannot be read.
  package static func behind(_ end: Int, in bytes: [UInt8]) throws(PDFUnreadable) -> [PDFUpdate] {
    var updates = try PDFUpdates(bytes, end)
    try updates.checkObjects()
    return try updates.list()
  }

  private init(_ bytes: [UInt8], _ end: Int) throws(PDFUnreadable) {
    original = try PDFFile(bytes, upTo: end)
    current = original
    var start = end
    while start < bytes.count {
      guard revisions.count < PDFFile.mostUpdates else {
        throw PDFUnreadable("there are more than \(PDFFile.mostUpdates) updates")
      }
      let revision = try PDFRevision(bytes, at: start, after: current.lastTable, highest: current.highest)
      try Self.checkTrailer(revision.trailer, original.trailer)
      current.apply(revision)
      revisions.append(revision)
      start = revision.range.upperBound
    }
  }

  private static func checkTrailer(
    _ trailer: [String: PDFValue], _ original: [String: PDFValue]
  ) throws(PDFUnreadable) {
    guard Set(trailer.keys).isSubset(of: ["Size", "Root", "Info", "ID", "Prev"]),
      trailer["Root"] == original["Root"], trailer["ID"]?.array?.first == original["ID"]?.array?.first
    else { throw PDFUnreadable("an update changes the trailer") }
  }

  // MARK: What may change

  private mutating func checkObjects() throws(PDFUnreadable) {
    guard let root = original.trailer["Root"]?.reference else { throw PDFUnreadable("it has no catalog") }
    let (before, after) = (try original.object(root), try current.object(root))
    let added: Set = ["AcroForm", "DSS", "Extensions", "Perms"]
    guard before["DSS"] == nil, before["Extensions"] == nil, before["Perms"] == nil,
      Self.without(added.union(["Metadata"]), after) == Self.without(["AcroForm", "Metadata"], before)
    else { throw PDFUnreadable("an update changes the catalog") }
    fields = try SignatureFields(original: original, current: current, before: before, after: after).fields
    try checkPermissions(after["Perms"])
    try checkMetadata(before["Metadata"], after["Metadata"])
    try checkInfo()
    let metadata = before["Metadata"]?.reference
    for number in Set(revisions.flatMap(\.objects.keys)) where original.offsets[number] != nil {
      if number == root || number == metadata || number == original.trailer["Info"]?.reference { continue }
      // The form and its fields were checked above.
      if number == before["AcroForm"]?.reference || fields[number] != nil { continue }
      try checkRewritten(number)
    }
  }

  /// A certification names the signature of one of the fields (PDF 32000-1 §12.8.4). Usage rights (`/UR3`) would change what readers offer.
  private func checkPermissions(_ permissions: PDFValue?) throws(PDFUnreadable) {
    guard let permissions = try current.resolve(permissions) else { return }
    guard let entries = permissions.dictionary, Set(entries.keys) == ["DocMDP"],
      let signature = entries["DocMDP"]?.reference, fields.values.contains(where: { $0["V"]?.reference == signature })
    else { throw PDFUnreadable("an update adds permissions that are no certification by one of its signatures") }
  }

  private static func without(_ keys: Set<String>, _ value: PDFValue) -> [String: PDFValue]? {
    value.dictionary?.filter { !keys.contains($0.key) }
  }

  /// An object may be written again with an equal value. A page may gain widgets of signatures, nothing else.
  private func checkRewritten(_ number: Int) throws(PDFUnreadable) {
    guard try !original.isStream(number), try !current.isStream(number) else {
      throw PDFUnreadable("an update changes object \(number) of the letter")
    }
    let (before, after) = (try original.object(number), try current.object(number))
    if before == after { return }
    let old = try original.resolve(before["Annots"])?.array ?? []
    guard before["Type"]?.name == "Page", Self.without(["Annots"], after) == Self.without(["Annots"], before) else {
      throw PDFUnreadable("an update changes object \(number) of the letter")
    }
    let new = try current.resolve(after["Annots"] ?? .array([]))?.array ?? [.null]
    guard new.starts(with: old) else { throw PDFUnreadable("an update removes an annotation of the letter") }
    for widget in new.dropFirst(old.count) {
      guard let number = widget.reference, fields[number] != nil else {
        throw PDFUnreadable("an update adds an annotation to a page")
      }
    }
  }

  private func checkMetadata(_ before: PDFValue?, _ after: PDFValue?) throws(PDFUnreadable) {
    guard before?.reference != nil else { throw PDFUnreadable("it has no metadata") }
    // A reader could take the metadata from another file (§7.3.8.2).
    let keys = try current.resolve(after)?.dictionary.map { Set($0.keys) } ?? []
    guard keys.isSubset(of: ["Type", "Subtype", "Length", "Filter", "DecodeParms"]) else {
      throw PDFUnreadable("an update changes the metadata (XMP)")
    }
    let old = try original.stream(before)
    let new = try current.stream(after)
    if old == new { return }
    let free: Set = [
      "http://ns.adobe.com/pdf/1.3/|Producer", "http://ns.adobe.com/xap/1.0/|ModifyDate",
      "http://ns.adobe.com/xap/1.0/|MetadataDate",
    ]
    let (was, now) = (try XMPProperties.read(old), try XMPProperties.read(new))
    guard was.filter({ !free.contains($0.key) }) == now.filter({ !free.contains($0.key) }) else {
      throw PDFUnreadable("an update changes the metadata (XMP)")
    }
  }

  private func checkInfo() throws(PDFUnreadable) {
    func texts(_ file: PDFFile) throws(PDFUnreadable) -> [String: String?]? {
      try file.resolve(file.trailer["Info"])?.dictionary?.filter { $0.key != "Producer" && $0.key != "ModDate" }
        .mapValues(\.text)
    }
    // A PDF/A-4 has none.
    if original.trailer["Info"] == nil, current.trailer["Info"] == nil { return }
    guard let was = try texts(original), let now = try texts(current), was == now, !now.values.contains(nil),
      try Self.isDate(current.resolve(current.trailer["Info"])?.dictionary?["ModDate"])
    else {
      throw PDFUnreadable("an update changes the document information")
    }
  }

  /// Whether a value is a date such as `D:20161109120000+01'00'` (PDF 32000-1 §7.9.4), or missing. Another text would be shown to readers.
  private static func isDate(_ value: PDFValue?) -> Bool {
    guard let value else { return true }
    guard let text = value.text?.utf8, text.starts(with: "D:".utf8) else { return false }
    return text.count <= 24 && text.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) || "+-Z'".utf8.contains($0) }
  }

  /// The updates with the signatures that each adds.
  private func list() throws(PDFUnreadable) -> [PDFUpdate] {
    var updates: [PDFUpdate] = []
    for revision in revisions {
      var signatures: [String] = []
      for field in fields.values.sorted(by: { ($0["T"]?.text ?? "") < ($1["T"]?.text ?? "") }) {
        guard let number = field["V"]?.reference, revision.objects[number] != nil else { continue }
        let signature = try current.object(number)
        guard signature["Contents"]?.string != nil, signature["ByteRange"]?.array != nil else { continue }
        let name = field["T"]?.text ?? ""
        signatures.append(signature["Name"]?.text.map { "\(name) (\($0))" } ?? name)
      }
      updates.append(PDFUpdate(range: revision.range, signatures: signatures))
    }
    return updates
  }
}
