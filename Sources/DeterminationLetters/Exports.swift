// A program that imports the library can name every type in its public signatures.
@_exported import Diagnostics
@_exported import ReviewRules
@_exported import struct Rules.Rule
@_exported import struct Rules.RuleBook
