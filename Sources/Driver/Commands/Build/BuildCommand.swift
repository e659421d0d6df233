import ActionCache
package import Diagnostics
import Host
import Packaging
import PlatformModel
import Sizes

/// `kiln build`.
package struct BuildCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--output" }
  let request: BuildRequest
  let packing: PackingSelection
  let compile: CompileSelection
  let output: String?
  let json: Bool

  package init(
    _ request: BuildRequest, packing: PackingSelection, compile: CompileSelection, output: String?,
    json: Bool, context: Context
  ) {
    self.context = context
    self.request = request
    self.packing = packing
    self.compile = compile
    self.output = output
    self.json = json
  }

  private var extent: BuildExtent { request.extent }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    for note in try request.check(isPrebuilt: packing.prebuilt != nil) { console.progress("note: \(note)") }
    let variants = request.variants(try Workspace(request.selection, context).selection.defaults)
    if variants.count == 1 {
      var scripts: BuildScripts?
      let status = try await build(variants[0].selection, &scripts)
      if status == .fine { try await scripts?.runAfter(context) }
      return status
    }
    // Each would replace the other's results.
    if output != nil { throw DiagnosticError(.buildOptionForOne("--output", variants.map(\.name))) }
    if request.report != nil {
      throw DiagnosticError(.buildOptionForOne("--report-file", variants.map(\.name)))
    }
    if json { throw DiagnosticError(.buildOptionForOne("--json", variants.map(\.name))) }
    return await build(variants)
  }

  /// Builds one after the other. As in edk2, the first failure ends it, unless `--keep-going` is given.
  private func build(_ variants: [BuildRequest.Variant]) async -> ExitStatus {
    var outcomes: [ExitStatus] = []
    var scripts: BuildScripts?
    for variant in variants {
      console.progress("\(variant.name):")
      do throws(DiagnosticError) {
        outcomes.append(try await build(variant.selection, &scripts))
      } catch {
        context.report(error.diagnostics)
        outcomes.append(ExitStatus(error.diagnostics))
      }
      context.report()
      if outcomes.last != .fine, !compile.keepsGoing || scripts?.hasFailed ?? false { break }
    }
    if outcomes.count == variants.count, outcomes.allSatisfy({ $0 == .fine }) {
      do throws(DiagnosticError) {
        try await scripts?.runAfter(context)
      } catch {
        context.report(error.diagnostics)
        return ExitStatus(error.diagnostics)
      }
    }
    console.progress(BuildRequest.summary(variants.map(\.name), outcomes))
    return outcomes.first { $0 != .fine } ?? .fine
  }

  /// - Parameter scripts: those of the command; nil before the first build, which runs PREBUILD.
  private func build(
    _ selection: PlatformSelection, _ scripts: inout BuildScripts?
  ) async throws(DiagnosticError) -> ExitStatus {
    var session = try session(selection, context)
    if packing.prebuilt != nil { return try await pack(session) }
    switch extent {
    case .clean:
      try session.clean()
      return .fine
    case .cleanLibraries:
      try session.resolve(runsScripts: true).cleanLibraries()  // What is removed needs no script.
      return .fine
    case .everything, .graph, .modules, .images: break
    }
    let isComplete = try isComplete(session)
    if isComplete {
      // A build with a record has no scripts.
      scripts = scripts ?? BuildScripts.none
    } else {
      try await prepare(session, &scripts)
      // From here on what PREBUILD writes is written.
      if let changes = scripts?.changes, !changes.isEmpty {
        session = try self.session(selection, context.changing(changes))
      }
    }
    let status = isComplete ? .fine : try await build(session, &scripts)
    if let report = request.report, status == .fine {
      try BuildReportWriter(choice: report, context: context).write(session)
    }
    return status
  }

  private func session(
    _ selection: PlatformSelection, _ context: Context
  ) throws(DiagnosticError) -> BuildSession {
    try BuildSession(selection, packing: packing, compile: compile, output: output, context: context)
  }

  /// Runs PREBUILD before the first build.
  private func prepare(
    _ session: BuildSession, _ scripts: inout BuildScripts?
  ) async throws(DiagnosticError) {
    guard scripts == nil else { return }
    var own = try BuildScripts(session, request)
    do throws(DiagnosticError) {
      try await own.runBefore(context)
    } catch {
      scripts = own
      throw error
    }
    scripts = own
  }

  /// Packs images from prebuilt modules.
  private func pack(_ session: BuildSession) async throws(DiagnosticError) -> ExitStatus {
    let platform = try session.platform()  // From here on no manifest is read.
    session.warnOfScripts(platform)
    try checkWarnings()
    try request.images.check(platform)
    console.progress("\(platform.name): \(platform.modules.count) modules, \(platform.budgets.count) budgets")
    let packed = try await session.packPrebuilt(platform)  // From here on no offset changes.
    let verdict = await judge(packed)
    guard verdict.isFine else { return .overBudget }
    _ = try packed.write(to: output, request.images)  // Whole or not at all.
    return .fine
  }

  /// Builds from source. Whatever is up to date is kept.
  private func build(
    _ session: BuildSession, _ scripts: inout BuildScripts?
  ) async throws(DiagnosticError) -> ExitStatus {
    let resolved = try session.resolve(runsScripts: true)  // From here on no manifest is read.
    try checkWarnings()
    try request.images.check(resolved.platform)
    let lock = try session.lock(resolved.folder)
    defer { lock.release() }
    console.progress("\(resolved.platform.name): \(resolved.summary)")
    let generated = try await resolved.generate()  // From here on every generated source is as it will be.
    let planned = try generated.plan()  // From here on every command is known.
    // If only images are packed, ninja's files are not written.
    if extent != .images { try await planned.write() }
    if extent == .graph { return .fine }
    if let like = compile.like { try await makeAlike(planned, like) }
    if let module = request.module {
      try await planned.build(module: module)
      return .fine
    }
    let built = extent == .images ? planned.built : try await planned.build()  // Every module is up to date.
    if extent == .modules { return .fine }
    try checkWarnings()
    let packed = try await built.pack()  // From here on no offset changes.
    let isJudged = !request.comparesOnly || !packed.plan.overflows.isEmpty
    let verdict = isJudged ? await judge(packed) : nil
    guard verdict?.isFine ?? true else { return .overBudget }
    let written = try packed.write(to: resolved.folder, request.images)  // Whole or not at all.
    scripts?.built(resolved.folder)
    if extent == .everything, request.images.isEverything {
      try built.writeGUIDCrossReference()
      if let verdict { session.remember(built, written, text: verdict.text, json: verdict.json) }
    }
    return .fine
  }

  /// Takes what would be random from an image, and generates the sources with it.
  private func makeAlike(_ planned: BuildSession.Planned, _ path: String) async throws(DiagnosticError) {
    planned.generated.resolved.session.recording.note(path)
    let reference = try ImageLoader(files: context.files).loadModules(path)
    do throws(DiagnosticError) {
      let found = try await Likeness(path: path, reference: reference, planned: planned).settle()
      if !found, !request.comparesOnly { console.progress("note: --like: nothing of the platform is random") }
    } catch {
      guard compile.toleratesUnclearLike, error.diagnostics.allSatisfy({ $0.code == .likeUnclear }) else {
        throw error
      }
      context.warn(error.diagnostics.map(\.asWarning))
    }
  }

  /// Whether the same build has been made, and nothing that it read or wrote has changed since.
  private func isComplete(_ session: BuildSession) throws(DiagnosticError) -> Bool {
    // The record does not have the warnings, and is about all images.
    guard extent == .everything, request.module == nil, request.images.isEverything,
      !request.warningsAreErrors, !request.comparesOnly, !compile.verifiesCache,
      let record = session.record()
    else { return false }
    let lock = try session.lock(record.folder)
    defer { lock.release() }
    // Checked under the lock, because a build with other options would change the files.
    guard record.hasUnchangedInputs, record.hasUnchangedOutputs else { return false }
    context.warn(record.unusedDefines.map { .defineUnused($0.name, fix: $0.fix) })
    console.progress("nothing to do in \(record.folder)")
    console.print(json ? record.json : record.text)
    return true
  }

  /// - Throws: `warning-as-error`.
  private func checkWarnings() throws(DiagnosticError) {
    // What the cache is, and what a server does, is no fault of the platform.
    let count = context.warnings.all.count {
      $0.severity == .warning && !Diagnostic.Code.actionCacheCodes.contains($0.code)
    }
    if request.warningsAreErrors, count > 0 { throw DiagnosticError(.warningsAreErrors(count)) }
  }

  /// Measures images, compares them with the platform's budgets, and makes the report.
  private func judge(_ packed: BuildSession.Packed) async -> (isFine: Bool, text: String, json: String) {
    let (check, verdict) = await packed.measured().check(
      packed.platform, earlier: { packed.lastBuild(output: output) }, context: context)
    context.report(verdict)
    let report = BudgetReport(check)
    let (text, document) = (report.text, report.json)
    console.print(json ? document : text)
    return (!check.isExceeded && packed.plan.overflows.isEmpty, text, document)
  }
}
