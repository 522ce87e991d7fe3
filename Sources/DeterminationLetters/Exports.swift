// Whoever imports the library sees the findings it reports and the letters it makes.
@_exported import struct JSONText.Finding
@_exported import struct JSONText.FindingCode
@_exported import struct JSONText.Findings
@_exported import struct JSONText.SourceExcerpt
@_exported import struct JSONText.SourceLocation
@_exported import struct JSONText.SourceText
@_exported import struct LetterDocument.Letter
