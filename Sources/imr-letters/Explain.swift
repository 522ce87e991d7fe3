import ArgumentParser
import DeterminationLetters

struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Explains a finding by its code, such as IMR-D003.")

  @Argument(help: ArgumentHelp("The code; the leading IMR- may be left out.", valueName: "code"))
  var code: String

  func run() throws {
    guard let page = ExplanationIndex.explanation(of: code) else {
      let near = ExplanationIndex.nearest(to: code).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("there is no code “\(code)”\(near) (imr-letters codes lists them)")
    }
    StandardOutput.write(page.text + "\n")
    // The book of rules for Independent Medical Review says it in another way than the rule by itself.
    if let other = ExplanationIndex.severityByItself(of: page), other != page.severity {
      StandardOutput.write(
        "That is so in the shipped sets. A set that names the rule with parameters of its own gets a \(other.rawValue), unless it gives a “severity”.\n"
      )
    }
  }
}

struct Codes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the codes of all findings.",
    discussion:
      "A code never changes its meaning. The code of a removed finding is not given to another one. Each line: code, severity, rule, meaning."
  )

  @Flag(help: "Print one JSON object per line.")
  var json = false

  func run() throws {
    StandardOutput.write(ExplanationIndex.all.map { (json ? $0.json : $0.line) + "\n" }.joined())
  }
}
