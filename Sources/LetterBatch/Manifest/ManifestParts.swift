import DeterminationLetters
import JSONText

extension ManifestLine.Output {
  var json: String {
    var line = JSONLine()
    line.add("file", file)
    line.add("bytes", bytes)
    line.add("sha256", digest)
    line.add("width", width)
    line.add("duplex", json: isDuplex.map { $0 ? "true" : "false" })
    line.add("pdf", standard)
    line.add("signatureField", signatureField)
    return line.text
  }

  init(_ value: JSONValue) {
    file = value["file"]?.string ?? ""
    bytes = value["bytes"]?.digits ?? -1
    digest = value["sha256"]?.string ?? ""
    width = value["width"]?.digits
    if case .boolean(let flag)? = value["duplex"]?.content { isDuplex = flag }
    standard = value["pdf"]?.string
    signatureField = value["signatureField"]?.string
  }
}

extension ManifestLine.Input {
  var json: String {
    var line = JSONLine()
    line.add("file", file)
    line.add("line", self.line)
    line.add("column", column)
    line.add("offset", offset)
    line.add("bytes", bytes)
    line.add("sha256", digest)
    return line.text
  }

  init(_ value: JSONValue) {
    file = value["file"]?.string ?? ""
    // Something else than a number makes the line unusable.
    func number(_ key: String, _ usual: Int) -> Int { value[key].map { $0.digits ?? -1 } ?? usual }
    line = number("line", 1)
    column = number("column", 1)
    offset = number("offset", 0)
    bytes = number("bytes", 0)
    digest = value["sha256"]?.string ?? ""
  }
}

extension JSONValue {
  /// The number, if it is written as batches write numbers: as digits. `2.0` is none, unlike in case files.
  var digits: Int? { if case .number(let digits) = content { Int(digits) } else { nil } }
}
