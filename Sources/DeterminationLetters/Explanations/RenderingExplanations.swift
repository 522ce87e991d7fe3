import JSONText

/// Pages on fonts, files and the program itself.
extension Explanation {
  static let fonts = [
    Explanation(
      .fontMissing,
      "The stylesheet asks for a face that the font folder does not have. Fonts never come from the system.",
      fix: "add the file to Fonts, or give --font-path"),
    Explanation(
      .badFont, "A file in the font folder is no TrueType font, or a broken one.", fix: "replace or remove it"),
    Explanation(
      .glyphMissing,
      "The letter's font has no glyph for a character of the case. A box or a gap in its place would change what the letter says.",
      fix: "write it in other characters", source: "ISO 14289-1 §7.21.8; ISO 19005-2 §6.2.11.8"),
    Explanation(
      .doesNotFit, "Something that is never divided, such as a row of a table, is larger than its place.",
      fix: "shorten it, or change the stylesheet"),
    Explanation(
      .notConforming,
      "The template set makes letters that would not be accessible, archival PDFs: it lacks a title, a language, an alternative text.",
      fix: "mend letter.html or manifest.json", source: "ISO 14289-1 (PDF/UA-1); ISO 19005-2 (PDF/A-2a)"),
  ]

  static let files = [
    Explanation(.inputMissing, "There is no file or folder at that path.", fix: "check the path"),
    Explanation(.inputUnreadable, "The file is there but cannot be read.", fix: "check its permissions and the disk"),
    Explanation(
      .badEnvironment, "A variable of the environment has a value that cannot be used.", fix: "correct or unset it",
      source: "reproducible-builds.org, SOURCE_DATE_EPOCH"),
    Explanation(
      .badOption, "An option of the command line has a value that cannot be used, or cannot be used here.",
      fix: "imr-letters help batch tells what it takes"),
    Explanation(
      .tooManyErrors, "More records of the batch are bad than --max-errors or --fail-fast allows.",
      fix: "mend the records that were reported, or allow more"),
    Explanation(
      .badManifest, "The file is no manifest of a batch, or was changed by something else.",
      fix: "move it away; a batch without it starts anew"),
    Explanation(.cannotCreate, "The output cannot be created.", fix: "check the folder, its permissions and the name"),
    Explanation(
      .cannotWrite, "The output could not be written to its end. No half file is left.",
      fix: "check the disk's free space"),
    Explanation(
      .nameTaken, "Two records of a batch would write the same file; the second is refused, so that no letter is lost.",
      fix: "give each case its own number"),
    Explanation(
      .unsafeName,
      "The name cannot be the name of a file in the output folder: it is empty, too long, or would lead elsewhere.",
      fix: "correct the case number or the input's name"),
    Explanation(
      .folderInUse, "Two batches that write to one folder would undo each other's work; the second is refused.",
      fix: "wait until the first has ended, or choose another folder"),
  ]

  static let programs = [
    Explanation(
      .verificationFailed, "The PDF does not say what the case says: read back, its characters are not the letter's.",
      fix: "render the letter again, with the template set it was made with"),
    Explanation(
      .crashed,
      "With --isolate each record is worked on in a process of its own, and that process died: of a defect of this program, because the system took its memory away, or because the record took more CPU than --record-seconds allows.",
      fix: "please report it, with the shape of the case file but not its content"),
    Explanation(
      .defect, "Something happened that should not be possible.",
      fix: "please report it, with the shape of the case file but not its content"),
  ]
}
