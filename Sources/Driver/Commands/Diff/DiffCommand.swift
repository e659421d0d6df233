import Comparison
package import Diagnostics
import Host

/// `kiln diff`: two platforms, two images, or two builds.
package struct DiffCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--html" }
  /// As typed.
  let a: String
  let b: String
  /// The options for both platforms.
  let common: PlatformSelection
  let options: PlatformOptionReader
  let packing: PackingSelection
  let output: DiffOutput

  /// - Parameter options: parses the options of one platform.
  package init(
    _ a: String, _ b: String, common: PlatformSelection, options: @escaping PlatformOptionReader,
    packing: PackingSelection, output: DiffOutput, context: Context
  ) {
    self.context = context
    self.a = a
    self.b = b
    self.common = common
    self.options = options
    self.packing = packing
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let one = try PlatformReference(a, over: common, context: context, options: options)
    let other = try PlatformReference(b, over: common, context: context, options: options)
    switch (one.subject.isPlatform, other.subject.isPlatform) {
    case (false, false): return try await diffImages(one.name, other.name)
    case (true, true):
      return try await PlatformDiffCommand(
        one, other, readers: PlatformReaders(context: context), packing: packing, output: output,
        context: context
      ).execute()
    default: throw DiagnosticError(.comparisonMixed(a, b))
    }
  }

  private func diffImages(_ a: String, _ b: String) async throws(DiagnosticError) -> ExitStatus {
    let (comparison, problems) = try ImageDiff(a: a, b: b, claimed: common, context: context).comparison()
    context.report(problems)
    let report = BuildComparisonReport(comparison)
    switch output.format {
    case .text: console.print(report.text)
    case .json: console.print(report.json)
    case .markdown: console.print(report.markdown)
    }
    try await output.writePage(context) { report.pageRequest(template: $0, version: kilnVersion) }
    return comparison.differs ? .differs : .fine
  }
}

/// Compares two platforms and prints the result.
struct PlatformDiffCommand: KilnCommand {
  let context: Context
  let a: PlatformReference
  let b: PlatformReference
  let readers: PlatformReaders
  let packing: PackingSelection
  let output: DiffOutput

  init(
    _ a: PlatformReference, _ b: PlatformReference, readers: PlatformReaders, packing: PackingSelection,
    output: DiffOutput, context: Context
  ) {
    self.context = context
    self.a = a
    self.b = b
    self.readers = readers
    self.packing = packing
    self.output = output
  }

  func execute() async throws(DiagnosticError) -> ExitStatus {
    let (report, comparison, problems) = try await PlatformDiff(
      a: a, b: b, packing: packing, readers: readers, context: context
    )
    .report()
    switch output.format {
    case .text: console.print(report.text)
    case .json: console.print(report.json)
    case .markdown: console.print(report.markdown)
    }
    try await output.writePage(context) { report.pageRequest(template: $0, version: kilnVersion) }
    context.report(problems)
    if !comparison.errorsA.isEmpty || !comparison.errorsB.isEmpty { return .error }
    return comparison.differs ? .differs : .fine
  }
}

extension DiffOutput {
  /// Writes the side-by-side page if it is requested.
  fileprivate func writePage(_ context: Context, _ request: (String) -> String) async throws(DiagnosticError)
  {
    guard let path = page else { return }
    let program = try PageProgram("diff", files: context.files, environment: context.environment)
    try context.files.replace(path, with: try await program.page(request))
    context.console.progress("wrote \(path)")
  }
}

extension Diagnostic {
  static func comparisonMixed(_ a: String, _ b: String) -> Diagnostic {
    Diagnostic(
      .comparisonMixed, at: .commandLine,
      "expected two platforms or two images, found one of each in '\(a)' and '\(b)'",
      fix: "give two platforms or two images, and check the spelling of both paths")
  }
}
