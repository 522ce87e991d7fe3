import CPreviewPage

/// The files of the page. They are part of the program.
enum PageFile {
  static let html = bytes(preview_html())
  static let css = bytes(preview_css())
  static let js = bytes(preview_js())

  private static func bytes(_ file: preview_file) -> [UInt8] {
    Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
  }
}
