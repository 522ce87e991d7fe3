extension Case {
  /// What the decisions come to. It is derived and never typed: 158, 24 and 12 of 194 published letters.
  public enum Outcome: String, Sendable, Hashable {
    /// All items are upheld.
    case uphold = "Uphold"
    /// All items are overturned.
    case overturn = "Overturn"
    /// Some items are overturned.
    case partialOverturn = "Partial Overturn"
  }

  /// What the decisions come to.
  public var outcome: Outcome {
    let overturned = disputedItems.count { $0.decision == .overturned }
    return overturned == 0 ? .uphold : overturned == disputedItems.count ? .overturn : .partialOverturn
  }
}

extension Guideline {
  /// No medical evidence was cited.
  public static let none = Guideline.citations(Citations(mtus: []))
}
