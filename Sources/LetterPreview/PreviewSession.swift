import DeterminationLetters
import Diagnostics
import FileSystem
import LetterTemplate
import TemplateTools
import Typesetting

/// A template set and cases that are open in a preview. The last letter without errors stays until there is a better one.
package actor PreviewSession {
  private let set: String
  private let folder: String
  private let resources: Resources
  private let casePaths: [String]

  private var renderer: LetterRenderer?
  /// What is wrong with the set as it is now; nil if nothing is.
  private var setFindings: Findings?
  private var sources: PreviewSources
  private var cases: [PreviewCase] = []
  /// The last good letter of each case, and the last answer.
  private var letters: [String: PreviewLetter] = [:]
  private var answers: [String: [UInt8]] = [:]
  private var faces: [String: [UInt8]] = [:]
  /// Counts changes of files.
  package private(set) var revision = 0

  /// Opens a set. A set that is broken can be opened too: the findings are shown.
  /// - Parameters:
  ///   - set: the name of a set, or the path of its folder.
  ///   - cases: case files and folders of case files. Without any, those in the folder `tests` of the set, or else samples.
  /// - Throws: a finding if there is no such set or no such case.
  package init(set: String, cases: [String], resources: Resources) throws(Findings) {
    self.set = set
    self.resources = resources
    folder = try resources.templateFolder(set)
    casePaths = cases
    sources = PreviewSources(in: folder)
    (renderer, setFindings) = Self.load(set, resources)
    if let renderer { sources = PreviewSources(of: renderer) }
    self.cases = try Self.findCases(cases, folder, renderer)
  }

  /// The folders whose changes matter, and those around them: a folder can be replaced as a whole.
  package var folders: Set<String> {
    let own = sources.folders.union(cases.compactMap(\.path).map(Paths.folder(of:))).union(casePaths)
    return own.union(own.map(Paths.folder(of:)))
  }

  /// Takes over changes of files.
  package func update(changed: Set<String>) {
    let casesInUse = Set(cases.compactMap(\.path))
    if !changed.isSubset(of: casesInUse) {
      let (new, findings) = Self.load(set, resources)
      setFindings = findings
      if let new {
        renderer = new
        sources = PreviewSources(of: new)
      }
      findCases()
    }
    answers = [:]
    revision += 1
  }

  /// Finds the cases again. Those that were found before stay if there are none.
  private func findCases() {
    do throws(Findings) {
      let found = try Self.findCases(casePaths, folder, renderer)
      if !found.isEmpty { cases = found }
    } catch {
      // Without a case there is no letter, so the page must say why.
      if cases.isEmpty, setFindings == nil { setFindings = error }
    }
  }

  private static func load(_ set: String, _ resources: Resources) -> (LetterRenderer?, Findings?) {
    do throws(Findings) {
      return (try LetterRenderer(template: set, resources: resources), nil)
    } catch {
      return (nil, error)
    }
  }

  private static func findCases(
    _ paths: [String], _ folder: String, _ renderer: LetterRenderer?
  ) throws(Findings) -> [PreviewCase] {
    let tests = folder + "/tests"
    let found = try PreviewCase.all(in: paths.isEmpty && Folders.isFolder(tests) ? [tests] : paths)
    guard found.isEmpty, let renderer else { return found }
    let samples = try SampleMaker(renderer: renderer).all()
    return samples.cases.enumerated().map { index, text in
      let name = "sample \(index + 1)"
      return PreviewCase(name: name, place: .sample(SourceText(name: name, text: text)))
    }
  }

  // MARK: Answers

  /// What the page shows of a case, as JSON.
  /// - Parameter key: the case; nil for the first one.
  package func state(of key: String?) -> [UInt8] {
    let key = self.key(key)
    if let answer = answers[key] { return answer }
    let open = cases.first { $0.key == key }
    // It is read once, so that the text and the letter are of the same save.
    let text = open.map { open in Self.reading { () throws(Findings) in try open.read() } }
    let (letter, findings) = look(at: key, text)
    let state = PreviewState(
      set: Paths.name(of: folder), revision: revision, cases: cases, current: key, letter: letter,
      isStale: letter != nil && findings.hasErrors, findings: findings, sources: sources,
      caseText: try? text?.get())
    let answer = Array(state.json.utf8)
    // The page can ask for any key.
    if open != nil { answers[key] = answer }
    return answer
  }

  /// The case that the page asks for: the first one if it names none.
  private func key(_ wished: String?) -> String { wished ?? cases.first?.key ?? "" }

  private static func reading<Value>(_ read: () throws(Findings) -> Value) -> Result<Value, Findings> {
    do throws(Findings) {
      return .success(try read())
    } catch {
      return .failure(error)
    }
  }

  /// The last good letter of a case, and what is wrong now.
  /// - Parameter text: the text of the case; nil if the case is gone.
  private func look(
    at key: String, _ text: Result<SourceText, Findings>?
  ) -> (letter: PreviewLetter?, findings: Findings) {
    if let setFindings { return (letters[key], setFindings) }
    guard let renderer, !key.isEmpty else { return (nil, Findings()) }
    guard let text else {
      return (letters[key], Findings(Finding(.inputMissing, "this case is gone", fix: "choose another one")))
    }
    do throws(Findings) {
      let letter = try PreviewLetter(text.get(), renderer)
      letters[key] = letter
      for face in letter.map.pages.faces { faces[PageDrawing.name(of: face)] = face.file }
      return (letter, Findings(renderer.templateNotes.all + letter.letter.warnings.all))
    } catch {
      return (letters[key], error)
    }
  }

  /// The letter of a case as plain text; nil if there is none yet.
  package func text(of key: String?) -> String? { letters[self.key(key)]?.letter.text() }

  /// The letter of a case as HTML; nil if there is none yet.
  package func html(of key: String?) -> String? { letters[self.key(key)]?.letter.html }

  /// The wording with its conditions; nil if the set was never whole.
  package var wording: String? { renderer.map { TemplatePage($0.template).html } }

  /// A font file that a page asks for.
  package func font(_ name: String) -> [UInt8]? { faces[name] }
}
