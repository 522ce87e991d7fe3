extension Finding {
  /// The finding without confidential words: its message is that of its code, its fix and its pointers are left out, and its places name no file.
  /// - Parameter occur: whether such words are in a text.
  package func redacted(where occur: (String) -> Bool) -> Finding {
    var finding = self
    if occur(message) { finding.message = "\(code.title) (the message contained a confidential value)" }
    if let fix, occur(fix) { finding.fix = nil }
    if let pointer = wholePointer, occur(pointer) { (finding.pointer, finding.wholePointer) = (nil, nil) }
    finding.location = location?.redacted(where: occur)
    if var other = comparedWith {
      if let pointer = other.wholePointer, occur(pointer) { (other.pointer, other.wholePointer) = (nil, nil) }
      other.location = other.location?.redacted(where: occur)
      finding.comparedWith = other
    }
    return finding
  }
}

extension SourceLocation {
  fileprivate func redacted(where occur: (String) -> Bool) -> SourceLocation {
    occur(file) ? SourceLocation(file: "(confidential)", line: line, column: column, offset: offset) : self
  }
}
