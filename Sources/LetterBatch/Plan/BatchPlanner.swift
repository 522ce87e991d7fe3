import DeterminationLetters
import FileSystem

/// The check pass: finds everything that can be known before the first letter is written.
struct BatchPlanner {
  let job: BatchJob

  private var options: BatchOptions { job.options }
  private var selection: RecordSelection { job.options.selection }

  /// Checks all records.
  /// - Throws: findings if several letters would have the same name, if no record has an identity of `--only`, or if there are too many
  ///   errors.
  func plan() async throws(Findings) -> BatchPlan {
    let sample = try await chooseSample()
    var progress = CheckProgress(options: options, files: job.files, sample: sample, report: job.report)
    var reader = records()
    await OrderedPipeline(jobs: options.jobs).run(
      next: { job.stop.isMade ? nil : reader.next() }, isReady: { true },
      work: { [dispatcher = job.dispatcher] in dispatcher.check($0) }, finish: { progress.take($0) })
    if let failure = progress.failure { throw failure }
    var plan = progress.plan
    // The batch was stopped during the check, so nothing was written and nothing can be resumed.
    guard !job.stop.isMade else { return plan }
    let missing = progress.missing
    // Records after the limit are not read, so nobody knows whether they are the ones.
    if !missing.isEmpty, !progress.isOver { throw Findings.notFound(missing) }
    plan.rejectHiddenNames(in: job.files)
    plan.index()
    let collisions = plan.collisions()
    guard collisions.isEmpty else { throw collisionFindings(collisions, plan.hiddenFiles) }
    return plan
  }

  private func records() -> CaseRecordReader { CaseRecordReader(job.files, stop: job.stop) }

  /// The numbers of the sampled records: the records whose digests with the seed are smallest.
  /// - Throws: a finding if an input cannot be read. Nobody knows which of its records belong to the sample.
  private func chooseSample() async throws(Findings) -> Set<Int>? {
    guard let count = selection.sample else { return nil }
    var reader = records()
    var number = 0
    var chosen = SeededSample(count: count, seed: selection.seed)
    var failure: Findings?
    await OrderedPipeline(jobs: options.jobs).run(
      next: {
        guard !job.stop.isMade, let record = reader.next() else { return nil }
        guard case .failure(let error) = record, error.concernInput else { return record }
        failure = error
        return nil
      }, isReady: { true },
      work: { [dispatcher = job.dispatcher] in dispatcher.identify($0) },
      finish: { identity in
        defer { number += 1 }
        guard identity.isSelected else { return true }
        chosen.offer(number, digest: identity.digest?.bytes ?? [])
        return true
      })
    if let failure { throw failure }
    return chosen.numbers
  }

  /// Reads the inputs once more to find the places of the records.
  private func collisionFindings(_ collisions: [(first: Int, second: Int)], _ hidden: HiddenFiles) -> Findings {
    let wanted = Set(collisions.flatMap { [$0.first, $0.second] })
    var places: [Int: SourceText] = [:]
    var reader = records()
    var number = 0
    while let record = reader.next() {
      if wanted.contains(number), case .success(let record) = record { places[number] = record.source }
      number += 1
      if places.count == wanted.count { break }
    }
    return Findings(
      collisions.compactMap { first, second in
        guard let owner = places[first], let source = places[second] else { return nil }
        let name = hidden.contains(owner.name) ? "(confidential)" : owner.name
        let finding = Finding(
          .nameTaken,
          "the record at \(name):\(owner.firstLine) would be written to the same name",
          fix: "give each case its own identity, or name letters in another way with --name; nothing was written",
          in: source, at: 0, isCaseData: true)
        return hidden.redact(Findings(finding), at: nil, in: job.files).all.first
      })
  }
}

/// What the check pass knows so far.
private struct CheckProgress {
  let options: BatchOptions
  let files: CaseFiles
  let sample: Set<Int>?
  let report: BatchReport
  private(set) var plan: BatchPlan
  /// The identities that were asked for and not found yet.
  private(set) var missing: Set<String>
  /// The error that ends the batch.
  private(set) var failure: Findings?
  private var selected = 0
  private var rejected = 0
  private var places = PlaceKeys()

  init(options: BatchOptions, files: CaseFiles, sample: Set<Int>?, report: @escaping BatchReport) {
    self.options = options
    self.files = files
    self.sample = sample
    self.report = report
    missing = options.selection.only
    plan = BatchPlan(keepsDigests: options.resumes)
  }

  /// Whether the limit is reached.
  var isOver: Bool { options.selection.isComplete(selected) }

  /// Takes the next record; false if no more are wanted.
  mutating func take(_ record: CheckedRecord) -> Bool {
    plan.hiddenFiles.learn(record.identity, at: record.place, in: files)
    // The plan ends at the limit. Nobody asked for what comes after it, also if it was read ahead and cannot be read.
    guard !isOver else { return false }
    missing.remove(record.identity.id)
    guard !record.isUnreadable else {
      failure = plan.hiddenFiles.redact(record.findings, at: record.place, in: files)
      return false
    }
    guard record.identity.isSelected, sample?.contains(plan.count) ?? true else {
      plan.append(.skip, nil, nameKey: 0)
      return true
    }
    selected += 1
    let name = ManifestLine.shortened(record.identity.name)
    plan.append(
      checked: record.findings, record.identity, nameKey: OutputName.key(name),
      place: options.resumes
        ? record.place.map { places.key(of: ManifestLine.Input($0, of: files, record.identity)) } ?? 0 : 0,
      exactName: options.resumes ? BatchPlan.key(ofExactName: name) : 0)
    if let printing = record.printing, !record.findings.hasErrors {
      plan.appendToPrint(
        PrintStreamPlan.Entry(
          record: plan.count - 1, place: printing.place, id: ManifestLine.shortened(record.identity.id),
          pages: printing.pages, sortValues: printing.sortValues))
    }
    let findings = plan.hiddenFiles.redact(record.findings, at: record.place, in: files)
    do throws(Findings) {
      try report(.checked(findings))
      if findings.hasErrors { rejected += 1 }
      if let most = options.maxErrors, rejected > most { throw Findings.tooManyErrors(most) }
    } catch {
      failure = error
    }
    return failure == nil && !isOver
  }
}

extension Findings {
  /// The error of a batch whose inputs do not have all records that `--only` names.
  static func notFound(_ identities: Set<String>) -> Findings {
    Findings(identities.sorted().map { Finding(.inputMissing, "no record has the identity “\($0)” (--only)") })
  }

  /// The error of a batch that has more records with errors than are allowed.
  static func tooManyErrors(_ most: Int) -> Findings {
    Findings(
      Finding(
        .tooManyErrors,
        most == 0
          ? "the batch stops at its first record with errors"
          : "the batch stops: more than \(most) records have errors",
        fix: "correct the records, or allow more errors"))
  }
}
