import Diagnostics
import JSONText
import LetterDocument

/// The sources of a template, the styles that it uses, and what is wrong with them.
extension TemplateCompiler {
  mutating func styleID(_ style: Style) -> StyleID {
    if let known = styleIDs[style] { return known }
    styles.append(style)
    styleIDs[style] = StyleID(styles.count - 1)
    return StyleID(styles.count - 1)
  }

  mutating func loadPartial(_ name: String, _ range: Range<Int>) -> (source: Int, nodes: [MarkupNode])? {
    if let known = partials[name] { return known }
    do throws(Findings) {
      let file = try files.readText(TemplateFiles.path(ofPartial: name))
      let result = parse(file, as: file.name)
      partials[name] = result
      return result
    } catch {
      guard error.all.first?.code == .templateFileMissing else {
        for finding in error.all where reported.insert(finding).inserted { findings.append(finding) }
        return nil
      }
      let near = NearMiss.of(name, among: (try? files.partialNames()) ?? [])
      report(
        .unknownPartial, "there is no partial “\(name)”", range,
        fix: near.map { "did you mean “\($0)”?" }
          ?? "a partial is a file \(TemplateFiles.path(ofPartial: name)) in the template set")
      return nil
    }
  }

  /// The names that a partial reads.
  mutating func names(in partial: String, _ nodes: [MarkupNode]) -> Set<String> {
    if let known = partialNames[partial] { return known }
    let names = nodes.names
    partialNames[partial] = names
    return names
  }

  mutating func parse(_ file: SourceText, as name: String) -> (source: Int, nodes: [MarkupNode]) {
    if let known = parsed[name] { return known }
    let (nodes, problems) = MarkupReader.read(file)
    for problem in problems { report(problem) }
    sources.append(file)
    let result = (sources.count - 1, nodes)
    parsed[name] = result
    return result
  }

  func place(_ range: Range<Int>) -> Place { Place(source: source, range: range) }

  func origin(_ range: Range<Int>) -> Origin { .template(source: source, offset: range.lowerBound) }

  /// The source text of a range, for messages.
  func text(_ range: Range<Int>) -> String { String(decoding: sources[source].bytes[range], as: UTF8.self) }

  /// The range without the white space at its start.
  func visiblePart(of range: Range<Int>) -> Range<Int> {
    let bytes = sources[source].bytes[range]
    let start = bytes.firstIndex { !Unicode.Scalar($0).isMarkupSpace } ?? range.lowerBound
    return start..<range.upperBound
  }

  mutating func reportMisplaced(
    _ what: String, _ content: ContentModel, _ range: Range<Int>, _ around: Surroundings
  ) {
    let advice = content.elements.contains(.p) && !content.holdsText ? "put it into an element such as <p>; " : ""
    // Its other content decides that an item or a cell holds text.
    let blocks =
      content == .inlines && around.holdsTextOrBlocks ? "; or, instead of text: \(ContentModel.innerBlocks.phrase)" : ""
    report(
      .misplacedContent, "\(what) is not allowed here", range,
      fix: "\(advice)allowed here: \(content.phrase)\(blocks)")
  }

  mutating func report(_ code: FindingCode, _ message: String, _ range: Range<Int>, fix: String? = nil) {
    report(code, message, Place(source: source, range: range), fix: fix)
  }

  mutating func report(_ code: FindingCode, _ message: String, _ place: Place, fix: String? = nil) {
    report(code, message, in: sources[place.source], at: place.range, fix: fix)
  }

  /// Reports a finding. Their number is bounded, because each takes a pass over its source.
  mutating func report(
    _ code: FindingCode, _ message: String, in source: SourceText, at range: Range<Int>, fix: String? = nil
  ) {
    guard findings.count < Finding.mostInADocument else { return }
    report(Finding(code, message, fix: fix, in: source, at: range.lowerBound, length: range.count))
  }

  /// Reports a finding once.
  mutating func report(_ finding: Finding) {
    guard findings.count < Finding.mostInADocument else { return }
    if reported.insert(finding).inserted { findings.append(finding) }
  }

  /// Reports what a layout proof found.
  mutating func check(_ problem: String?, at range: Range<Int>) {
    if let problem { report(.badLayout, problem, range, fix: "change the widths, margins or sizes in the stylesheet") }
  }
}
