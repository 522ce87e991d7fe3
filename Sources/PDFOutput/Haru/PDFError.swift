import Typesetting

/// Why a PDF could not be written. The cause is never a case file, but a font or a defect of this program.
package enum PDFError: Error, Sendable, Hashable, CustomStringConvertible {
  /// libharu refused an operation, or its document has a stuck error.
  case haru(operation: String, status: UInt, detail: UInt)
  /// HarfBuzz could not make the subset of a face.
  case subsetting(String)
  /// The letter does not meet demands of PDF/UA-1 or PDF/A-2a.
  case notConforming([ConformanceDemand])
  /// The compressor could not be made or ran out of room.
  case compression

  /// What failed, for a report to the authors.
  package var description: String {
    switch self {
    case .haru(let operation, let status, let detail):
      "libharu could not \(operation): error 0x\(String(status, radix: 16)), detail \(detail)"
    case .subsetting(let face): "HarfBuzz could not make a subset of \(face)"
    case .notConforming(let demands):
      "the letter does not conform to PDF/UA-1 and PDF/A-2a: "
        + demands.map { "\($0.rawValue) (\($0.clauses))" }.joined(separator: ", ")
    case .compression: "libdeflate could not compress"
    }
  }
}
