import DeterminationLetters
import LetterBatch
import Synchronization

/// Uses the library from outside. The first argument says what for, the second is the checkout, the others depend on it.
@main
struct Consumer {
  @MainActor
  static func main() async throws {
    let arguments = CommandLine.arguments
    let renderer = try LetterRenderer(resources: Resources(folder: arguments[2]))
    switch arguments[1] {
    case "render": try render(renderer, arguments[3], to: arguments[4])
    case "batch": try await batch(renderer, arguments[3], to: arguments[4])
    case "cancel": await cancel(renderer, arguments[3], to: arguments[4], atLetter: arguments[5] == "letter")
    case "options": await refuse(renderer, arguments[3])
    default:
      // Nobody catches this: what Swift prints of it must hold no words of the case.
      _ = try renderer.render(contentsOf: arguments[3])
    }
  }

  /// A letter from a file, and one from a typed case.
  private static func render(_ renderer: LetterRenderer, _ path: String, to letter: String) throws(Findings) {
    let rendered = try renderer.render(contentsOf: path)
    try rendered.write(.pdf, to: letter)
    print(rendered.identity ?? "none", rendered.title, rendered.warnings.all.count)
    let determination = Case(
      case: Header(
        number: "CM16-9000077", dateAssigned: "2016-11-09", dateOfInjury: "2016-10-13", decisionDate: "2016-12-05",
        urDenialDate: "2016-11-01", priority: .standard, applicationReceived: "2016-11-03"),
      reviewer: Reviewer(licensure: ["Ohio"], certifications: ["Neurology"]), clinicalCaseSummary: ["A summary."],
      disputedItems: [
        DisputedItem(
          description: "X-ray", decision: .upheld, claimsAdministratorGuideline: .none,
          reviewerGuideline: .citations(Citations(nonMTUS: "ODG.")), rationale: ["It is not medically necessary."])
      ])
    let typed = try renderer.render(determination)
    print(typed.identity ?? "none", determination.outcome, typed.text(width: 0).contains("X-ray: Upheld"))
  }

  /// A batch from the main actor, with state of the main actor after it.
  @MainActor
  private static func batch(_ renderer: LetterRenderer, _ input: String, to folder: String) async throws(Findings) {
    let reported = Mutex(0)
    let options = BatchOptions(folder: folder, formats: [.pdf, .txt], jobs: 2)
    let summary = try await BatchRenderer(renderer: renderer, options: options).run([input]) { event in
      if case .finished(let outcome) = event, !outcome.isRejected { reported.withLock { $0 += 1 } }
    }
    print(summary.written, reported.withLock(\.self), summary.tallies["decision"]?.keys.sorted() ?? [])
  }

  /// A batch whose task is cancelled at its first report.
  private static func cancel(
    _ renderer: LetterRenderer, _ input: String, to folder: String, atLetter: Bool
  ) async {
    let clock = ContinuousClock()
    let cancelled = Mutex<ContinuousClock.Instant?>(nil)
    let task = Mutex<Task<Void, Never>?>(nil)
    let options = BatchOptions(folder: folder, formats: [.txt], jobs: 2)
    let work = Task {
      do throws(Findings) {
        let summary = try await BatchRenderer(renderer: renderer, options: options).run([input]) { event in
          if atLetter, case .finished = event {} else if atLetter { return }
          cancelled.withLock { $0 = $0 ?? clock.now }
          task.withLock { $0?.cancel() }
        }
        let since = cancelled.withLock(\.self).map { clock.now - $0 } ?? .zero
        print(summary.written, summary.wasCancelled, since < .milliseconds(200), since)
      } catch {
        print(error)
      }
    }
    task.withLock { $0 = work }
    await work.value
  }

  /// Options that make no sense are thrown, not corrected.
  private static func refuse(_ renderer: LetterRenderer, _ input: String) async {
    var options = BatchOptions(folder: nil, jobs: 0)
    options.maxErrors = -1
    do throws(Findings) {
      _ = try await BatchRenderer(renderer: renderer, options: options).run([input])
    } catch {
      print(error.all.map(\.code.id))
    }
  }
}
