import Comparison
package import Diagnostics
import Host
import Manifests
import Render
import Vocabulary

/// Which source an image is compared with.
package enum VerifiedSource: Sendable {
  /// One platform, built in `output` or in its usual folder.
  ///
  /// - Parameter device: the name of the `[FD]`; nil for the one that fits the image.
  case platform(PlatformSelection, output: String?, device: String?)
  case variants(VariantSelection)
}

/// `kiln verify`: whether images are what a source tree gives.
package struct VerifyCommand: KilnCommand {
  package let context: Context
  /// Paths of images or folders of images.
  let images: [String]
  let source: VerifiedSource
  let packing: PackingSelection
  let compile: CompileSelection
  let json: Bool

  package init(
    _ images: [String], source: VerifiedSource, packing: PackingSelection, compile: CompileSelection,
    json: Bool, context: Context
  ) {
    self.context = context
    self.images = images
    self.source = source
    self.packing = packing
    self.compile = compile
    self.json = json
  }

  package var outputChoice: String? {
    if case .platform = source { "--output" } else { "'output = FOLDER' in the file of variants" }
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let plan = try plan()
    var summary = plan.summary
    var errors: [Diagnostic] = []
    for group in plan.groups {
      if let variant = group.variant { console.progress("variant \(variant)") }
      let own = Context(partOf: context)
      do throws(DiagnosticError) {
        summary.images += try await PlatformVerifier(
          group: group, packing: packing, compile: compile, context: own
        ).run()
        context.warn(Self.named(own.said, group.variant))
      } catch {
        context.warn(Self.named(own.said, group.variant))
        errors += Self.named(error.diagnostics, group.variant)
        summary.notVerified += group.images.map(\.path)
      }
    }
    summary.findSame { files.bytes(of: $0) }
    let report = VerificationReport(summary)
    console.print(json ? report.json : report.text)
    context.report(errors)
    if !errors.isEmpty { return ExitStatus(errors) }
    return summary.differs ? .differs : .fine
  }

  private static func named(_ diagnostics: [Diagnostic], _ variant: VariantName?) -> [Diagnostic] {
    variant.map { name in diagnostics.map { $0.of(name) } } ?? diagnostics
  }

  private func plan() throws(DiagnosticError) -> VerificationPlan {
    switch source {
    case .platform(let selection, let output, let device):
      return try VerificationPlan(images, of: selection, output: output, device: device, context: context)
    case .variants(let selection):
      let loaded = try VariantLoader(context: context).load(selection)
      try BuildVariantsCommand.checkFolders(loaded.variants)
      return try VerificationPlan(images, of: loaded, context: context)
    }
  }
}
