/// Takes the bytes that libharu writes. There is room for them in the array that becomes the file. If it is too small, they go to a buffer that
/// grows, and the file is a copy of it.
struct FileOutput: ~Copyable {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0
  private var larger: ByteBuffer?

  private init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

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
      count = output.count
      copy = output.larger?.bytes
    }
    if let failure { throw failure }
    return copy ?? bytes
  }

  mutating func append(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    if larger != nil {
      larger?.append(bytes, length)
    } else if let start = room.baseAddress, length <= room.count - count {
      (start + count).update(from: bytes, count: length)
      count += length
    } else {
      var buffer = ByteBuffer(capacity: 2 * (count + length))
      buffer.append(UnsafeBufferPointer(rebasing: room[..<count]))
      buffer.append(bytes, length)
      larger = consume buffer
    }
  }
}
