import Bytes
import Comparison
package import Diagnostics
import Host
import PlatformModel
import Render

/// The options of `kiln drift`.
package struct DriftSelection: Sendable {
  /// A name under `Platforms/families/`, or a file; nil for edk2's OVMF platforms, or, with variants, for their
  /// platforms.
  package var family: String?
  /// nil for WORKSPACE, otherwise the working folder.
  package var workspace: String?
  /// The revision to compare with; nil for the current differences.
  package var since: String?
  /// The revision to examine; nil for the files on disk.
  package var revision: String?

  package init(family: String?, workspace: String?, since: String?, revision: String?) {
    self.family = family
    self.workspace = workspace
    self.since = since
    self.revision = revision
  }
}

/// `kiln drift`: exit status 3 if members of a family differ in a way that is not allowed, 1 if one cannot be
/// resolved.
package struct DriftCommand: KilnCommand {
  package let context: Context
  let selection: DriftSelection
  /// The source tree, in a repository for revisions.
  let workspace: String
  /// The options for all members.
  let common: PlatformSelection
  let options: PlatformOptionReader
  /// Variants whose options are configurations.
  let variants: VariantSelection?
  let output: CheckOutput

  /// - Parameter options: parses the family's arguments for a member.
  package init(
    _ selection: DriftSelection, common: PlatformSelection, options: @escaping PlatformOptionReader,
    variants: VariantSelection? = nil, to output: CheckOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    workspace = selection.workspace ?? context.environment["WORKSPACE"] ?? "."
    self.common = common
    self.options = options
    self.variants = variants
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    do throws(DiagnosticError) {
      let today = try CivilDate(seconds: environment.recordTime())
      let loader = FamilyLoader(context: context, today: today, common: common, options: options)
      let subject = try subject(loader)
      if let since = selection.since { return try await gate(subject, loader, since: since) }
      return try await standing(subject, loader)
    } catch {
      // Reports for CI are written even if nothing could be compared.
      try deliverFailure(error.diagnostics)
      throw error
    }
  }

  /// What is compared.
  struct Subject {
    let family: PlatformFamily
    /// nil without variants.
    let variants: DriftVariants?

    /// Whether one member is enough: then its variants are looked at, without siblings.
    var mayBeAlone: Bool { variants?.isWhole ?? false }
  }

  private func subject(_ loader: FamilyLoader) throws(DiagnosticError) -> Subject {
    guard let variants else {
      return Subject(family: try loader.family(selection.family ?? Self.usualFamily), variants: nil)
    }
    let loaded = try VariantLoader(context: context).load(variants)
    var named: PlatformFamily?
    if let name = selection.family { named = try loader.family(name) }
    let own = try DriftVariants(loaded, of: named, file: variants.file, loader: loader)
    return Subject(family: own.family, variants: own)
  }

  private static let usualFamily = "ovmf"

  /// - Parameter members: those that the tree has.
  func check(_ subject: Subject, _ members: [Int]) throws(DiagnosticError) {
    guard members.count <= (subject.mayBeAlone ? 0 : 1) else { return }
    let variants = subject.variants?.coverage(members, workspace: workspace)
    guard subject.mayBeAlone, let errors = variants?.errors, !errors.isEmpty else {
      throw DiagnosticError(.familyAbsent(subject.family, workspace))
    }
    throw DiagnosticError(errors)
  }

  /// The tree that is examined.
  func tree(_ store: BlobStore) async throws(DiagnosticError) -> FamilyTree {
    guard let revision = selection.revision else { return FamilyTree(context, folder: workspace) }
    return FamilyTree(
      try await RevisionWorkspace(
        revision, folder: workspace, store: store, disk: files, environment: environment))
  }

  var findingFiles: FindingFiles {
    var platform = common
    platform.workspace = workspace
    return FindingFiles(SubjectSelection(workspace, platform: platform), context: context)
  }

  private func deliverFailure(_ errors: [Diagnostic]) throws(DiagnosticError) {
    guard output.isForPipeline else { return }
    let report = DriftFailureReport(
      errors, family: selection.family ?? variants?.file ?? Self.usualFamily, workspace: workspace,
      version: kilnVersion,
      paths: findingFiles.paths)
    try findingFiles.write(output.files) { report.text(in: $0) }
    if output.format != .text { console.print(report.text(in: output.format)) }
  }
}
