import DeterminationLetters
import FileSystem

/// A running batch: what all its passes share, and their order. First the check pass looks at all records and makes a plan, then the render
/// pass writes single letters, then the print stream pass writes large files.
struct BatchJob: Sendable {
  let dispatcher: RecordDispatcher
  let files: CaseFiles
  let stop: StopRequest
  let report: BatchReport
  private let outputs: [String]

  var processor: RecordProcessor { dispatcher.processor }
  var options: BatchOptions { dispatcher.processor.options }

  /// Finds the inputs and starts worker processes, if there are any.
  /// - Throws: findings if inputs are missing, or if options make no sense, by themselves or with these inputs.
  init(
    _ inputs: [String], renderer: LetterRenderer, options: BatchOptions, stop: StopRequest,
    report: @escaping BatchReport
  ) throws(Findings) {
    try options.validate()
    outputs = [options.folder, options.printStream?.folder].compactMap(\.self)
    files = try CaseFiles(inputs, outputs: outputs)
    var names: Set<String> = []
    if let folder = options.folder {
      names = files.names(in: folder).union(Self.setFiles(of: renderer, in: folder))
    }
    dispatcher = try RecordDispatcher(RecordProcessor(renderer: renderer, options: options, inputsInFolder: names))
    self.stop = stop
    self.report = report
  }

  /// The names of the files of the template set in a folder. A letter in HTML could have such a name.
  private static func setFiles(of renderer: LetterRenderer, in folder: String) -> [String] {
    renderer.templateFilePaths.filter { Paths.areSame(Paths.folder(of: $0), folder) }.map(Paths.name)
  }

  /// Runs the passes.
  func run() async throws(Findings) -> BatchSummary {
    let canReadTwice = !options.isStream && files.areRegular
    guard canReadTwice || !options.resumes && options.selection.sample == nil && options.printStream == nil else {
      throw Findings(
        Finding(
          .badOption, "resuming, samples and print streams need files, because they read the input twice",
          fix: "write the input to a file"))
    }
    if !options.isDryRun { try protectInputs() }
    var plan: BatchPlan?
    if canReadTwice { plan = try await BatchPlanner(job: self).plan() }
    var summary = BatchSummary()
    if !stop.isMade, let folder = options.folder {
      let output = try OutputFolder(self, folder: folder)
      try output.open(&plan)
      plan?.forgetNames()
      if let plan { try report(.planned(letters: plan.toRender)) }
      summary = try await RenderPass(self, plan: plan, output: output).run()
    }
    if !stop.isMade, let stream = options.printStream, let plan {
      try await writePrintStream(stream, plan, summary: &summary)
    }
    summary.unreadFiles = files.unread
    summary.wasCancelled = stop.isMade
    return summary
  }

  /// Writes the print stream. If there are no single letters, the rejected records go to its folder too.
  private func writePrintStream(
    _ stream: PrintStreamOptions, _ plan: BatchPlan, summary: inout BatchSummary
  ) async throws(Findings) {
    let output = try OutputFolder(self, folder: stream.folder)
    let layout = PrintStreamPlan(
      plan.toPrint, order: processor.order, maxPages: stream.maxPages, isDuplex: options.isDuplex)
    let pass = PrintStreamPass(self, plan: plan, layout: layout, output: output)
    try pass.open()
    if options.folder == nil, plan.toReject > 0 {
      summary = try await RenderPass(self, plan: plan.withRejectedOnly, output: output).run()
    }
    try report(.planned(letters: layout.entries.count))
    try await pass.run(&summary, countsLetters: options.folder == nil)
  }

  /// Single letters and the print stream have a manifest each, so they cannot share a folder. A batch replaces its own files, so these
  /// cannot be inputs.
  private func protectInputs() throws(Findings) {
    if outputs.count == 2, Paths.areSame(outputs[0], outputs[1]) {
      throw Findings(
        Finding(
          .badOption, "single letters and the print stream cannot be written to the same folder",
          fix: "choose different folders"))
    }
    if let stream = options.printStream, let name = files.names(in: stream.folder).first(where: PrintStreamPlan.isFile)
    {
      throw Findings(
        Finding(
          .cannotCreate, "“\(name)” in “\(stream.folder)” has the name of a file of the print stream",
          fix: "move it to another folder, or rename it"))
    }
    for folder in outputs {
      for index in 0..<files.count {
        for own in BatchFile.allCases {
          do throws(Findings) {
            try OutputFile.protect(files[index], from: own.path(in: folder))
          } catch {
            throw Findings(
              Finding(
                .cannotCreate, "“\(files[index])” is a file that this batch writes itself",
                fix: "move it to another folder, or rename it"))
          }
        }
      }
    }
  }
}
