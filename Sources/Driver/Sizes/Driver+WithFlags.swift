import BuildGraph
import Diagnostics
import Host
import PlatformModel
import Sizes

extension Driver {
  /// `kiln size --with`: what another configuration would be large, beside the one that has been built.
  ///
  /// Sources are compiled in the build folder itself, where only what the flags change is compiled; afterwards the
  /// folder is built back. When that is interrupted the next build does it, as every build decides anew what its
  /// folder has to hold. The images there are left alone.
  func sizeWith(
    _ more: PlatformSelection, instead platform: PlatformSelection, packing: PackingSelection,
    compile: CompileSelection, output: String?, json: Bool
  ) async throws(DiagnosticError) -> ExitStatus {
    guard !isImage(platform.platform) else { throw DiagnosticError(.flagsWithoutPlatform) }
    let (before, resolved) = try await measure(
      platform.platform, platform: platform, packing: packing, output: output)
    guard resolved != nil else { throw DiagnosticError(.flagsWithoutPlatform) }
    var pipeline = try self.pipeline(more, packing: packing)
    let variant = try pipeline.resolve()
    let after: Measurement
    if packing.prebuilt != nil {
      after = await pipeline.measure(try await pipeline.pack(variant), platform: variant)
    } else {
      var own = try self.pipeline(platform, packing: packing)
      let compiler = FlagCompiler(driver: self, compile: compile, output: output)
      after = try await compiler.measure(variant, &pipeline, builtBackAs: &own)
    }
    console.report(pipeline.warnings)

    let old = SizeRecord(unnamed: before, attributions: await before.attributions())
    // Worked out once, for the record and for whatever the check has to name.
    var past = SizePast(base: old, attributions: await after.attributions())
    let new = SizeRecord(unnamed: after, attributions: past.attributions)
    past.growth = SizeGrowth(from: old, to: new, baseName: "as built")
    let (check, verdict) = await Pipeline.check(after, budgets: variant.budgets, past: past)
    let report = BudgetReport(check)
    let growth = past.growth.map { "\n" + GrowthReport($0).text } ?? ""
    console.print(json ? report.json : report.text + growth)
    console.report(verdict)
    return ExitStatus(verdict)
  }
}

/// Compiles a platform with other flags in the folder that it was built in.
private struct FlagCompiler {
  let driver: Driver
  let compile: CompileSelection
  let output: String?

  /// What the variant measures; then everything is as it was, whether that went well or not.
  func measure(
    _ variant: ResolvedPlatform, _ pipeline: inout Pipeline, builtBackAs own: inout Pipeline
  ) async throws(DiagnosticError) -> Measurement {
    var build = try build(of: own)
    let model = try build.resolve()
    let folder = build.folder(of: model.platform)
    let lock = try build.lock(folder)
    defer { lock.release() }
    // Other options would have everything compiled, twice.
    let generated = try await build.generate(model)
    let plan = try build.plan(model, generated: generated)
    guard let present = try? driver.files.contents(of: "\(folder)/build.ninja"), present == plan.ninja()
    else {
      throw DiagnosticError(.buildStale(folder))
    }
    do throws(DiagnosticError) {
      let measured = try await measured(variant, &pipeline, in: folder)
      try await back(&build, in: folder)
      return measured
    } catch {
      try await back(&build, in: folder)
      throw error
    }
  }

  private func build(of pipeline: Pipeline) throws(DiagnosticError) -> SourceBuild {
    try SourceBuild(
      pipeline.workspace, packing: pipeline.packing, compile: compile, output: output,
      console: driver.console,
      environment: driver.environment)
  }

  private func measured(
    _ variant: ResolvedPlatform, _ pipeline: inout Pipeline, in folder: String
  ) async throws(DiagnosticError) -> Measurement {
    var build = try build(of: pipeline)
    let model = try build.resolve()
    let generated = try await build.generate(model)
    let plan = try build.plan(model, generated: generated)
    try await build.write(plan, to: folder)
    try await build.compile(in: folder)
    pipeline.useBuild(
      build.modules(model, plan: plan, generated: generated), lzmaTool: build.lzmaTool(plan),
      files: build.recording)
    return await pipeline.measure(try await pipeline.pack(variant), platform: variant)
  }

  private func back(_ build: inout SourceBuild, in folder: String) async throws(DiagnosticError) {
    driver.console.progress("building \(folder) back")
    let model = try build.resolve()
    let generated = try await build.generate(model)
    try await build.write(try build.plan(model, generated: generated), to: folder)
    try await build.compile(in: folder)
  }
}

extension SizeRecord {
  /// What was measured, only to be compared with in the same run.
  init(unnamed measured: Measurement, attributions: [SizeAttribution] = [], budgets: [Budget] = []) {
    self.init(
      measured.maps, attributions: attributions, check: BudgetCheck(measured.maps, budgets: budgets),
      platform: "",
      configuration: "", time: 0)
  }
}

extension Diagnostic {
  static let flagsWithoutPlatform = Diagnostic(
    .flagsWithoutPlatform, at: .commandLine, "flags change a platform, and an image is none",
    fix: "name the platform, and with --output the folder that it was built in")

  static func buildStale(_ folder: String) -> Diagnostic {
    Diagnostic(
      .buildStale, at: .file(folder),
      "the platform was built here with other options, or its sources have changed",
      fix:
        "run 'kiln build' with the options that you give to 'kiln size', such as --launcher, then ask again")
  }
}
