import JSONText

/// The codes of template sets. `IMR-T040` is the schema's own (see JSONText).
extension FindingCode {
  /// No template set of that name, or no folder at that path.
  public static let templateMissing = FindingCode("IMR-T001", "template set not found")
  /// A file of the template set is missing or cannot be read.
  public static let templateFileMissing = FindingCode("IMR-T002", "file of the template set missing")
  /// A rule in the manifest that this program does not have.
  public static let unknownRule = FindingCode("IMR-T004", "unknown rule")
  /// A picture that cannot be used.
  public static let badPicture = FindingCode("IMR-T003", "picture not usable")
  /// Markup that is not well-formed.
  public static let markupSyntax = FindingCode("IMR-T010", "markup not well-formed")
  /// An element that is not one of the few there are.
  public static let unknownElement = FindingCode("IMR-T011", "unknown element")
  /// An attribute that the element does not have, or that it needs.
  public static let badAttribute = FindingCode("IMR-T012", "attribute not allowed or missing")
  /// An element or text where it cannot stand.
  public static let misplacedContent = FindingCode("IMR-T013", "content not allowed here")
  /// A tag that cannot be read.
  public static let tagSyntax = FindingCode("IMR-T020", "tag not well-formed")
  /// A block that is not closed, or closed by another's tag.
  public static let unbalancedBlock = FindingCode("IMR-T021", "block not balanced")
  /// A helper that does not exist.
  public static let unknownHelper = FindingCode("IMR-T022", "unknown helper")
  /// Arguments that a helper does not take.
  public static let helperArguments = FindingCode("IMR-T023", "arguments do not fit the helper")
  /// A partial that does not exist or includes itself.
  public static let unknownPartial = FindingCode("IMR-T024", "partial not usable")
  /// A path that the schema does not declare.
  public static let unknownPath = FindingCode("IMR-T030", "unknown path")
  /// A value that a valid case file may lack, used without a guard.
  public static let unguardedValue = FindingCode("IMR-T031", "value may be absent")
  /// A value of a kind that cannot be used so.
  public static let wrongKindOfValue = FindingCode("IMR-T032", "value cannot be used so")
  /// A stylesheet that cannot be read.
  public static let stylesheetSyntax = FindingCode("IMR-T050", "stylesheet not well-formed")
  /// A property that does not exist here.
  public static let unknownProperty = FindingCode("IMR-T051", "unknown property")
  /// A value that the property does not take.
  public static let badPropertyValue = FindingCode("IMR-T052", "value does not fit the property")
  /// A selector that is not supported.
  public static let badSelector = FindingCode("IMR-T053", "selector not supported")
}
