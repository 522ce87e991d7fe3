import CLinux
import Glibc

/// The pages of the heap, for the commands that scripts start for each letter.
package enum HeapPages {
  /// What such a command needs, with some room.
  private static let size = 6 << 20

  /// Asks for the first megabytes of the heap in pages of 2 MB.
  ///
  /// Such a command touches a thousand pages of 4 KB, and the kernel takes more than a microsecond for each: a tenth of the time of a letter.
  /// A kernel that has no large pages gives small ones, as without this call. A batch does not need it: its letters share the pages.
  package static func useLarge() {
    let limit = Int32(size)
    // What is larger than the threshold would get pages of its own, and return them when it is freed.
    guard mallopt(M_MMAP_THRESHOLD, limit) != 0, mallopt(M_TRIM_THRESHOLD, 2 * limit) != 0,
      mallopt(M_TOP_PAD, limit) != 0
    else { return }
    // The first allocation that does not fit lets the heap grow by its size and the padding.
    let first = malloc(256 << 10)
    defer { free(first) }
    mallopt(M_TOP_PAD, 128 << 10)
    // The compiler leaves out an allocation that nothing uses.
    guard malloc_usable_size(first) > 0, let end = sbrk(0) else { return }
    let address = Int(bitPattern: end)
    madvise(UnsafeMutableRawPointer(bitPattern: address - size), size, MADV_HUGEPAGE)
  }
}
