import Typesetting

extension StructureElement.Kind {
  /// The standard structure type (PDF 32000-1 §14.8.4).
  func structureType(_ standard: PDFStandard) -> StaticString {
    switch self {
    case .document: "Document"
    case .part: "Part"
    case .section: "Sect"
    case .heading(let level): level <= 1 ? "H1" : level == 2 ? "H2" : "H3"
    case .paragraph: "P"
    case .strong: standard.strong
    case .table: "Table"
    case .row: "TR"
    case .headerCell: "TH"
    case .dataCell: "TD"
    case .figure: "Figure"
    case .form: "Form"
    }
  }
}
