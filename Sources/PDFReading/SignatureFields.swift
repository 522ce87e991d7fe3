/// The signature fields of a letter and of the updates that were appended to it. A field that the letter reserves may be filled in. A new
/// field must have no area and nothing to show.
struct SignatureFields {
  private let original: PDFFile
  private let current: PDFFile
  /// All fields, by the number of their object.
  private(set) var fields: [Int: PDFValue] = [:]

  private static let mostFields = 100
  /// What an update may set in a field that the letter reserves.
  private static let filledIn: Set = ["V", "AP", "Lock"]

  /// Reads and checks the fields.
  /// - Parameters:
  ///   - before: the catalog of the letter.
  ///   - after: the catalog after the updates.
  init(original: PDFFile, current: PDFFile, before: PDFValue, after: PDFValue) throws(PDFUnreadable) {
    self.original = original
    self.current = current
    let reserved = try original.resolve(original.resolve(before["AcroForm"])?["Fields"])?.array ?? []
    guard let form = try current.resolve(after["AcroForm"]) else {
      guard reserved.isEmpty else { throw PDFUnreadable("an update removes the field for the signature") }
      return
    }
    guard let entries = form.dictionary, Set(entries.keys).isSubset(of: ["Fields", "SigFlags", "DA", "DR"]) else {
      throw PDFUnreadable("an update adds a form that is more than signatures")
    }
    let all = try current.resolve(entries["Fields"])?.array ?? []
    guard all.count <= Self.mostFields else {
      throw PDFUnreadable("an update adds more than \(Self.mostFields) signatures")
    }
    guard all.starts(with: reserved) else { throw PDFUnreadable("an update removes the field for the signature") }
    for (index, field) in all.enumerated() {
      guard let number = field.reference, index < reserved.count || original.offsets[number] == nil,
        fields[number] == nil
      else { throw PDFUnreadable("an update adds a field that is no object of its own") }
      let widget = try current.object(number)
      if index < reserved.count { try checkReserved(number, widget) } else { try checkAdded(widget) }
      fields[number] = widget
    }
  }

  // MARK: Fields of the letter

  /// A field of the letter: as it was, but for the signature and what shows it.
  private func checkReserved(_ number: Int, _ widget: PDFValue) throws(PDFUnreadable) {
    let before = try original.object(number)
    guard let now = widget.dictionary, let was = before.dictionary,
      now.filter({ !Self.filledIn.contains($0.key) }) == was.filter({ !Self.filledIn.contains($0.key) })
    else { throw PDFUnreadable("an update changes the field for the signature") }
    if now["AP"] == was["AP"] { return }
    guard let corners = try corners(of: widget), corners[0] != corners[2] else { return try checkBlank(now["AP"]) }
    try checkAppearance(now["AP"])
  }

  /// The appearance of a visible field. Readers fit its box into the rectangle of the field and cut off the rest (PDF 32000-1 §12.5.5), so
  /// the box must have an area.
  private func checkAppearance(_ appearance: PDFValue?) throws(PDFUnreadable) {
    let refusal = PDFUnreadable("an update gives the signature an appearance that may not stay in its field")
    guard let entries = try current.resolve(appearance)?.dictionary, Set(entries.keys) == ["N"],
      let number = entries["N"]?.reference, original.offsets[number] == nil, try current.isStream(number)
    else { throw refusal }
    let form = try current.object(number)
    guard form["Subtype"]?.name == "Form", let box = try current.resolve(form["BBox"])?.array, box.count == 4,
      let left = box[0].number, let bottom = box[1].number, let right = box[2].number, let top = box[3].number,
      left != right, bottom != top
    else { throw refusal }
  }

  // MARK: Added fields

  /// A widget without an area, without actions, and with nothing to show.
  private func checkAdded(_ widget: PDFValue) throws(PDFUnreadable) {
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
    if entries["Rect"] != nil {
      guard let corners = try corners(of: widget), corners[0] == corners[2], corners[1] == corners[3] else {
        throw PDFUnreadable("an update adds a signature that covers part of a page")
      }
    }
    try checkBlank(entries["AP"])
  }

  private func checkBlank(_ appearance: PDFValue?) throws(PDFUnreadable) {
    guard let appearance = try current.resolve(appearance) else { return }
    guard appearance.dictionary.map({ Array($0.keys) }) == ["N"] else {
      throw PDFUnreadable("an update adds a signature that draws something")
    }
    guard try current.stream(appearance["N"]).allSatisfy(PDFParser.isSpace) else {
      throw PDFUnreadable("an update adds a signature that draws something")
    }
  }

  /// The corners of a widget's rectangle: left, bottom, right, top.
  private func corners(of widget: PDFValue) throws(PDFUnreadable) -> [PDFValue]? {
    let corners = try current.resolve(widget["Rect"])?.array
    return corners?.count == 4 ? corners : nil
  }

  /// Letters, digits and marks of the names that signers give to fields.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ".": true
    default: false
    }
  }
}
