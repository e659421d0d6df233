import Diagnostics
import Vocabulary

/// What `kiln build` is asked for.
package struct BuildRequest: Sendable {
  /// The platform, without target and tool chain.
  let selection: PlatformSelection
  let targets: [BuildTarget]
  let toolchains: [String]
  let extent: BuildExtent
  /// An INF: only this module is compiled.
  let module: String?
  /// Options that only edk2's `build` has.
  let edk2Options: [EDK2Option.Name]
  package var images = ImageChoice()
  package var report: ReportChoice?
  /// A word that kiln does not have.
  package var refusedWord: EDK2Word?
  /// The command line as edk2's `build` got it, and its word for how far to build; nil for `kiln build`.
  var typed: (arguments: [String], word: String)?
  /// Whether a warning ends the build.
  package var warningsAreErrors = false
  /// Whether the images are only compared with others: budgets are not applied, and nothing is remembered.
  var comparesOnly = false

  package init(
    _ selection: PlatformSelection, targets: [String], toolchains: [String], extent: BuildExtent,
    module: String?, edk2Options: [EDK2Option.Name]
  ) {
    self.selection = selection
    self.targets = targets.map { BuildTarget($0) }
    self.toolchains = toolchains
    self.extent = extent
    self.module = module
    self.edk2Options = edk2Options
  }

  /// One build of a platform whose target and tool chain are those that it names.
  init(_ selection: PlatformSelection, extent: BuildExtent) {
    self.init(
      selection, targets: [selection.givenTarget?.name].compactMap(\.self),
      toolchains: [selection.givenToolchain].compactMap(\.self), extent: extent, module: nil, edk2Options: [])
  }

  /// One of the builds.
  struct Variant: Sendable {
    /// `DEBUG_GCC5`; without the tool chain if the tree chooses it.
    let name: String
    let selection: PlatformSelection
  }

  /// Each target with each tool chain, in edk2's order: all tool chains of the first target come first.
  func variants(_ defaults: TargetDefaults) -> [Variant] {
    let targets = (targets.isEmpty ? defaults.targets : targets).withoutRepetition
    let named = (toolchains.isEmpty ? defaults.toolchains : toolchains).withoutRepetition
    // A single one of target.txt stays a default, which may be passed over.
    let toolchains = toolchains.isEmpty && named.count < 2 ? [] : named
    return (targets.isEmpty ? [selection.target] : targets).flatMap { target in
      (toolchains.isEmpty ? [nil] : toolchains.map(Optional.some)).map { toolchain in
        var selection = selection
        if !targets.isEmpty { selection.givenTarget = target }
        selection.givenToolchain = toolchain
        return Variant(
          name: ([target.name] + [toolchain].compactMap(\.self)).joined(separator: "_"), selection: selection)
      }
    }
  }

  /// - Parameter outcomes: of the first of them; the others were not reached.
  static func summary(_ names: [String], _ outcomes: [ExitStatus]) -> String {
    let outcomes = zip(names, outcomes)
    let built = outcomes.filter { $0.1 == .fine }.map(\.0)
    let failed = outcomes.filter { $0.1 != .fine }.map(\.0)
    let rest = names.filter { !built.contains($0) && !failed.contains($0) }
    let parts = [("failed", failed), ("not built", rest)].filter { !$0.1.isEmpty }
      .map { "; \($0.0): \($0.1.joined(separator: ", "))" }
    return "built \(built.count) of \(names.count): "
      + (built.isEmpty ? "none" : built.joined(separator: ", "))
      + parts.joined()
  }

  /// - Returns: notes on options without an effect.
  /// - Throws: `build-option-refused`.
  func check(isPrebuilt: Bool) throws(DiagnosticError) -> [String] {
    if let refusedWord { throw DiagnosticError(.buildWordRefused(refusedWord)) }
    if let path = selection.flashDefinition, !path.lowercased().hasSuffix(".fdf") {
      throw DiagnosticError(.buildCommandMalformed("expected a file that ends in .fdf for -f, found \(path)"))
    }
    var notes: [String] = []
    for name in edk2Options {
      guard let option = EDK2Option[name] else { continue }
      switch option.treatment {
      case .refused(let alternative): throw DiagnosticError(.buildOptionRefused(option.names, alternative))
      case .noted(let note): notes.append(note)
      case .accepted, .ignored: continue
      }
    }
    _ = try report?.sections()
    if report != nil, module != nil {
      throw DiagnosticError(
        .buildOptionRefused(["--report-file"], "leave out -m: the report is about the whole platform"))
    }
    if report != nil, isPrebuilt || [.clean, .cleanLibraries].contains(extent) {
      throw DiagnosticError(
        .buildOptionRefused(
          ["--report-file"], "leave it out: \(isPrebuilt ? "--prebuilt" : extent.rawValue) compiles nothing"))
    }
    if module != nil, isPrebuilt || ![.everything, .modules, .graph].contains(extent) {
      throw DiagnosticError(
        .buildOptionRefused(
          ["--module"], "leave it out: \(isPrebuilt ? "--prebuilt" : extent.rawValue) is not about one module"
        ))
    }
    return notes
  }
}

extension Diagnostic {
  /// In one line, as a log of a packager's build shows it.
  static func buildOptionRefused(_ names: [String], _ alternative: String) -> Diagnostic {
    Diagnostic(
      .buildOptionRefused, at: .commandLine,
      "kiln build does not have edk2's \(names.joined(separator: ", ")): \(alternative)")
  }

  static func buildWordRefused(_ word: EDK2Word) -> Diagnostic {
    buildOptionRefused([word.name], word.treatment.plainText)
  }

  static func buildOptionForOne(_ name: String, _ variants: [String]) -> Diagnostic {
    Diagnostic(
      .buildOptionRefused, at: .commandLine,
      "expected one target and tool chain for \(name), found \(variants.joined(separator: ", "))",
      fix: "leave out \(name), or build one after the other")
  }

  static func moduleAbsent(_ path: String, platform: String, known: [String]) -> Diagnostic {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let similar = Set(known.filter { $0.hasSuffix("/" + file) }).sorted()
    return Diagnostic(
      .moduleAbsent, at: .commandLine, "expected the INF of a module of \(platform) for -m, found '\(path)'",
      notes: similar.map { Note("there is \($0)") },
      fix: "give the path as the DSC does, or add the module to [Components]")
  }

  static func warningsAreErrors(_ count: Int) -> Diagnostic {
    Diagnostic(
      .warningAsError, at: .commandLine,
      "expected no warning with --warning-as-error, found \(count)", fix: "correct what they say")
  }
}
