import FileSystem
import HTTPTypes
import Hummingbird
import LetterPreview

/// The addresses of the preview, and what stands there.
struct StudioServer: Sendable {
  let session: PreviewSession
  let watcher: FolderWatcher
  private let changes = ChangeBroadcast()
  private let port = ServerPort()
  private let token = Self.newToken()

  init(session: PreviewSession, watcher: FolderWatcher) {
    self.session = session
    self.watcher = watcher
  }

  /// 128 random bits.
  private static func newToken() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// Takes the port that the server got.
  /// - Returns: the address of the page.
  func start(at port: Int) -> String {
    self.port.number = port
    return "http://127.0.0.1:\(port)/\(token)/"
  }

  /// Passes on changes of files until the task is cancelled.
  func watch() async {
    await watchFolders()
    for await changed in watcher.changes {
      // A folder that was replaced must be watched before it is read.
      await watchFolders()
      await session.update(changed: changed)
      changes.send(await session.revision)
      await watchFolders()
    }
  }

  private func watchFolders() async { for folder in await session.folders { watcher.watch(folder) } }

  func router() -> Router<BasicRequestContext> {
    let router = Router()
    router.add(middleware: RequestGuard(token: token, port: port))
    let page = router.group(":token")
    page.get { _, _ in Self.file(PageFile.html, "text/html") }
    page.get("preview.css") { _, _ in Self.file(PageFile.css, "text/css") }
    page.get("preview.js") { _, _ in Self.file(PageFile.js, "text/javascript") }
    page.get("letter.json") { [session] request, _ in
      Self.file(await session.state(of: Self.caseKey(request)), "application/json")
    }
    page.get("letter.txt") { [session] request, _ in
      try Self.view(await session.text(of: Self.caseKey(request)), "text/plain")
    }
    page.get("letter.html") { [session] request, _ in
      try Self.view(await session.html(of: Self.caseKey(request)), "text/html")
    }
    page.get("wording.html") { [session] _, _ in try Self.view(await session.wording, "text/html") }
    page.get("fonts/:name") { [session] _, context in
      guard let name = context.parameters.get("name"), let font = await session.font(name) else {
        throw HTTPError(.notFound)
      }
      return Response(status: .ok, headers: [.contentType: "font/ttf"], body: .init(byteBuffer: .init(bytes: font)))
    }
    page.get("events") { request, _ in events(request) }
    return router
  }

  /// The case that the page asks for. It must be one that the session knows.
  private static func caseKey(_ request: Request) -> String? { request.uri.queryParameters.get("key") }

  private static func file(_ bytes: [UInt8], _ type: String) -> Response {
    Response(
      status: .ok, headers: [.contentType: "\(type); charset=utf-8"], body: .init(byteBuffer: .init(bytes: bytes)))
  }

  /// A view inside the page. It has styles of its own and nothing else.
  private static func view(_ text: String?, _ type: String) throws -> Response {
    guard let text else { throw HTTPError(.notFound) }
    var response = file(Array(text.utf8), type)
    response.headers[.contentSecurityPolicy] =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    return response
  }

  /// Server-sent events (HTML §9.2): the number of each revision. A page that comes back after a break looks at the number, too.
  private func events(_ request: Request) -> Response {
    let revisions = changes.revisions()
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8"],
      body: .init { [session] writer in
        try await writer.write(.init(string: "data: \(await session.revision)\n\n"))
        // The stream ends when the page is closed: the next event cannot be written then.
        for await revision in revisions.cancelOnGracefulShutdown() {
          try await writer.write(.init(string: "data: \(revision)\n\n"))
        }
        try await writer.finish(nil)
      })
  }
}
