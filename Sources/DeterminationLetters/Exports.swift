// The types of the library's public signatures, so that a program needs only one import.
@_exported import Diagnostics
@_exported import enum PDFOutput.PDFStandard
@_exported import struct PDFOutput.PDFOptions
@_exported import enum PDFOutput.SignatureField
@_exported import ReviewRules
@_exported import struct Rules.Rule
@_exported import struct Rules.RuleBook
