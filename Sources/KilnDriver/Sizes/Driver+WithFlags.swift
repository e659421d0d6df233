import Analysis
import Diagnostics
import PlatformModel
import Reports

extension Driver {
  /// `kiln size --with`: what another configuration would be large, beside the one that has been built.
  ///
  /// From the sources it is built in a copy of the build folder, where only what the flags change is compiled;
  /// the copy stays, so that the next question is quicker.
  func sizeWith(
    _ more: PlatformSelection, instead platform: PlatformSelection, packing: PackingSelection,
    compile: CompileSelection, output: String?, json: Bool
  ) async throws(DiagnosticError) -> ExitStatus {
    guard !isImage(platform.platform) else { throw DiagnosticError(.flagsWithoutPlatform) }
    let (before, resolved) = try await measure(
      platform.platform, platform: platform, packing: packing, output: output)
    guard let resolved else { throw DiagnosticError(.flagsWithoutPlatform) }
    var pipeline = try self.pipeline(more, packing: packing)
    let variant = try pipeline.resolve()
    if packing.prebuilt == nil {
      let folder = files.absolute(pipeline.workspace.outputFolder(of: resolved, output: output))
      try await compileVariant(&pipeline, of: folder, compile: compile)
    }
    let after = await pipeline.measure(try await pipeline.pack(variant), platform: variant)
    console.report(pipeline.warnings)

    let (old, new) = (await record(before), await record(after))
    var past = SizePast()
    past.base = old
    past.growth = SizeGrowth(from: old, to: new, baseName: "as built")
    let (check, verdict) = await Pipeline.check(after, budgets: variant.budgets, past: past)
    let growth = past.growth.map { GrowthReport($0) }
    console.print(
      json ? BudgetReport(check).json : BudgetReport(check).text + (growth.map { "\n" + $0.text } ?? ""))
    console.report(verdict)
    return ExitStatus(verdict)
  }

  private func record(_ measured: Measurement) async -> SizeRecord {
    SizeRecord(
      measured.maps, attributions: await measured.attributions(),
      check: BudgetCheck(measured.maps, budgets: []), platform: "", configuration: "", time: 0)
  }

  /// Compiles in a copy of `folder`.
  private func compileVariant(
    _ pipeline: inout Pipeline, of folder: String, compile: CompileSelection
  ) async throws(DiagnosticError) {
    let copy = folder + ".with"
    if files.kind(of: copy) == nil {
      console.progress("copying \(folder) to \(copy)")
      let cp = try HostProgram(
        "cp", role: "copies the build folder", package: "coreutils", environment: environment)
      // Beside, then renamed: a copy that was stopped is none.
      let result = try await cp.run(["-a", "--reflink=auto", folder, copy + ".new"])
      guard result.isSuccess else {
        try? files.removeTree(copy + ".new")
        throw DiagnosticError(.programFailed(cp.path, reason: result.errors))
      }
      try files.publish(copy + ".new", as: copy)
    }
    var build = try SourceBuild(
      pipeline.workspace, packing: pipeline.packing, compile: compile, output: copy, console: console,
      environment: environment)
    let model = try build.resolve()
    let lock = try build.lock(copy)
    defer { lock.release() }
    let generated = try await build.generate(model)
    let plan = try build.plan(model, generated: generated)
    try await build.write(plan, to: copy)
    try await build.compile(in: copy)
    pipeline.useBuild(
      build.modules(model, plan: plan, generated: generated), lzmaTool: build.lzmaTool(plan),
      files: build.recording)
  }
}

extension Diagnostic {
  static let flagsWithoutPlatform = Diagnostic(
    "flags-without-platform", at: .commandLine, "flags change a platform, and an image is none",
    fix: "name the platform, and with --output the folder that it was built in")
}
