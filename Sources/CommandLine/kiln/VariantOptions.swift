import ArgumentParser
import KilnDriver

/// The variants that a command is about, in place of one platform.
struct VariantOptions: ParsableArguments {
  @Option(help: "A file of variants, or one of kiln's own: debian-12, debian-13, kiln.")
  var variants: String?

  @Option(help: "Only the variants whose names, or products, match this pattern, for example '*4M*'.")
  var only: String?

  /// What --variants selects; nil without it.
  ///
  /// - Parameters:
  ///   - options: those for all variants.
  ///   - positional: the platform or image of the command line, in whose place the variants stand.
  ///   - otherwise: what --only may have been meant for, when there is no --variants.
  func selection(
    over options: PlatformOptions, insteadOf positional: String?, otherwise: String? = nil
  ) throws -> VariantSelection? {
    if variants != nil, let positional {
      throw ValidationError("expected --variants or '\(positional)', found both.")
    }
    return try selection(otherwise: otherwise) { try options.common() }
  }

  /// - Parameter common: the options for all variants.
  func selection(otherwise: String? = nil, over common: () throws -> PlatformSelection) throws
    -> VariantSelection?
  {
    if only != nil, variants == nil {
      throw ValidationError("--only requires --variants." + (otherwise.map { " \($0)" } ?? ""))
    }
    return try variants.map {
      VariantSelection(
        file: $0, only: only, common: try common(), options: OwnPlatformOptions.selection)
    }
  }
}
