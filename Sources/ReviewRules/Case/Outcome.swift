extension Case {
  /// The overall result of the decisions. It is derived and never entered. In 194 published letters the three outcomes occur 158, 24 and 12
  /// times.
  public enum Outcome: String, Sendable, Hashable {
    /// All items are upheld.
    case uphold = "Uphold"
    /// All items are overturned.
    case overturn = "Overturn"
    /// Some items are overturned.
    case partialOverturn = "Partial Overturn"
  }

  /// The overall result of the decisions.
  public var outcome: Outcome {
    let overturned = disputedItems.count { $0.decision == .overturned }
    return overturned == 0 ? .uphold : overturned == disputedItems.count ? .overturn : .partialOverturn
  }
}

extension Guideline {
  /// No medical evidence was cited.
  public static let none = Guideline.citations(Citations(mtus: []))
}
