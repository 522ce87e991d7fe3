import LetterDocument

/// A piece of the letter that is never divided: a line, a table row, a picture. Its contents are placed relative to its top
/// and to the sheet's left edge.
struct FlowBox {
  var height: Double
  /// The space between this box and the one before it, if both stand on the same page.
  var spaceBefore = 0.0
  /// How much of that space goes on at the head of the next page if it did not fit on this one (`margin-break: keep`).
  var keptSpace = 0.0
  /// Whether a page may start with this box.
  var mayStartPage = true
  /// What it is, for messages.
  var name = "a line"

  var lines: [Line] = []
  var fills: [Fill] = []
  var rules: [Rule] = []
  var pictures: [Picture] = []
  /// The heading that starts here.
  var heading: (level: Int, text: String)?
}
