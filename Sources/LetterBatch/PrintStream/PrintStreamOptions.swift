/// How the letters of a batch are put together into large files for a printing machine.
public struct PrintStreamOptions: Sendable {
  /// The folder for the files. It is made if it does not exist.
  public var folder: String
  /// The largest number of pages in a file, including blank ones: 1 to ``mostPages``. A file is in memory while it is made, about 110 kB
  /// per page.
  public var maxPages: Int
  /// The order of the letters: keys such as `pages,-case.decisionDate`. Without it they have the order of the inputs.
  public var order: String?

  /// A file of so many pages takes about a gigabyte of memory while it is made. libharu's arrays end at 16,000 pages.
  public static let mostPages = 10_000

  /// Files in a folder.
  public init(folder: String, maxPages: Int = 1_000, order: String? = nil) {
    self.folder = folder
    self.maxPages = maxPages
    self.order = order
  }
}
