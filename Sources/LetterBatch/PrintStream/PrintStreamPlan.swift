import Typesetting

/// Which letters go into which file of a print stream. It is known before the first file is written.
struct PrintStreamPlan: Sendable {
  /// A letter to be printed.
  struct Entry: Sendable {
    /// The record's number in the batch.
    let record: Int
    let place: CaseRecord.Place
    let id: String
    /// Its own pages.
    let pages: Int
    /// The values by which it is sorted.
    let sortValues: [SortOrder.Value]
  }

  /// The letters in the order of printing.
  let entries: [Entry]
  /// The entries of each file.
  let files: [Range<Int>]
  /// Whether each letter starts on the front of a sheet.
  let isDuplex: Bool

  init(_ entries: [Entry], order: SortOrder?, maxPages: Int, isDuplex: Bool) {
    self.isDuplex = isDuplex
    self.entries =
      order.map { order in
        entries.sorted { first, second in
          if order.isBefore(first.sortValues, second.sortValues) { return true }
          return !order.isBefore(second.sortValues, first.sortValues) && first.record < second.record
        }
      } ?? entries
    var files: [Range<Int>] = []
    var (start, pages) = (0, 0)
    for (index, entry) in self.entries.enumerated() {
      let own = PrintStream.pages(of: entry.pages, isDuplex: isDuplex)
      if pages > 0, pages + own > maxPages {
        files.append(start..<index)
        (start, pages) = (index, 0)
      }
      pages += own
    }
    if start < self.entries.count { files.append(start..<self.entries.count) }
    self.files = files
  }

  /// The name of a file; the names sort as the files are printed.
  func name(ofFile number: Int) -> String {
    let digits = String(number + 1)
    let width = max(4, String(files.count).utf8.count)
    return "stream-" + String(repeating: "0", count: width - digits.utf8.count) + digits + ".pdf"
  }

  /// Whether a name can be that of a file of a print stream.
  static func isFile(_ name: String) -> Bool { name.hasPrefix("stream-") && name.hasSuffix(".pdf") }

  /// How many pages of its file a letter takes, including the blank one.
  func pages(of entry: Entry) -> Int { PrintStream.pages(of: entry.pages, isDuplex: isDuplex) }

  /// The first pages of a file's letters, counted from 1.
  func firstPages(ofFile number: Int) -> [Int] {
    var next = 1
    return entries[files[number]].map { entry in
      defer { next += pages(of: entry) }
      return next
    }
  }
}
