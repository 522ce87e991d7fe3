import HTTPTypes
import Hummingbird
import Synchronization

/// Lets only the page of this preview in: requests for this machine, with the token of this run (docs/preview.md).
///
/// Other pages in the same browser can send requests to 127.0.0.1. They do not know the token, and a name of theirs that leads here (DNS
/// rebinding) stands in `Host`.
struct RequestGuard: RouterMiddleware {
  typealias Context = BasicRequestContext

  /// The first part of every path.
  let token: String
  /// The port, once the server has one. It is a class because the server learns it after it has started.
  let port: ServerPort

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let hosts = ["127.0.0.1:\(port.number)", "localhost:\(port.number)"]
    guard let host = request.head.authority, hosts.contains(host) else { return refusal(.forbidden) }
    guard request.uri.path.hasPrefix("/\(token)/") else { return refusal(.forbidden) }
    guard request.method == .get else { return refusal(.methodNotAllowed) }
    do {
      var response = try await next(request, context)
      response.headers.append(contentsOf: Self.headers(isPage: response.headers[.contentSecurityPolicy] == nil))
      return response
    } catch let error as HTTPError {
      return refusal(error.status)
    }
  }

  private func refusal(_ status: HTTPResponse.Status) -> Response {
    Response(status: status, headers: [.contentType: "text/plain; charset=utf-8"])
  }

  private static func headers(isPage: Bool) -> HTTPFields {
    var headers: HTTPFields = [.cacheControl: "no-store", .xContentTypeOptions: "nosniff"]
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
    ] {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    if isPage {
      headers[.contentSecurityPolicy] =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; img-src data:; "
        + "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    }
    return headers
  }
}

/// The port of the server.
final class ServerPort: Sendable {
  private let value = Mutex(0)

  /// The number; 0 before the server has started.
  var number: Int {
    get { value.withLock(\.self) }
    set { value.withLock { $0 = newValue } }
  }
}
