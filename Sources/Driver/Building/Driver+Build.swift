package import Diagnostics
import Host
import Packaging
import PlatformModel
import Sizes

extension Driver {
  /// `kiln build`.
  package func build(
    _ selection: PlatformSelection, packing: PackingSelection, compile: CompileSelection, extent: BuildExtent,
    output: String?, json: Bool
  ) async -> ExitStatus {
    await command { () async throws(DiagnosticError) in
      var pipeline = try self.pipeline(selection, packing: packing)
      if packing.prebuilt != nil {
        let platform = try pipeline.resolve()  // From here on no manifest is read.
        console.progress(
          "\(platform.name): \(platform.modules.count) modules, \(platform.budgets.count) budgets")
        return try await pack(platform, pipeline: &pipeline, output: output, json: json).status
      }
      return try await buildFromSource(
        &pipeline, compile: compile, extent: extent, output: output, json: json)
    }
  }

  /// The build that compiles: what was built before and has not changed is left as it is.
  private func buildFromSource(
    _ pipeline: inout Pipeline, compile: CompileSelection, extent: BuildExtent, output: String?, json: Bool
  ) async throws(DiagnosticError) -> ExitStatus {
    var build = try SourceBuild(
      pipeline.workspace, packing: pipeline.packing, compile: compile, output: output, console: console,
      environment: environment)
    if extent == .clean { return try build.clean() }

    var isCompiled = false
    if extent == .everything, let record = build.record() {
      let lock = try build.lock(record.folder)
      defer { lock.release() }
      // Asked under the lock: a build with other options would change what is generated.
      if record.hasUnchangedInputs {
        try await build.compile(in: record.folder)
        if record.hasUnchangedOutputs {
          console.progress("nothing to do in \(record.folder)")
          console.print(json ? record.json : record.text)
          return .fine
        }
        isCompiled = true
      }
    }

    let model = try build.resolve()  // From here on no manifest is read.
    pipeline.warnings += build.warnings
    let folder = build.folder(of: model.platform)
    let lock = try build.lock(folder)
    defer { lock.release() }
    console.progress("\(model.platform.name): \(build.summary(model))")
    let generated = try await build.generate(model)  // From here on every generated source is as it will be.
    pipeline.warnings += generated.warnings.all
    let plan = try build.plan(model, generated: generated)  // From here on every command is known.
    // What only packs leaves ninja's files as they are.
    if extent != .images { try await build.write(plan, to: folder) }
    if extent == .graph {
      console.report(pipeline.warnings)
      return .fine
    }
    if !isCompiled, extent != .images { try await build.compile(in: folder) }  // Every module is up to date.
    if extent == .modules {
      console.report(pipeline.warnings)
      return .fine
    }
    let modules = build.modules(model, plan: plan, generated: generated)
    pipeline.useBuild(modules, lzmaTool: build.lzmaTool(plan), files: build.recording)
    let packed = try await pack(model.platform, pipeline: &pipeline, output: folder, json: json)
    if packed.status == .fine, extent == .everything {
      try build.writeGUIDCrossReference(of: model, to: folder)
      build.remember(
        plan, generated: generated, images: packed.images, text: packed.text, json: packed.json,
        folder: folder)
    }
    return packed.status
  }

  /// Modules to images, measured, checked and written: whole or not at all.
  private func pack(
    _ platform: ResolvedPlatform, pipeline: inout Pipeline, output: String?, json: Bool
  ) async throws(DiagnosticError) -> (status: ExitStatus, images: [String], text: String, json: String) {
    let plan = try await pipeline.pack(platform)  // From here on no offset changes.
    let measured = await pipeline.measure(plan, platform: platform)
    let (check, verdict) = await Pipeline.check(measured, budgets: platform.budgets)
    console.report(pipeline.warnings + verdict)
    let report = BudgetReport(check)
    let (text, document) = (report.text, report.json)
    console.print(json ? document : text)
    guard !check.isExceeded, plan.overflows.isEmpty else { return (.overBudget, [], text, document) }
    let folder = pipeline.workspace.outputFolder(of: platform, output: output)
    let images = try pipeline.write(plan, to: folder)  // Whole or not at all.
    console.progress("wrote \(folder)/FV/: " + plan.devices.map { "\($0.name).fd" }.joined(separator: " "))
    return (.fine, images, text, document)
  }
}
