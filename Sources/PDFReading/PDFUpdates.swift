/// An incremental update that was appended to a letter and leaves the letter as it was.
package struct PDFUpdate: Sendable, Hashable {
  /// Where it is in the file.
  package let range: Range<Int>
  /// The signatures that it adds: the name of the field and, if the signature says it, the name of the signer.
  package let signatures: [String]
}

/// Proves that what was appended to a letter changes nothing that the letter shows or that a screen reader reads aloud.
///
/// Allowed are objects that nothing of the letter reaches, widgets of signatures with an empty rectangle, `/AcroForm`, `/DSS` and
/// `/Extensions`, and in Info and XMP another producer and dates of change. Values are compared, because a signer writes objects anew.
package struct PDFUpdates {
  private let original: PDFFile
  private var current: PDFFile
  private var revisions: [PDFRevision] = []
  private var fields: [Int: PDFValue] = [:]
  private var budget = Inflate.budget

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
      let revision = try PDFRevision(bytes, at: start, after: current.lastTable)
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
    let added: Set = ["AcroForm", "DSS", "Extensions"]
    guard try !hasKeys(before, added),
      Self.without(added.union(["Metadata"]), after) == Self.without(["Metadata"], before)
    else { throw PDFUnreadable("an update changes the catalog") }
    try readFields(after["AcroForm"])
    try checkMetadata(before["Metadata"], after["Metadata"])
    try checkInfo()
    let metadata = before["Metadata"]?.reference
    for number in Set(revisions.flatMap(\.objects.keys)) where original.offsets[number] != nil {
      if number == root || number == metadata || number == original.trailer["Info"]?.reference { continue }
      try checkRewritten(number)
    }
  }

  private func hasKeys(_ value: PDFValue, _ keys: Set<String>) throws(PDFUnreadable) -> Bool {
    !keys.isDisjoint(with: value.dictionary?.keys.map { $0 } ?? [])
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
    guard before["Type"]?.name == "Page", before["Annots"] == nil,
      Self.without(["Annots"], after) == before.dictionary
    else { throw PDFUnreadable("an update changes object \(number) of the letter") }
    guard let annotation = after["Annots"] else { return }
    for widget in try current.resolve(annotation)?.array ?? [.null] {
      guard let number = widget.reference, fields[number] != nil else {
        throw PDFUnreadable("an update adds an annotation to a page")
      }
    }
  }

  private func checkMetadata(_ before: PDFValue?, _ after: PDFValue?) throws(PDFUnreadable) {
    var budget = budget
    guard before?.reference != nil else { throw PDFUnreadable("it has no metadata") }
    let old = try original.stream(before, &budget)
    let new = try current.stream(after, &budget)
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
    guard let was = try texts(original), let now = try texts(current), was == now, !now.values.contains(nil) else {
      throw PDFUnreadable("an update changes the document information")
    }
  }

  // MARK: Signatures

  private mutating func readFields(_ form: PDFValue?) throws(PDFUnreadable) {
    guard let form = try current.resolve(form) else { return }
    guard let entries = form.dictionary, Set(entries.keys).isSubset(of: ["Fields", "SigFlags", "DA", "DR"]) else {
      throw PDFUnreadable("an update adds a form that is more than signatures")
    }
    let fields = try current.resolve(entries["Fields"])?.array ?? []
    guard fields.count <= 100 else { throw PDFUnreadable("an update adds more than 100 signatures") }
    for field in fields {
      guard let number = field.reference, original.offsets[number] == nil else {
        throw PDFUnreadable("an update adds a field that is no object of its own")
      }
      let value = try current.object(number)
      try checkWidget(value)
      self.fields[number] = value
    }
  }

  /// A widget without an area, without actions, and with nothing to show.
  private func checkWidget(_ widget: PDFValue) throws(PDFUnreadable) {
    // `TU` is not allowed, because screen readers speak it. Without it they speak `T`, so `T` must be a plain name.
    let allowed: Set = ["Type", "Subtype", "FT", "T", "F", "Ff", "Rect", "P", "V", "AP", "Lock"]
    guard let entries = widget.dictionary, Set(entries.keys).isSubset(of: allowed), entries["FT"]?.name == "Sig",
      entries["Subtype"]?.name ?? "Widget" == "Widget"
    else { throw PDFUnreadable("an update adds a field that is no plain signature") }
    guard let name = entries["T"]?.text, name.unicodeScalars.count <= 40, name.unicodeScalars.allSatisfy(Self.isPlain)
    else {
      throw PDFUnreadable(
        "an update adds a field whose name is too long, or has other characters than letters, digits and _ - .")
    }
    guard let corners = try current.resolve(entries["Rect"] ?? .array(Array(repeating: .integer(0), count: 4)))?.array,
      corners.count == 4, corners[0] == corners[2], corners[1] == corners[3]
    else { throw PDFUnreadable("an update adds a signature that covers part of a page") }
    if let appearance = try current.resolve(entries["AP"]) {
      guard appearance.dictionary.map({ Array($0.keys) }) == ["N"] else {
        throw PDFUnreadable("an update adds a signature that draws something")
      }
      var budget = budget
      guard try current.stream(appearance["N"], &budget).allSatisfy(PDFParser.isSpace) else {
        throw PDFUnreadable("an update adds a signature that draws something")
      }
    }
  }

  /// Letters, digits and marks of the names that signers give to fields.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
    default: false
    }
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
