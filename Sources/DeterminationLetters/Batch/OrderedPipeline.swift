/// Works on inputs several at a time and hands over what comes out in the order of what went in.
struct OrderedPipeline {
  /// How many are in work at a time.
  let jobs: Int

  /// Runs until the inputs end or `finish` wants no more.
  /// - Parameters:
  ///   - next: the next input; nil at the end.
  ///   - isReady: whether the next input can be had without waiting. While it cannot, finished work is handed over.
  ///   - work: what is done with each, on any thread.
  ///   - finish: takes the outcomes, in order; false ends the run. What was in work then is finished and handed over too.
  func run<Input: Sendable, Output: Sendable>(
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
        // No more is started than can be waited for, so that one slow letter does not let the others pile up.
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
