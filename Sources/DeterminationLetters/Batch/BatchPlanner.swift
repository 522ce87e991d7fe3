import JSONText

/// The first look at all records of a batch: everything that can be known before the first letter is written.
struct BatchPlanner {
  let worker: RecordWorker
  let files: CaseFiles
  let report: BatchReport

  private var options: BatchOptions { worker.work.options }
  private var selection: RecordSelection { worker.work.options.selection }

  /// Checks all records.
  /// - Throws: names that several letters would have, identifiers that no record has, more errors than are allowed.
  func plan() async throws(Findings) -> BatchPlan {
    let sample = await chooseSample()
    var plan = BatchPlan()
    var reader = CaseRecordReader(files)
    var (selected, rejected) = (0, 0)
    var missing = selection.only
    var fatal: Findings?
    await OrderedPipeline(jobs: options.jobs).run(
      next: { reader.next() }, isReady: { true }, work: { [worker] in worker.examine($0) },
      finish: { examined in
        let isOver = selection.limit.map { selected >= $0 } ?? false
        let isSampled = sample.map { $0.contains(plan.count) } ?? true
        guard examined.identity.isSelected, isSampled, !isOver else {
          plan.append(.skip, digest: nil, nameKey: 0)
          return !isOver
        }
        selected += 1
        missing.remove(examined.identity.id)
        plan.append(
          examined.findings.hasErrors ? .reject : examined.findings.all.isEmpty ? .render : .renderChecking,
          digest: examined.identity.digest, nameKey: OutputName.key(examined.identity.name))
        if let printing = examined.printing {
          plan.appendToPrint(
            PrintStreamPlan.Entry(
              record: plan.count - 1, place: printing.place, id: examined.identity.id, pages: printing.pages,
              sortValues: printing.sortValues))
        }
        do throws(Findings) {
          try report(.checked(examined.findings))
        } catch {
          fatal = error
          return false
        }
        guard examined.findings.hasErrors else { return true }
        rejected += 1
        if let most = options.maxErrors, rejected > most { fatal = Self.tooManyErrors(examined.findings, most) }
        return fatal == nil
      })
    if let fatal { throw fatal }
    // Interrupted while it only looked: nothing was written, nothing is to be resumed.
    guard Interruption.signal == nil else { return plan }
    if !missing.isEmpty, selection.limit == nil, selection.sample == nil, selection.shard == nil {
      throw Findings(missing.sorted().map { Finding(.inputMissing, "no record has the case number “\($0)” (--only)") })
    }
    plan.index()
    let collisions = plan.collisions()
    guard collisions.isEmpty else { throw collisionFindings(collisions) }
    return plan
  }

  /// - Returns: the findings of the record that went too far, with what that means in front.
  static func tooManyErrors(_ findings: Findings, _ most: Int) -> Findings {
    Findings(
      Finding(
        .tooManyErrors,
        most == 0 ? "the batch stops at its first bad record" : "the batch stops: more than \(most) records are bad",
        fix: "mend the records, or let the batch go on without them", in: nil))
  }

  /// The numbers of the sampled records: those whose digests with the seed are smallest.
  private func chooseSample() async -> Set<Int>? {
    guard let count = selection.sample else { return nil }
    var reader = CaseRecordReader(files)
    var number = 0
    var chosen = SeededSample(count: count, seed: selection.seed)
    await OrderedPipeline(jobs: options.jobs).run(
      next: { reader.next() }, isReady: { true }, work: { [worker] in worker.identify($0) },
      finish: { identity in
        defer { number += 1 }
        guard identity.isSelected else { return true }
        chosen.offer(number, digest: identity.digest?.bytes ?? [])
        return true
      })
    return chosen.numbers
  }

  /// Reads the inputs once more, to say where the records stand.
  private func collisionFindings(_ collisions: [(first: Int, second: Int)]) -> Findings {
    let wanted = Set(collisions.flatMap { [$0.first, $0.second] })
    var places: [Int: SourceText] = [:]
    var reader = CaseRecordReader(files)
    var number = 0
    while let record = reader.next() {
      if wanted.contains(number), case .success(let record) = record { places[number] = record.source }
      number += 1
      if places.count == wanted.count { break }
    }
    return Findings(
      collisions.compactMap { first, second in
        guard let owner = places[first], let source = places[second] else { return nil }
        return Finding(
          .nameTaken,
          "another record of this batch is written to the same name: the one at \(owner.name):\(owner.firstLine)",
          fix: "give each case its own number, or name letters otherwise with --name; nothing was written",
          in: source, at: 0, isCaseData: true)
      })
  }
}
