/// Takes the bytes that libharu writes. There is room for them in the array that becomes the file. If it is too small, they go to other memory,
/// and the file is a copy of that.
struct FileOutput: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int
  /// Whether the memory is our own, and not that of the array.
  private var isOwn = false

  private init(_ room: UnsafeMutableBufferPointer<UInt8>) {
    if let start = room.baseAddress {
      (self.start, capacity) = (start, room.count)
    } else {
      (start, capacity, isOwn) = (.allocate(capacity: 1), 1, true)
    }
  }

  deinit { if isOwn { start.deallocate() } }

  /// The bytes that `write` appends.
  /// - Parameter size: about how many there will be.
  static func bytes(
    size: Int, _ write: (UnsafeMutablePointer<FileOutput>) throws(PDFError) -> Void
  ) throws(PDFError) -> [UInt8] {
    var failure: PDFError?
    var copy: [UInt8]?
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { room, count in
      var output = FileOutput(room)
      do throws(PDFError) {
        try withUnsafeMutablePointer(to: &output) { pointer throws(PDFError) in try write(pointer) }
      } catch {
        failure = error
      }
      if output.isOwn {
        copy = Array(UnsafeBufferPointer(start: output.start, count: output.count))
      } else {
        count = output.count
      }
    }
    if let failure { throw failure }
    return copy ?? bytes
  }

  /// libharu writes a letter in nearly a thousand pieces.
  @inline(__always)
  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if length > capacity - count { grow(by: length) }
    Self.copy(length, from: bytes, to: start + count)
    count += length
  }

  @inline(never)
  private mutating func grow(by more: Int) {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * (count + more))
    larger.update(from: start, count: count)
    if isOwn { start.deallocate() }
    (start, capacity, isOwn) = (larger, 2 * (count + more), true)
  }

  /// Most pieces have a few bytes, and calling the C library would take longer than copying them.
  @inline(__always)
  private static func copy(_ length: Int, from source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>) {
    func move<Piece: FixedWidthInteger & BitwiseCopyable>(_ type: Piece.Type) {
      let (from, to) = (UnsafeRawPointer(source), UnsafeMutableRawPointer(target))
      let size = MemoryLayout<Piece>.size
      // The last piece may overlap the first.
      let (first, last) = (from.loadUnaligned(as: type), from.loadUnaligned(fromByteOffset: length - size, as: type))
      to.storeBytes(of: first, as: type)
      to.storeBytes(of: last, toByteOffset: length - size, as: type)
    }
    switch length {
    case 8...16: move(UInt64.self)
    case 4..<8: move(UInt32.self)
    case 2..<4: move(UInt16.self)
    case 1: target.pointee = source.pointee
    default: target.update(from: source, count: length)
    }
  }
}
