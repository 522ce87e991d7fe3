import CHarfBuzz

/// Access to HarfBuzz faces; pointers do not leave the closures.
package enum HarfBuzzFace {
  /// Opens a font file in memory for as long as `body` runs.
  package static func withFace<Result>(
    of file: [UInt8], _ body: (OpaquePointer) throws(FontProblem) -> Result
  ) throws(FontProblem) -> Result {
    let outcome = file.withUnsafeBytes { bytes -> Swift.Result<Result, FontProblem> in
      let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
      let blob = hb_blob_create(start, UInt32(clamping: bytes.count), HB_MEMORY_MODE_READONLY, nil, nil)
      defer { hb_blob_destroy(blob) }
      guard let face = hb_face_create(blob, 0) else { return .failure(.notAFont) }
      defer { hb_face_destroy(face) }
      do throws(FontProblem) {
        return .success(try body(face))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }

  /// The first bytes of a table; empty if the font does not have it.
  static func table(_ tag: String, of face: OpaquePointer, limit: Int = 100) -> [UInt8] {
    let blob = hb_face_reference_table(face, tag.utf8.reduce(0) { $0 << 8 | UInt32($1) })
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: data, count: min(Int(length), limit)))
  }

  /// The code points that a font has glyphs for, in order.
  static func codePoints(of face: OpaquePointer) -> [hb_codepoint_t] {
    let set = hb_set_create()
    defer { hb_set_destroy(set) }
    hb_face_collect_unicodes(face, set)
    return [hb_codepoint_t](unsafeUninitializedCapacity: Int(hb_set_get_population(set))) { codePoints, count in
      // `HB_SET_VALUE_INVALID`, a macro that Swift cannot import, stands before the first.
      let beforeFirst = hb_codepoint_t.max
      count = Int(hb_set_next_many(set, beforeFirst, codePoints.baseAddress, UInt32(codePoints.count)))
    }
  }

  static func name(_ id: hb_ot_name_id_t, of face: OpaquePointer) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    var size = UInt32(buffer.count)
    hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, &buffer)
    return String(decoding: buffer.prefix(Int(size)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
