import Bytes
import Diagnostics
import Host
import Manifests
import PlatformModel
import Vocabulary

/// What a command line says about variants.
package struct VariantSelection: Sendable {
  /// A file of variants, or the name of one of kiln's own in `Platforms/variants`.
  package var file: String
  /// A pattern for names of variants, or of the products that they belong to; nil for all.
  package var only: String?
  /// The options for all variants.
  package var common: PlatformSelection
  /// Parses the arguments of a variant.
  let options: PlatformOptionReader

  package init(
    file: String, only: String?, common: PlatformSelection, options: @escaping PlatformOptionReader
  ) {
    self.file = file
    self.only = only
    self.common = common
    self.options = options
  }
}

/// A variant with what the command line adds to it.
struct SelectedVariant: Sendable {
  let name: VariantName
  let platform: PlatformSelection
  /// The build folder; nil for the one that the platform's DSC gives.
  let output: String?
  /// What it is a part of, such as a package of a distribution; nil if the line does not say.
  let product: String?
  let images: [ShippedImage]
  /// The line that declares it.
  let range: SourceRange

  /// The variant as the subject of a command about images.
  var subject: SubjectSelection { SubjectSelection(platform.platform, platform: platform) }
}

/// Loads a file of variants.
struct VariantLoader {
  let context: Context

  struct Loaded: Sendable {
    let variants: [SelectedVariant]
    /// How many were left out by the pattern.
    let leftOut: Int
  }

  /// The variants that the pattern selects, in the order of the file.
  ///
  /// - Throws: `variants-unknown`, `variant-malformed`, `variant-twice`, `variants-none-selected`.
  func load(_ selection: VariantSelection) throws(DiagnosticError) -> Loaded {
    let list = try list(selection.file)
    let pattern = selection.only.map { Glob($0) }
    let entries = list.entries.filter { entry in
      guard let pattern else { return true }
      return pattern.matches(entry.name.text) || entry.product.map(pattern.matches) ?? false
    }
    guard !entries.isEmpty else {
      throw DiagnosticError(
        .variantsNoneSelected(selection.only ?? "*", known: list.entries.map(\.name.text)))
    }
    var variants: [SelectedVariant] = []
    for entry in entries { variants.append(try select(entry, selection)) }
    return Loaded(variants: variants, leftOut: list.entries.count - entries.count)
  }

  private func list(_ name: String) throws(DiagnosticError) -> VariantList {
    let file = try NamedManifest(name, in: "variants", context: context) {
      .variantsUnknown(name, known: $0)
    }
    var diagnostics = DiagnosticList()
    let dsc = try file.parse(context, diagnostics: &diagnostics)
    let list = VariantList(parsing: dsc, diagnostics: &diagnostics)
    try diagnostics.throwIfErrors()
    context.warn(diagnostics.all)
    return list
  }

  private func select(_ entry: VariantList.Entry, _ selection: VariantSelection) throws(DiagnosticError)
    -> SelectedVariant
  {
    do {
      var platform = try selection.options(entry.words, selection.common)
      platform.budgets = entry.budgets ?? platform.budgets
      let workspace = platform.workspace ?? context.environment["WORKSPACE"] ?? "."
      let output = entry.output.map { $0.hasPrefix("/") ? $0 : "\(workspace)/\($0)" }
      return SelectedVariant(
        name: entry.name, platform: platform, output: output, product: entry.product,
        images: entry.images, range: entry.range)
    } catch {
      throw DiagnosticError(.variantOptionsMalformed(entry, reason: String(describing: error)))
    }
  }
}

extension Diagnostic {
  static func variantsUnknown(_ name: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .variantsUnknown, at: .commandLine,
      "expected a file of variants, found '\(name)', which is neither a known name nor a file",
      fix: known.isEmpty
        ? "give the path of a file that declares them"
        : "use \(known.joined(separator: ", ")), or the path of a file")
  }

  static func variantsNoneSelected(_ pattern: String, known: [String]) -> Diagnostic {
    Diagnostic(
      .variantsNoneSelected, at: .commandLine, "no variant or product has a name like '\(pattern)'",
      fix: "the file has \(known.joined(separator: ", ")); * and ? stand for any text and any character")
  }

  static func variantOptionsMalformed(_ entry: VariantList.Entry, reason: String) -> Diagnostic {
    Diagnostic(
      .variantMalformed, at: .source(entry.range),
      "expected a platform with options, found '\(entry.words.joined(separator: " "))': \(reason)",
      fix: "write a platform and options as on kiln's command line")
  }
}
