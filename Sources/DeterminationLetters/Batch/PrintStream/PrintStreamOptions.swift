/// How the letters of a batch are put together into large files for a printing machine.
public struct PrintStreamOptions: Sendable {
  /// The folder that the files are written to; made if it does not exist.
  public var folder: String
  /// The most pages that a file has, blank ones included. A file is held in memory while it is made: about 120 kB a page.
  public var maxPages: Int
  /// The order of the letters, such as `pages,-case.decisionDate`; without it that of the inputs.
  public var order: String?

  /// More pages than this have no place in the arrays of a libharu document.
  public static let mostPages = 10_000

  /// Files in a folder.
  public init(folder: String, maxPages: Int = 1_000, order: String? = nil) {
    self.folder = folder
    self.maxPages = min(max(1, maxPages), Self.mostPages)
    self.order = order
  }
}
