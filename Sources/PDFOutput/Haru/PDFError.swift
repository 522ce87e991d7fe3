import Typesetting

/// Why a PDF could not be written. The cause is never a case file, but a font or a defect of this program.
package enum PDFError: Error, Sendable, Hashable, CustomStringConvertible {
  /// libharu refused an operation, or its document has a stuck error.
  case haru(operation: String, status: UInt, detail: UInt)
  /// The trailer does not have the form in which libharu writes it, so the file identifier has no place.
  case trailer
  /// HarfBuzz could not make the subset of a face.
  case subsetting(String)
  /// The letter does not meet demands of its standards.
  case notConforming([ConformanceDemand], PDFStandard)
  /// The compressor could not be made or ran out of room.
  case compression

  /// What failed, for a report to the authors.
  package var description: String {
    switch self {
    case .haru(let operation, let status, let detail):
      "libharu could not \(operation): error 0x\(String(status, radix: 16)), detail \(detail)"
    case .trailer: "the trailer of the PDF does not have the expected form"
    case .subsetting(let face): "HarfBuzz could not make a subset of \(face)"
    case .notConforming(let demands, let standard):
      "the letter does not conform to \(standard.names): "
        + demands.map { "\($0.rawValue) (\($0.clauses(standard)))" }.joined(separator: ", ")
    case .compression: "a stream could not be compressed"
    }
  }
}
