import DeterminationLetters
import Glibc

/// A process that works on one record at a time for a batch, so that a crash harms nothing else.
final class WorkerProcess: Sendable {
  private let process: pid_t
  private let socket: Int32

  /// Starts a process whose standard input and output are a socket to this one.
  /// - Parameter command: the program and its arguments.
  init(_ command: [String]) throws(Findings) {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw Self.failure(errno)
    }
    socket = ends[0]
    defer { close(ends[1]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    // A crashing process may print words of the case.
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The worker has its own process group, so that Ctrl-C reaches only the batch, which lets its workers finish.
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var started: pid_t = 0
    let status = posix_spawn(&started, command[0], &actions, &attributes, &arguments, environ)
    process = started
    guard status == 0 else {
      close(ends[0])
      throw Self.failure(status)
    }
  }

  /// Waits for the first answer, which comes before any task.
  /// - Returns: nil if the process died.
  func greeting() -> WorkerAnswer? { WorkerChannel.receive(WorkerAnswer.self, from: socket) }

  /// Sends a task and waits for the answer.
  /// - Parameter identified: is called with the identity of the record once the worker knows it. It may die after that.
  /// - Returns: nil if the process died.
  func ask(_ request: WorkerRequest, identified: (RecordIdentity) -> Void) -> WorkerAnswer? {
    guard WorkerChannel.send(request, to: socket) else { return nil }
    while let answer = WorkerChannel.receive(WorkerAnswer.self, from: socket) {
      guard case .identified(let identity) = answer, !request.task.isIdentification else { return answer }
      identified(identity)
    }
    return nil
  }

  /// Waits for the end of a process that has died or that is no longer needed.
  /// - Returns: the signal that ended it.
  func end() -> Int32? {
    close(socket)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status & 0x7F == 0 ? nil : status & 0x7F
  }

  private static func failure(_ error: Int32) -> Findings { failure(String(cString: strerror(error))) }

  /// The reason why no process can be started, as an error of the system.
  static func failure(_ reason: String) -> Findings {
    Findings(
      Finding(
        .limitTooLow, "a worker process cannot be started: \(reason)",
        fix: "raise the limits (ulimit -u, -n and -v), or use fewer jobs"))
  }
}
