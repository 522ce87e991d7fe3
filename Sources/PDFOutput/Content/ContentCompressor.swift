import CIgzip

/// Compresses content streams with ISA-L, in the zlib format that PDF's FlateDecode reads (RFC 1950).
///
/// The Huffman codes are the same for all streams and suit content streams (see ``sample``). libdeflate, which makes codes for each page,
/// makes pages 7 % smaller and takes three times as long (docs/decisions/compression.md).
struct ContentCompressor: Sendable {
  private let coders = CoderPool(
    make: { igzip_alloc_coder(Self.sample.utf8Start, Self.sample.utf8CodeUnitCount) }, free: { igzip_free_coder($0) })

  func compress(_ content: borrowing ByteBuffer) throws(PDFError) -> [UInt8] {
    try content.withBytes { bytes throws(PDFError) in
      let most = igzip_bound(bytes.count)
      return try coders.bytes(upTo: most) { coder, output in
        igzip_compress(coder, bytes.baseAddress, bytes.count, output, most)
      }
    }
  }
}
