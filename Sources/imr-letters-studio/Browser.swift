import Glibc

/// Opens the browser of the person who started the preview.
enum Browser {
  /// Opens an address. Without a desktop nothing happens; the address was printed.
  static func open(_ address: String) {
    guard getenv("DISPLAY") != nil || getenv("WAYLAND_DISPLAY") != nil else { return }
    // The address is the only argument, and no shell reads it.
    let arguments: [UnsafeMutablePointer<CChar>?] = [strdup("xdg-open"), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    var process: pid_t = 0
    _ = posix_spawnp(&process, "xdg-open", nil, nil, arguments, environ)
  }
}
