import ArgumentParser
import DeterminationLetters
import FileSystem
import JSONText
import TemplateTools

struct Trace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says where the words of a letter come from.",
    discussion: """
      For each hit: the line of the template, the values of the case file that it prints, and the conditions that decided that it is there, \
      with JSON Pointers and their places. Without --find or --at, all words follow. The exit code is 1 if nothing is found. The output has \
      words of the case.
      """)

  @Argument(help: ArgumentHelp("The case file; - is standard input.", valueName: "case.json"))
  var input: String

  @Option(help: ArgumentHelp("Words to look for, whatever the line breaks between them.", valueName: "text"))
  var find: String?

  @Option(help: ArgumentHelp("With --at: the number of the page.", valueName: "n"))
  var page: Int?

  @Option(
    help: ArgumentHelp(
      "A place of the page: points from the left and from the top edge of the sheet, such as 72,144.", valueName: "x,y"),
    transform: Self.point)
  var at: Point?

  @OptionGroup var templateOptions: TemplateOptions
  @OptionGroup var values: CaseValueOptions
  @OptionGroup var options: AuthorOptions

  struct Point: Sendable {
    let x, y: Double
  }

  func validate() throws {
    if (page == nil) != (at == nil) { throw ValidationError("--page and --at belong together") }
    if find != nil, at != nil { throw ValidationError("give --find or --at, not both") }
    if let find, find.allSatisfy(\.isWhitespace) { throw ValidationError("--find needs a word") }
  }

  func run() throws {
    var isFound = false
    try reporting(options.printer(showsValues: values.showValues)) { () throws(Findings) in
      let renderer = try templateOptions.renderer()
      let trace = try LetterTrace(renderer.parse(CaseInput.read(input)), renderer)
      let hits: [[LetterTrace.Piece]]
      if let find {
        hits = trace.find(find)
      } else if let page, let at {
        hits = try trace.find(page: page, x: at.x, y: at.y)
      } else {
        hits = [trace.pieces]
      }
      isFound = hits.contains { !$0.isEmpty }
      let text = hits.map { hit in hit.map { options.json ? $0.json : $0.lines }.joined() }
      try OutputFile.write(Array(text.joined(separator: options.json ? "" : "\n").utf8), to: "-")
    }
    if !isFound {
      options.printer.note("nothing was found")
      throw ExitCode(1)
    }
  }

  private static func point(_ text: String) throws -> Point {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
    guard parts.count == 2, let x = parts[0], let y = parts[1], x.isFinite, y.isFinite else {
      throw ValidationError("--at takes X,Y in points, such as 72,144")
    }
    return Point(x: x, y: y)
  }
}

extension LetterTrace.Piece {
  /// The piece for people.
  fileprivate var lines: String {
    var lines = ["\(template)  “\(PrintableText.escaped(text))”"]
    for datum in printed { lines.append("    prints \(datum.text)") }
    for reason in reasons {
      let asked = reason.asked.map(\.text).joined(separator: ", ")
      lines.append("    because of \(reason.template)" + (asked.isEmpty ? "" : ": \(asked)"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The piece for machines.
  fileprivate var json: String {
    var line = JSONLine()
    line.add("text", text)
    line.add("template", template)
    line.add("prints", jsons: printed.map(\.json))
    let reasons = reasons.map { reason in
      var part = JSONLine()
      part.add("template", reason.template)
      part.add("asks", jsons: reason.asked.map(\.json))
      return part.text
    }
    line.add("because", jsons: reasons)
    return line.text + "\n"
  }
}

extension LetterTrace.Datum {
  fileprivate var text: String {
    let place = "\(location.line):\(location.column)"
    return PrintableText.escaped(isPresent ? "\(pointer) (\(place))" : "\(pointer) (absent, \(place))")
  }

  fileprivate var json: String {
    var line = JSONLine()
    line.add("pointer", pointer)
    line.add("line", location.line)
    line.add("column", location.column)
    if !isPresent { line.add("absent", json: "true") }
    return line.text
  }
}
