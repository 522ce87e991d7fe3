import DeterminationLetters
import FileSystem
import JSONText

/// What makes the letters of a manifest again. A batch that was resumed with a changed set has letters of several.
struct KeptRenderers {
  /// The renderer that the caller gave; nil if no letter is made again.
  let given: LetterRenderer?
  /// Loads a set that the batch kept; nil if only the given renderer counts.
  let load: ((String) throws(Findings) -> LetterRenderer)?
  /// The digest of the set of the given renderer. It is made of all files of the set, so it is made once.
  private let givenDigest: String?
  private var kept: KeptTemplateSets

  init(folder: String, given: LetterRenderer?, load: ((String) throws(Findings) -> LetterRenderer)?) {
    (self.given, self.load) = (given, load)
    givenDigest = given?.templateFiles.digest.description
    kept = KeptTemplateSets(folder: folder)
  }

  /// The renderer for what made a letter: the set that the batch kept, or the given one if it kept none.
  /// - Throws: a finding if the kept set was changed, or if the manifest gives it another name. Somebody could have changed it together with
  ///   the letters.
  mutating func renderer(for maker: ManifestLine.Maker) throws(Findings) -> LetterRenderer? {
    guard let load, let given else { return given }
    let found =
      givenDigest == maker.templateDigest
      ? given
      : try kept.renderer(of: maker.templateDigest, load) { set in
        Finding(
          .verificationFailed, "the copy of the template set in “\(set)” was changed",
          fix: "restore the folder as the batch left it")
      }
    guard let found else { return given }
    let own = found.template.manifest
    guard maker.template.isSame(as: own.name), maker.templateVersion.isSame(as: own.version) else {
      throw Findings(
        Finding(
          .verificationFailed,
          "the manifest calls the template set “\(maker.template) \(maker.templateVersion)”, and its files call it “\(own.name) \(own.version)”",
          fix: "restore the manifest"))
    }
    return found
  }
}

/// The sets that a batch kept, each loaded once.
struct KeptTemplateSets {
  /// The folder of the batch.
  let folder: String
  private var loaded: [String: LetterRenderer] = [:]

  init(folder: String) { self.folder = folder }

  /// The renderer of the set with a digest; nil if it was not kept.
  /// - Parameter changed: the finding if the set in that folder has another digest now.
  mutating func renderer(
    of digest: String, _ load: (String) throws(Findings) -> LetterRenderer, changed: (String) -> Finding
  ) throws(Findings) -> LetterRenderer? {
    if let known = loaded[digest] { return known }
    guard let set = try KeptTemplateSet.find(digest, in: folder) else { return nil }
    let renderer = try load(set + "/")
    guard renderer.templateFiles.digest.description == digest else { throw Findings(changed(set)) }
    loaded[digest] = renderer
    return renderer
  }
}
