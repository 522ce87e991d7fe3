import JSONText

/// The codes of rendering: fonts and layout, inputs, outputs, and defects of this program.
extension FindingCode {
  /// A control character in a text, which neither paper nor plain text can show.
  public static let controlCharacter = FindingCode("IMR-D009", "control character in a text")

  /// A font file or face is missing.
  public static let fontMissing = FindingCode("IMR-F001", "font not found")
  /// A file in the font folder is no usable font.
  public static let badFont = FindingCode("IMR-F002", "font not usable")
  /// A character that the letter's font does not have.
  public static let glyphMissing = FindingCode("IMR-F003", "character not in the font")
  /// Something that does not fit its place on the page.
  public static let doesNotFit = FindingCode("IMR-F004", "does not fit the page")
  /// A letter that could not be an accessible, archival PDF: the template set lacks something.
  public static let notConforming = FindingCode("IMR-F005", "PDF would not conform")

  /// An input that does not exist.
  public static let inputMissing = FindingCode("IMR-I001", "input not found")
  /// An input that exists but cannot be read.
  public static let inputUnreadable = FindingCode("IMR-I002", "input not readable")
  /// A setting of the environment that cannot be used.
  public static let badEnvironment = FindingCode("IMR-I003", "environment variable not usable")

  /// An option of the command line that cannot be used.
  public static let badOption = FindingCode("IMR-I004", "option not usable")
  /// A batch that stops because of the errors in its records.
  public static let tooManyErrors = FindingCode("IMR-I005", "too many bad records")
  /// A manifest that is none.
  public static let badManifest = FindingCode("IMR-I006", "manifest not usable")

  /// An output that cannot be created.
  public static let cannotCreate = FindingCode("IMR-O001", "output not creatable")
  /// An output that could not be written to its end.
  public static let cannotWrite = FindingCode("IMR-O002", "output not writable")
  /// Two records that would write the same file.
  public static let nameTaken = FindingCode("IMR-O003", "output name taken")
  /// A name that cannot be the name of a file in the output folder.
  public static let unsafeName = FindingCode("IMR-O004", "output name not allowed")
  /// A folder that another batch is writing to.
  public static let folderInUse = FindingCode("IMR-O005", "output folder in use")

  /// A PDF that does not say what its case says.
  public static let verificationFailed = FindingCode("IMR-V001", "letter differs from its case")

  /// A record over which the program crashed, in a process of its own.
  public static let crashed = FindingCode("IMR-X002", "crashed")
  /// Something that should not be possible.
  public static let defect = FindingCode("IMR-X001", "defect of this program")
}
