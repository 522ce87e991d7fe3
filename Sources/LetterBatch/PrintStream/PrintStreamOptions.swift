/// How the letters of a batch are put together into large files for a printing machine.
public struct PrintStreamOptions: Sendable {
  /// The folder that the files are written to; made if it does not exist.
  public var folder: String
  /// The most pages that a file has, blank ones included, 1 to ``mostPages``. A file is in memory while it is made: about 120 kB per page.
  public var maxPages: Int
  /// The order of the letters: keys such as `pages,-case.decisionDate`. Without it they have the order of the inputs.
  public var order: String?

  /// An array of a libharu document holds no more pages than this.
  public static let mostPages = 10_000

  /// Files in a folder.
  public init(folder: String, maxPages: Int = 1_000, order: String? = nil) {
    self.folder = folder
    self.maxPages = maxPages
    self.order = order
  }
}
