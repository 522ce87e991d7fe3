import DeterminationLetters
import FileSystem

/// What makes the letters of a manifest again. A batch that was resumed with a changed set has letters of several.
struct KeptRenderers {
  /// The folder of the batch.
  let folder: String
  /// The renderer that the caller gave; nil if no letter is made again.
  let given: LetterRenderer?
  /// Loads a set that the batch kept; nil if only the given renderer counts.
  let load: ((String) throws(Findings) -> LetterRenderer)?
  private var loaded: [String: LetterRenderer] = [:]

  init(folder: String, given: LetterRenderer?, load: ((String) throws(Findings) -> LetterRenderer)?) {
    (self.folder, self.given, self.load) = (folder, given, load)
  }

  /// The renderer for what made a letter: the set that the batch kept, or the given one if it kept none.
  /// - Throws: a finding if the kept set was changed. Somebody could have changed it together with the letters.
  mutating func renderer(for maker: ManifestLine.Maker) throws(Findings) -> LetterRenderer? {
    guard let given, let load, given.templateFiles.digest.description != maker.templateDigest else { return given }
    if let known = loaded[maker.templateDigest] { return known }
    guard let set = try KeptTemplateSet.find(maker.templateDigest, in: folder) else { return given }
    let renderer = try load(set + "/")
    guard renderer.templateFiles.digest.description == maker.templateDigest else {
      throw Findings(
        Finding(
          .verificationFailed, "the copy of the template set in “\(set)” was changed",
          fix: "restore the folder as the batch left it"))
    }
    loaded[maker.templateDigest] = renderer
    return renderer
  }
}
