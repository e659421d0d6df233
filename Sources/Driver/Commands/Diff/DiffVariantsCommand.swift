package import Diagnostics
import Host
import Render
import Vocabulary

/// What `kiln diff --variants` compares.
package enum VariantComparison: Sendable, Equatable {
  /// Two variants of the file, as they are on the disk.
  case variants(String, String)
  /// Each variant at one revision and at another one; without `head`, with the files on the disk.
  case revisions(base: String, head: String?)

  /// - Parameter words: two names of variants, `REV:`, or two of these.
  package init?(_ words: [String]) {
    let revisions = words.filter { $0.hasSuffix(":") && $0.count > 1 }.map { String($0.dropLast()) }
    switch (words.count, revisions.count) {
    case (2, 0): self = .variants(words[0], words[1])
    case (1, 1): self = .revisions(base: revisions[0], head: nil)
    case (2, 2): self = .revisions(base: revisions[0], head: revisions[1])
    default: return nil
    }
  }
}

/// `kiln diff --variants`: two variants, or each variant at two revisions.
package struct DiffVariantsCommand: KilnCommand {
  package let context: Context
  let selection: VariantSelection
  let comparison: VariantComparison
  let packing: PackingSelection
  let output: DiffOutput

  package init(
    _ selection: VariantSelection, _ comparison: VariantComparison, packing: PackingSelection,
    output: DiffOutput, context: Context
  ) {
    self.context = context
    self.selection = selection
    self.comparison = comparison
    self.packing = packing
    self.output = output
  }

  package var outputChoice: String? { "--html" }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    switch comparison {
    case .variants(let a, let b): try await diff(a, b)
    case .revisions(let base, let head): try await diffEach(base, head)
    }
  }

  private func diff(_ a: String, _ b: String) async throws(DiagnosticError) -> ExitStatus {
    let loaded = try VariantLoader(context: context).load(selection)
    func reference(_ name: String) throws(DiagnosticError) -> PlatformReference {
      guard let variant = loaded.variants.first(where: { $0.name.text == name }) else {
        throw DiagnosticError(.variantUnknown(name, known: loaded.variants.map(\.name)))
      }
      return PlatformReference(variant, revision: nil)
    }
    let status = try await PlatformDiffCommand(
      try reference(a), try reference(b), readers: PlatformReaders(context: context), packing: packing,
      output: output, context: context
    ).execute()
    if output.format == .text {
      let coverage = VariantCoverage(
        checked: [VariantName(a), VariantName(b)], notChecked: [],
        leftOut: loaded.leftOut + loaded.variants.count - 2)
      console.print("\n\(coverage.checked.count) variants compared, \(coverage.leftOut) not asked for")
    }
    return status
  }

  private func diffEach(_ base: String, _ head: String?) async throws(DiagnosticError) -> ExitStatus {
    var readers = PlatformReaders(context: context)
    for revision in [base, head].compactMap(\.self) {
      try await readers.open(revision, of: selection.common, context)
    }
    return try await EachVariantCommand(
      selection, name: "diff", done: "compared",
      json: output.format == .json, sideBySide: context.environment.processors, context: context
    ) { [readers, packing, output] variant, own in
      PlatformDiffCommand(
        PlatformReference(variant, revision: base), PlatformReference(variant, revision: head),
        readers: readers, packing: packing, output: output, context: own)
    }.execute()
  }
}

extension PlatformReference {
  /// A variant, on the disk or in a revision.
  fileprivate init(_ variant: SelectedVariant, revision: String?) {
    self.init(
      name: variant.name.text, revision: revision, selection: variant.platform,
      subject: revision.map { .platformAt(revision: $0, variant.platform.platform) }
        ?? .platform(variant.platform.platform), output: variant.output)
  }
}

extension Diagnostic {
  fileprivate static func variantUnknown(_ name: String, known: [VariantName]) -> Diagnostic {
    Diagnostic(
      .variantsNoneSelected, at: .commandLine, "no variant has the name '\(name)'",
      fix:
        "use one of \(known.map(\.text).joined(separator: ", ")), or REVISION: to compare each variant with a revision"
    )
  }
}
