extension ManifestLine.Maker {
  /// What is not the same in two makers, such as “another version of harfbuzz (6.0.0)”.
  func differences(from other: Self) -> [String] {
    var names: [String] = []
    if template != other.template || templateVersion != other.templateVersion {
      names.append("another template set (\(template) \(templateVersion))")
    } else if templateDigest != other.templateDigest {
      names.append("other files of the template set")
    }
    if fontDigest != other.fontDigest { names.append("other fonts") }
    if program != other.program {
      names.append("another version of this program (\(program))")
    } else if programDigest != other.programDigest {
      names.append("another build of this program")
    }
    if sourceDate != other.sourceDate {
      names.append(sourceDate.map { "a SOURCE_DATE_EPOCH (\($0))" } ?? "no SOURCE_DATE_EPOCH")
    }
    for (name, version) in libraries.sorted(by: { $0.key < $1.key }) where other.libraries[name] != version {
      // The checksum in the version of ISA-L depends on the processor too (docs/decisions/compression.md).
      names.append("another version of \(name)\(name == "isa-l" ? ", or another kind of processor" : "") (\(version))")
    }
    return names
  }
}
