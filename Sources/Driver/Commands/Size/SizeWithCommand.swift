import BuildGraph
package import Diagnostics
import Host
import PlatformModel
import Sizes

/// `kiln size --with`: the sizes of another configuration, compared with the one that has been built.
package struct SizeWithCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--output" }
  let subject: SubjectSelection
  /// The platform with the other flags.
  let variant: PlatformSelection
  let packing: PackingSelection
  let compile: CompileSelection
  let output: String?
  let json: Bool

  package init(
    _ subject: SubjectSelection, with variant: PlatformSelection, packing: PackingSelection,
    compile: CompileSelection, output: String?, json: Bool, context: Context
  ) {
    self.context = context
    self.subject = subject
    self.variant = variant
    self.packing = packing
    self.compile = compile
    self.output = output
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    guard Subject(subject.platform.platform, files: files).isPlatform else {
      throw DiagnosticError(.flagsWithoutPlatform)
    }
    let (before, after, platform) = packing.prebuilt != nil ? try await packed() : try await compiled()
    context.report()

    let old = SizeRecord(unnamed: before, attributions: await before.attributions())
    // Computed once, for the record and for diagnostics of the check.
    var past = SizePast(base: old, attributions: await after.attributions())
    let new = SizeRecord(unnamed: after, attributions: past.attributions)
    past.growth = SizeGrowth(from: old, to: new, baseName: "as built")
    let (check, verdict) = await after.check(platform, past: past, context: context)
    let report = BudgetReport(check)
    let growth = past.growth.map { "\n" + GrowthReport($0).text } ?? ""
    console.print(json ? report.json : report.text + growth)
    context.report(verdict)
    return ExitStatus(verdict)
  }

  private typealias Sizes = (before: Measurement, after: Measurement, platform: ResolvedPlatform)

  /// Both configurations packed from prebuilt modules.
  private func packed() async throws(DiagnosticError) -> Sizes {
    let own = try session(subject.platform, output: output)
    let before = try await own.packPrebuilt(try own.platform()).measured()
    let other = try session(variant, output: output)
    let platform = try other.platform()
    return (before, try await other.packPrebuilt(platform).measured(), platform)
  }

  /// The built configuration, and a build with the other flags. Each is resolved once.
  private func compiled() async throws(DiagnosticError) -> Sizes {
    let own = try session(subject.platform, output: output).resolve()
    let measuring = SubjectMeasuring(subject, packing: packing, output: output, context: context)
    let before = try measuring.measureBuilt(own.platform, in: own.session.workspace)
    // In the folder of the built configuration, even if the flags would select another one.
    let other = try session(variant, output: own.folder).resolve()
    let after = try await VariantBuild(own: own, variant: other).measured()
    return (before, after, other.platform)
  }

  private func session(_ selection: PlatformSelection, output: String?) throws(DiagnosticError)
    -> BuildSession
  {
    try BuildSession(selection, packing: packing, compile: compile, output: output, context: context)
  }
}

/// A build with other flags in the folder that a platform was built in.
///
/// Only what the flags change is compiled; afterwards the folder is built back. When that is interrupted the next
/// build does it, as every build decides anew what its folder has to hold. The images there are left alone.
private struct VariantBuild {
  let own: BuildSession.Resolved
  let variant: BuildSession.Resolved

  /// What the variant measures; then everything is as it was, whether that went well or not.
  func measured() async throws(DiagnosticError) -> Measurement {
    let lock = try own.session.lock(own.folder)
    defer { lock.release() }
    let planned = try await own.generate().plan()
    // Other options would have everything compiled, twice.
    guard planned.isInPlace else { throw DiagnosticError(.buildStale(own.folder)) }
    let measured: Measurement
    do throws(DiagnosticError) {
      measured = try await build(variant).pack().measured()
    } catch {
      try await buildBack()
      throw error
    }
    try await buildBack()
    return measured
  }

  private func buildBack() async throws(DiagnosticError) {
    own.session.context.console.progress("restoring the build in \(own.folder)")
    _ = try await build(own)
  }

  private func build(_ resolved: BuildSession.Resolved) async throws(DiagnosticError) -> BuildSession.Built {
    // Both generate into one folder: what the other has made is written over.
    let planned = try await resolved.generate().plan()
    try await planned.write()
    return try await planned.build()
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
    .flagsWithoutPlatform, at: .commandLine, "expected a platform for --with, found an image",
    fix: "name the platform, and give --output the folder in which it was built")

  static func buildStale(_ folder: String) -> Diagnostic {
    Diagnostic(
      .buildStale, at: .file(folder),
      "expected the build.ninja of these options and sources in this folder, found another",
      fix:
        "run 'kiln build' with the options that you give to 'kiln size', such as --launcher, and measure again"
    )
  }
}
