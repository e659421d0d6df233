package import Diagnostics
import Host
import Render
import Vocabulary

/// `kiln build --variants`: one build after the other, each in the folder that the file names for it.
package struct BuildVariantsCommand: KilnCommand {
  package let context: Context
  let selection: VariantSelection
  let packing: PackingSelection
  let compile: CompileSelection
  let extent: BuildExtent
  /// The folder for the images that the file names; nil if they stay in the build folders.
  let installation: String?
  let json: Bool

  package init(
    _ selection: VariantSelection,
    packing: PackingSelection, compile: CompileSelection, extent: BuildExtent, installation: String?,
    json: Bool, context: Context
  ) {
    self.installation = installation
    self.json = json
    self.context = context
    self.selection = selection
    self.packing = packing
    self.compile = compile
    self.extent = extent
  }

  package var outputChoice: String? { "'output = FOLDER' in the file of variants" }

  /// The first failure ends it, unless `--keep-going` is given; the last line says what was built. Images are
  /// installed only if all variants are built.
  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let loaded = try VariantLoader(context: context).load(selection)
    try Self.checkFolders(loaded.variants)
    var copies: ImageInstallation?
    if let installation {
      copies = try ImageInstallation(loaded.variants, folder: installation, context: context)
    }
    var statuses: [ExitStatus] = []
    var sections: [VariantReports.Section] = []
    var coverage = VariantCoverage(checked: [], notChecked: [], leftOut: loaded.leftOut)
    for variant in loaded.variants {
      if !statuses.allSatisfy({ $0 == .fine }), !compile.keepsGoing {
        coverage.notChecked.append(variant.name)
        continue
      }
      console.progress("variant \(variant.name)")
      let own = Context(partOf: context)
      let status = await build(variant, own)
      statuses.append(status)
      context.report(own.said.map { $0.of(variant.name) })
      if json {
        if !own.console.text.isEmpty { sections.append(.init(variant.name, report: own.console.text)) }
      } else if !own.console.text.isEmpty {
        console.print(own.console.text)
      }
      if status == .fine {
        coverage.checked.append(variant.name)
      } else {
        coverage.notChecked.append(variant.name)
      }
    }
    var failure: DiagnosticError?
    if coverage.notChecked.isEmpty {
      do throws(DiagnosticError) { try copies?.write() } catch { failure = error }
    }
    console.print(
      json
        ? VariantReports("build", sections, coverage: coverage).json : coverage.line(done: "built"))
    if let failure { throw failure }
    return ExitStatus(of: statuses)
  }

  private func build(_ variant: SelectedVariant, _ own: Context) async -> ExitStatus {
    let request = BuildRequest(variant.platform, extent: extent)
    var compile = compile
    do throws(DiagnosticError) {
      compile.like = try compile.like.map { folder throws(DiagnosticError) in
        try ReferenceImages(folder: folder, files: context.files).image(of: variant)
      }
    } catch {
      own.report(error.diagnostics)
      return ExitStatus(error.diagnostics)
    }
    let command = BuildCommand(
      request, packing: packing, compile: compile, output: variant.output, json: json, context: own)
    do throws(DiagnosticError) {
      return try await command.execute()
    } catch {
      own.report(error.diagnostics)
      return ExitStatus(error.diagnostics)
    }
  }

  /// Two variants in one folder would each replace the other's images.
  ///
  /// - Throws: `variant-folder-shared`.
  static func checkFolders(_ variants: [SelectedVariant]) throws(DiagnosticError) {
    for (index, variant) in variants.enumerated() {
      let earlier = variants[..<index].first {
        $0.output == variant.output
          && (variant.output != nil
            || ($0.platform.platform == variant.platform.platform
              && $0.platform.givenTarget == variant.platform.givenTarget
              && $0.platform.givenToolchain == variant.platform.givenToolchain))
      }
      if let earlier {
        throw DiagnosticError(.variantFolderShared(variant.name, earlier.name))
      }
    }
  }
}

extension Diagnostic {
  fileprivate static func variantFolderShared(_ name: VariantName, _ other: VariantName) -> Diagnostic {
    Diagnostic(
      .variantFolderShared, at: .commandLine, about: .variant(name),
      "the variants '\(other)' and '\(name)' have the same build folder",
      fix: "give each a folder of its own with '| output = FOLDER' in the file of variants")
  }
}
