import Diagnostics

/// The codes of template sets. JSONText declares `IMR-T040`, the code of schemas.
extension FindingCode {
  /// No template set of that name, or no folder at that path.
  package static let templateMissing = FindingCode("IMR-T001", "template set not found")
  /// A file of the template set is missing or cannot be read.
  package static let templateFileMissing = FindingCode("IMR-T002", "file of the template set missing")
  /// A rule in the manifest that this program does not have.
  package static let unknownRule = FindingCode("IMR-T004", "unknown rule")
  /// A picture that cannot be used.
  package static let badPicture = FindingCode("IMR-T003", "picture not usable")
  /// Markup that is not well-formed.
  package static let markupSyntax = FindingCode("IMR-T010", "markup not well-formed")
  /// An element that does not exist in templates.
  package static let unknownElement = FindingCode("IMR-T011", "unknown element")
  /// An attribute that the element does not have, or one that it needs and lacks.
  package static let badAttribute = FindingCode("IMR-T012", "attribute not allowed or missing")
  /// An element or a text where it is not allowed.
  package static let misplacedContent = FindingCode("IMR-T013", "content not allowed here")
  /// A table that is not regular or has no header cells, or a heading that skips a level, in one of the letters that the template can make.
  package static let badStructure = FindingCode("IMR-T014", "structure not accessible")
  /// Something that does not fit the sheet, or its place on the sheet, whatever the data are.
  package static let badLayout = FindingCode("IMR-T015", "does not fit the sheet")
  /// A template that becomes too large when its partials are inserted.
  package static let tooLarge = FindingCode("IMR-T025", "template too large")
  /// A tag that cannot be read.
  package static let tagSyntax = FindingCode("IMR-T020", "tag not well-formed")
  /// A block that is not closed, or is closed by the tag of another block.
  package static let unbalancedBlock = FindingCode("IMR-T021", "block not balanced")
  /// A helper that does not exist.
  package static let unknownHelper = FindingCode("IMR-T022", "unknown helper")
  /// Arguments that a helper does not take.
  package static let helperArguments = FindingCode("IMR-T023", "arguments do not fit the helper")
  /// A partial that does not exist or includes itself.
  package static let unknownPartial = FindingCode("IMR-T024", "partial not usable")
  /// A path that the schema does not declare.
  package static let unknownPath = FindingCode("IMR-T030", "unknown path")
  /// A value that a valid case file may lack and that is used without a guard.
  package static let unguardedValue = FindingCode("IMR-T031", "value may be absent")
  /// A value whose kind does not allow this use.
  package static let wrongKindOfValue = FindingCode("IMR-T032", "value cannot be used like this")
  /// A tag that prints what the manifest calls confidential.
  package static let printsConfidential = FindingCode("IMR-T033", "confidential value printed")
  /// A language file or an entry of it that a helper needs and that no folder has.
  package static let languageData = FindingCode("IMR-T060", "language data missing")
  /// A path of the manifest that is not in the schema or that leads to the wrong kind of value.
  package static let badManifestPath = FindingCode("IMR-T041", "path of the manifest not usable")
  /// A stylesheet that cannot be read.
  package static let stylesheetSyntax = FindingCode("IMR-T050", "stylesheet not well-formed")
  /// A property that stylesheets do not have.
  package static let unknownProperty = FindingCode("IMR-T051", "unknown property")
  /// A value that the property does not take.
  package static let badPropertyValue = FindingCode("IMR-T052", "value does not fit the property")
  /// A selector that is not supported.
  package static let badSelector = FindingCode("IMR-T053", "selector not supported")
  /// A declaration that changes nothing where it stands.
  package static let noEffect = FindingCode("IMR-T054", "declaration without effect")
  /// A class without a rule, or a rule of the set's own stylesheet without an element.
  package static let unmatched = FindingCode("IMR-T055", "class or rule without a match")
  /// Text that is hard to read on its background.
  package static let lowContrast = FindingCode("IMR-T056", "contrast too low")
  /// A partial, a stylesheet or a parameter that nothing uses.
  package static let unused = FindingCode("IMR-T057", "not used")
  /// Something that is accepted and has no effect.
  package static let ignored = FindingCode("IMR-T058", "accepted, without effect")
  /// A field in `{…}`, which is printed as it stands.
  package static let singleBraces = FindingCode("IMR-T062", "field in single braces")
}

