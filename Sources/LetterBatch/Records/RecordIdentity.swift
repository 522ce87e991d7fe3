import Digests

/// What is known of a record before a letter is made of it.
struct RecordIdentity: Sendable, Codable {
  /// The identity of the case; the name of the input if it has none.
  var id: String
  /// The name of its letter, without suffix.
  var name: String
  /// Whether `--only` and `--shard` choose it.
  var isSelected: Bool
  /// Whether the path of the input, the identity or the name contains a confidential value, so that it must not be written.
  var isHidden = false
  /// Whether the path of the input itself contains one, so that no record of that file must name it.
  var hidesFile = false
  /// Whether its name without folder does, so that no letter of that file must be named after it.
  var hidesFileName = false
  /// The digest of its bytes; nil if it could not be read, or if nobody needs it.
  var digest: SHA256?
  /// Tells whether it is still what it was; nil if it could not be read.
  var fingerprint: Fingerprint?
}
