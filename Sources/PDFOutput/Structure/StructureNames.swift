import LetterDocument
import Typesetting

extension StructureElement.Kind {
  /// The standard structure type (PDF 32000-1 §14.8.4).
  func structureType(_ standard: PDFStandard) -> StaticString {
    switch self {
    case .document: "Document"
    case .part: "Part"
    case .section: "Sect"
    case .division: "Div"
    case .heading(let level): Self.headings[max(0, min(level, 6) - 1)]
    case .paragraph: "P"
    case .strong: standard.strong
    case .emphasis: standard.emphasis
    case .span: "Span"
    case .link: "Link"
    case .list: "L"
    case .listItem: "LI"
    case .label: "Lbl"
    case .listBody: "LBody"
    case .table: "Table"
    case .caption: "Caption"
    case .tableHead: "THead"
    case .tableBody: "TBody"
    case .row: "TR"
    case .headerCell: "TH"
    case .dataCell: "TD"
    case .figure: "Figure"
    case .form: "Form"
    }
  }

  private static let headings: [StaticString] = ["H1", "H2", "H3", "H4", "H5", "H6"]
}

extension ListStyle {
  /// The value of `ListNumbering` (PDF 32000-1 table 347; PDF 32000-2 table 382 has one for other labels).
  func structureName(_ standard: PDFStandard) -> StaticString {
    switch self {
    case .none: "None"
    case .text: standard == .ua1 ? "None" : "Unordered"
    case .disc: "Disc"
    case .circle: "Circle"
    case .square: "Square"
    case .decimal: "Decimal"
    case .lowerAlpha: "LowerAlpha"
    case .upperAlpha: "UpperAlpha"
    case .lowerRoman: "LowerRoman"
    case .upperRoman: "UpperRoman"
    }
  }
}
