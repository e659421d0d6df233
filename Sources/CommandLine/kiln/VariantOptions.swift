import ArgumentParser
import KilnDriver

/// The variants that a command is about, in place of one platform.
struct VariantOptions: ParsableArguments {
  @Option(help: "A file of variants, or one of kiln's own: debian-12.")
  var variants: String?

  @Option(help: "Only the variants whose names match this pattern, for example '*4M*'.")
  var only: String?

  func validate() throws {
    if only != nil, variants == nil { throw ValidationError("--only requires --variants.") }
  }

  var selection: VariantSelection? { variants.map { VariantSelection(file: $0, only: only) } }
}
