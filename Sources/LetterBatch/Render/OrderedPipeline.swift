/// Works on several inputs at a time and delivers the results in the order of the inputs.
package struct OrderedPipeline: Sendable {
  /// How many inputs are in progress at a time.
  let jobs: Int

  /// A pipeline with that many inputs in progress.
  package init(jobs: Int) { self.jobs = jobs }

  /// Runs until the inputs end or `finish` wants no more.
  /// - Parameters:
  ///   - next: the next input; nil at the end.
  ///   - isReady: whether the next input is available without waiting. Until then, results are delivered.
  ///   - work: turns an input into a result, on any thread.
  ///   - finish: takes the results, in order; false ends the run. Inputs in progress are then finished and delivered too.
  package func run<Input: Sendable, Output: Sendable>(
    next: () -> Input?, isReady: () -> Bool, work: @escaping @Sendable (Input) -> Output, finish: (Output) -> Bool
  ) async {
    if jobs == 1 {
      while let input = next(), finish(work(input)) {}
      return
    }
    await withTaskGroup(of: (Int, Output).self) { group in
      var (started, finished) = (0, 0)
      var goesOn = true
      var early: [Int: Output] = [:]
      while true {
        // Limits the number of started inputs, so that finished letters do not pile up behind a slow one.
        while goesOn, started - finished < jobs * 4, started == finished || isReady() {
          guard let input = next() else {
            goesOn = false
            break
          }
          let number = started
          group.addTask { (number, work(input)) }
          started += 1
        }
        guard let (number, output) = await group.next() else { break }
        early[number] = output
        while let output = early.removeValue(forKey: finished) {
          finished += 1
          if !finish(output) { goesOn = false }
        }
      }
    }
  }
}