extension Explanation {
  /// What the codes of template sets mean.
  package static let templates = [
    Explanation(
      .templateMissing,
      "No template set of that name is in the folders that are searched, or no folder is at that path.",
      fix: "give the name of a set, a folder (anything with a /), or --templates DIR"),
    Explanation(
      .templateFileMissing, "A file that the template set needs does not exist.",
      fix: "add it; docs/template-sets.md lists the files"),
    Explanation(
      .badPicture, "A picture is missing, is not a PNG, is damaged, or is too large.",
      fix: "save it as a PNG of at most 64 MiB of pixels, and give it alt text", source: "ISO 19005-2 §6.2.8"),
    Explanation(
      .unknownRule, "The manifest names a rule that this program does not have.",
      fix: "correct the name; imr-letters codes lists the rules"),
    Explanation(
      .markupSyntax,
      "The markup is not well-formed. For example, an element is not closed, or an attribute has no value.",
      fix: "correct it at the place shown"),
    Explanation(
      .unknownElement,
      "Only these elements exist: \(ElementName.allCases.map(\.rawValue).joined(separator: " ")).",
      fix: "use one of them"),
    Explanation(
      .badAttribute,
      "The element has no such attribute, or lacks one that it needs. Or a tag stands in an attribute that is the same in every letter, such as class.",
      fix:
        "docs/template-sets.md lists the attributes of each element; put {{#if}} around a whole element to change its class"
    ),
    Explanation(
      .misplacedContent,
      "An element or a text is in a place where it is not allowed, such as words directly in the body.",
      fix: "put it into a paragraph, or move it", source: "ISO 14289-1 §7.1: all content is tagged"),
    Explanation(
      .badStructure,
      "Some letter of this template would not be accessible: a table without header cells, rows that cover different columns, or a heading that skips a level. The program looks at all paths through the template, not at one case.",
      fix: "give every table a th, every row the same columns, and start with h1", source: "ISO 14289-1 §7.4.2, §7.5"),
    Explanation(
      .badLayout,
      "Text, a table or a picture would leave the sheet, would be too large for its place, or would be printed over other text. The stylesheet alone decides this, so it is the same in every letter.",
      fix: "change the margins, widths or sizes in the stylesheet"),
    Explanation(
      .tooLarge, "The template has too many elements and tags when all partials are inserted.",
      fix: "use fewer partials inside of partials"),
    Explanation(
      .tagSyntax, "A tag in braces cannot be read.", fix: "correct it; docs/template-sets.md shows all forms"),
    Explanation(
      .unbalancedBlock,
      "A block such as {{#if}} is not closed, is closed by the tag of another block, or extends past the end of an element.",
      fix: "open and close it within one element"),
    Explanation(.unknownHelper, "There is no helper of that name.", fix: "docs/template-sets.md lists the helpers"),
    Explanation(
      .helperArguments, "The helper does not take these arguments.",
      fix: "docs/template-sets.md shows the arguments of each helper"),
    Explanation(
      .unknownPartial, "There is no partial of that name, or it includes itself.",
      fix: "the partial x is the file _x.html in the set or in a folder that the set includes"),
    Explanation(
      .unknownPath, "The schema declares no value at this path, so no case file could ever fill it.",
      fix: "correct the path, or declare the value in schema.json"),
    Explanation(
      .unguardedValue, "A valid case file may lack this value, and then the letter would have a gap.",
      fix:
        "put it inside {{#if}}, use {{default}}, or require it in schema.json; a number of 0 counts as absent in {{#if}}, and docs/template-sets.md says how to print it"
    ),
    Explanation(
      .wrongKindOfValue,
      "The value has the wrong kind for this use. A list or an object cannot be printed, a text cannot be repeated, a number with decimals needs a helper, and a comparison must be able to have both results.",
      fix: "use the value as the type that schema.json gives it, and compare it with words that its enum has"),
    Explanation(
      .printsConfidential,
      "The manifest says that a value must appear in no letter, and the template prints it. The letter of a case that has the value is not made (IMR-C001).",
      fix: "remove the tag, or remove the path from “confidential” in manifest.json", severity: .warning),
    Explanation(
      .languageData,
      "A helper writes dates, numbers, amounts, plurals or lists as a language does. The file of that language, or the entry that the helper needs, is missing.",
      fix: "include Templates/common, or add languages/TAG.json to the set; docs/languages.md describes it"),
    Explanation(
      .badManifestPath,
      "The manifest, or a rule that it names, reads a place of the case file. The schema does not declare this place, or declares another kind of value there. So nothing would ever be found.",
      fix: "correct the path, or declare the place in schema.json"),
    Explanation(.stylesheetSyntax, "The stylesheet cannot be read.", fix: "correct it at the place shown"),
    Explanation(.unknownProperty, "There is no property of that name here.", fix: "docs/template-sets.md lists them"),
    Explanation(
      .badPropertyValue, "The property does not take this value.", fix: "use one of the values that the message names"),
    Explanation(
      .noEffect,
      "The property does nothing on this element. The stylesheet says something that the letter does not do.",
      fix: "remove it, or set it on an element that has it; docs/template-sets.md lists them"),
    Explanation(
      .unmatched,
      "No rule names this class, or nothing in the template matches this rule. Most likely one of them is misspelled. In a stylesheet that several sets share, spare rules are allowed.",
      fix: "correct the name, or remove it"),
    Explanation(
      .lowContrast,
      "People with low vision cannot read text whose colour is too similar to that of its background. Text of 18 points, or bold text of 14 points, needs less contrast.",
      fix: "choose other colours", source: "WCAG 2.2, 1.4.3"),
    Explanation(
      .unused,
      "The template does not use this partial, this stylesheet or this parameter. Most likely a name is misspelled.",
      fix: "use it, or remove it"),
    Explanation(
      .ignored,
      "The stylesheet says something that is common in CSS, or that other sets use. It does nothing here: a generic font family, or a string that no margin box shows. Or a file of the set is a page or the file of a language, and nothing reads it.",
      fix: "nothing needs to be done; remove it if it is not meant for other uses", severity: .note),
    Explanation(
      .singleBraces,
      "A text has the name of a field between single braces. They mean nothing here, so the letter shows the braces and the name.",
      fix: "write two braces on each side; nothing needs to be done if the words are meant", severity: .note),
    Explanation(
      .badSelector, "A selector must be an element, a class, or a combination that docs/template-sets.md shows.",
      fix: "write one of these forms"),
  ]
}
