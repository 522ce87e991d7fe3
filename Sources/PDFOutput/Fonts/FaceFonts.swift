/// The fonts that show the characters of a face in a letter. Latin text has a simple font with one byte per character; the few other
/// characters have a composite font. So cairo does it, and all readers get the text (docs/decisions/pdf-fonts.md).
struct FaceFonts: Sendable {
  /// The font of Latin text; nil if the letter has none in this face.
  let simple: SimpleFont?
  /// The font of all other characters; nil if there are none.
  let composite: CompositeFont?
}
