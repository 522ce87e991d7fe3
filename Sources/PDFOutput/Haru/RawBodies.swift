import CHaru

/// What a dictionary carries besides the entries that libharu knows: more entries before `>>`, and the bytes of a stream after it. libharu
/// copies neither.
struct RawBody {
  /// The document, which lives as long as its dictionaries.
  let document: Unmanaged<HaruDocument>
  /// The range of the entries in the text of the document.
  let entries: Range<Int>
  /// The bytes of the stream.
  let stream: [UInt8]?
  /// The output stream, kept from the first callback for the second.
  var output: HPDF_Stream?
}

/// The bodies of a document's dictionaries. libharu keeps pointers to them, so they do not move. They are allocated in blocks, because a
/// letter has a hundred.
struct RawBodies: ~Copyable {
  private static let blockSize = 64
  private var blocks: [UnsafeMutablePointer<RawBody>] = []
  /// How many there are in the last block.
  private var count = blockSize

  mutating func append(_ body: RawBody) -> UnsafeMutablePointer<RawBody> {
    if count == Self.blockSize {
      blocks.append(.allocate(capacity: Self.blockSize))
      count = 0
    }
    let place = blocks[blocks.count - 1] + count
    place.initialize(to: body)
    count += 1
    return place
  }

  deinit {
    for (index, block) in blocks.enumerated() {
      block.deinitialize(count: index == blocks.count - 1 ? count : Self.blockSize)
      block.deallocate()
    }
  }
}
