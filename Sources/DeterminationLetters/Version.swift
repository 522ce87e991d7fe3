/// The version of this program, as documents and `--version` give it.
public enum Version {
  /// Semantic version.
  public static let number = "1.0.0"
  /// The name and version that PDFs carry as their producer.
  public static let producer = "imr-letters \(number)"
}
