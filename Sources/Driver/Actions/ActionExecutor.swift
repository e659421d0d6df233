import ActionCache
import BuildGraph
import Bytes
import Diagnostics
import Emulation
import Host
import Synchronization

/// Brings the files of a plan up to date: keeps what is the result of its inputs, takes from the cache what was made
/// before, and has ninja run the rest.
///
/// Whether something is up to date is decided by contents. Times of files only say which need not be read again.
struct ActionExecutor {
  let plan: BuildPlan
  let compile: CompileSelection
  let cache: ActionCache
  /// The number of parallel commands if `compile` names none.
  let usualJobs: Int?
  let context: Context
  /// Variables for commands beyond those of the environment.
  let variables: [String: String]
  /// Whether `__DATE__` is the same in every build of the same sources.
  let hasFixedDate: Bool

  /// What a run came to.
  struct Outcome {
    /// The number of actions that ninja ran.
    var ran = 0
    /// The number of actions whose results were taken from the cache.
    var restored = 0
    /// All files that were read or written.
    var files: [(path: String, signature: FileSignature)] = []
    /// The folders in which a new file would be found before one that was read.
    var folders: [(path: String, signature: FileSignature)] = []
    /// The number of results of the cache that were made again and compared.
    var verified = 0
  }

  private var folder: String { plan.environment.output }
  private var ledgerPath: String { "\(folder)/\(BuildLedger.fileName)" }
  private var journalPath: String { "\(folder)/\(RunJournal.fileName)" }

  /// - Parameter targets: files that the plan makes; everything if empty.
  /// - Throws: `command-failed` and others of ninja, `cache-wrong`.
  func run(_ targets: [String] = []) async throws(DiagnosticError) -> Outcome {
    let files = context.files
    let wanted = targets.isEmpty ? Set(plan.actions.indices) : plan.actions(making: Set(targets))
    var ledger = lastLedger
    // What is on the disk may be from the cache.
    if compile.verifiesCache { ledger.entries = [:] }
    let digests = FileDigests(ledger.files)
    let environment = context.changing(variables).environment
    await warm(digests, wanted)
    let tools = await ToolIdentities.find(plan, digests: digests, environment: environment)
    var keys = ActionKeys(
      plan, paths: PortablePaths(output: folder, roots: plan.environment.roots), tools: tools,
      variables: ToolIdentities.variables(environment))
    var sweep = ActionSweep(plan, wanted: wanted, cache: cache, digests: digests)

    var outcome = Outcome()
    var (lost, settled): (Set<Int>, Set<Int>) = ([], [])
    var expected: [Int: [ActionResult.File]] = [:]
    var failures: [Diagnostic] = []
    var writer: LedgerWriter?
    while failures.isEmpty {
      sweep.decide(&keys, ledger, lost: lost, settled: settled)
      // With what the server has, more is decided.
      if await cache.fetchEntries() { continue }
      let cached = sweep.cached
      if compile.verifiesCache, !cached.isEmpty {
        // What the cache offers is made all the same, and compared.
        for (number, entry) in cached { expected[number] = entry.outputs }
        lost.formUnion(cached.map(\.number))
        continue
      }
      await cache.fetchContents(Set(cached.flatMap { $0.entry.outputs.map(\.digest) }))
      let gone = await restore(cached, cache: cache, digests: digests)
      if !gone.isEmpty {
        lost.formUnion(gone)
        continue
      }
      for (number, entry) in cached {
        ledger.entries[plan.actions[number].output] = entry
        settled.insert(number)
      }
      outcome.restored += cached.count
      guard !sweep.missing.isEmpty else { break }
      let part = part(of: sweep, ledger, hasHits: outcome.restored > 0)
      let known = Set(digests.used.keys)
      // File systems' clock may be some milliseconds late.
      let started = FileSignature.now - 20_000_000
      let recorder = ActionRecorder(
        plan: plan, cache: cache, digests: digests, known: known, started: started,
        hasFixedDate: hasFixedDate)
      let journal = RunJournal(recorder, keys, continuing: writer, path: journalPath)
      let run = try await ninja(part, digests, environment, journal)
      writer = journal.writer
      failures += run.failures
      outcome.ran += run.finished.count
      let entries = journal.entries
      for number in run.finished {
        ledger.entries[plan.actions[number].output] = entries[number]
        settled.insert(number)
      }
      await cache.send()
      if keys.lookAgain() { sweep.reconsider() }
    }
    ledger.files = digests.used
    // Without a ledger the next build only takes longer.
    try? files.replace(ledgerPath, with: ledger.bytes, durably: false)
    if writer != nil { files.remove(journalPath) }
    context.warn(await cache.settle(now: FileSignature.now))
    failures += wrong(expected, ledger)
    if !failures.isEmpty { throw DiagnosticError(failures) }
    outcome.folders = keys.searched
    outcome.verified = expected.count
    outcome.files = ledger.files.map { ($0.key, $0.value.signature) }
    return outcome
  }

  /// What the last build left, with the journal of one that was killed.
  private var lastLedger: BuildLedger {
    let files = context.files
    func read(_ path: String) -> BuildLedger? {
      (try? files.contents(of: path)).flatMap { BuildLedger(parsing: $0) }
    }
    var ledger = read(ledgerPath) ?? BuildLedger()
    if let journal = read(journalPath) {
      ledger.add(journal)
      try? files.replace(ledgerPath, with: ledger.bytes, durably: false)
      files.remove(journalPath)
    }
    return ledger
  }

  /// The actions that ninja runs next: those that are missing, with those that wait for them. If the cache was of use, or
  /// there is an earlier result, links wait until it is known what they link, as that may be what it was.
  private func part(of sweep: ActionSweep, _ ledger: BuildLedger, hasHits: Bool) -> Set<Int> {
    let waiting = sweep.waiting.filter { number in
      let action = plan.actions[number]
      guard plan.recipe(of: action).kind == .link else { return true }
      return !hasHits && ledger.entries[action.output] == nil
    }
    var part = sweep.missing.union(waiting)
    // What depends on a link that waits, waits as well.
    let held = sweep.waiting.subtracting(waiting)
    if !held.isEmpty { part.subtract(plan.dependents(of: held)) }
    return part
  }

  private func ninja(
    _ part: Set<Int>, _ digests: FileDigests, _ environment: ProcessEnvironment, _ journal: RunJournal
  ) async throws(DiagnosticError) -> NinjaRunner.Outcome {
    for number in part {
      for output in plan.actions[number].outputs {
        digests.forget(output)
        // ninja makes what is not there, whatever it remembers.
        context.files.remove(output)
      }
    }
    let file = ".kiln/run.ninja"
    try context.files.replace("\(folder)/\(file)", with: plan.ninja(of: part), durably: false)
    let (plan, isVerbose) = (plan, compile.isVerbose)
    let runner = NinjaRunner(
      folder: folder, file: file,
      describe: { number in
        guard plan.actions.indices.contains(number) else { return "" }
        let action = plan.actions[number]
        return isVerbose
          ? plan.commands(of: action).map(ShellText.quoted).joined(separator: " && ")
          : plan.description(of: action)
      },
      selection: compile, usualJobs: usualJobs, console: context.console, environment: environment)
    return try await runner.run { journal.finished($0) }
  }

  /// What the cache offered that is not what was made.
  private func wrong(_ expected: [Int: [ActionResult.File]], _ ledger: BuildLedger) -> [Diagnostic] {
    expected.sorted { $0.key < $1.key }.compactMap { number, files in
      let action = plan.actions[number]
      guard let made = ledger.entries[action.output]?.outputs,
        let file = files.first(where: { !made.contains($0) })
      else { return nil }
      return .cacheWrong(plan.description(of: action), file: file.path)
    }
  }

  /// Reads what will be asked for first, on all processors.
  private func warm(_ digests: FileDigests, _ wanted: Set<Int>) async {
    var paths: Set<String> = []
    for number in wanted {
      let action = plan.actions[number]
      for path in action.inputs + action.implicitInputs where !plan.isMade(path) { paths.insert(path) }
    }
    await Self.forEach(Array(paths), context.environment.processors) { _ = digests.digest(of: $0) }
  }

  /// Does something for all elements, on so many processors.
  private static func forEach<Element: Sendable>(
    _ elements: [Element], _ processors: Int, _ work: @escaping @Sendable (Element) -> Void
  ) async {
    await withTaskGroup(of: Void.self) { group in
      for start in 0..<min(processors, elements.count) {
        group.addTask {
          for index in stride(from: start, to: elements.count, by: processors) { work(elements[index]) }
        }
      }
    }
  }

  /// Writes results of the cache to the disk, and returns the numbers of those whose contents it does not have.
  private func restore(
    _ cached: [(number: Int, entry: BuildLedger.Entry)], cache: ActionCache, digests: FileDigests
  ) async -> Set<Int> {
    let gone = Mutex<Set<Int>>([])
    let files = context.files
    await Self.forEach(cached.map { ($0.number, $0.entry.outputs) }, context.environment.processors) {
      number, outputs in
      for file in outputs where digests.digest(of: file.path) != file.digest {
        guard let bytes = cache.contents(file.digest),
          files.restore(file.path, bytes, isExecutable: file.isExecutable)
        else {
          gone.withLock { _ = $0.insert(number) }
          return
        }
        digests.note(
          file.path, FileDigests.Entry(signature: FileSignature(of: file.path), digest: file.digest))
      }
    }
    return gone.withLock { $0 }
  }
}

extension FileSystem {
  /// Writes an output of an action; false if that is impossible.
  fileprivate func restore(_ path: String, _ bytes: [UInt8], isExecutable: Bool) -> Bool {
    // What a program has left there may have other permissions.
    remove(path)
    do throws(DiagnosticError) {
      try replace(path, with: bytes, durably: false)
      if isExecutable { try makeExecutable(path) }
      return true
    } catch {
      return false
    }
  }
}
