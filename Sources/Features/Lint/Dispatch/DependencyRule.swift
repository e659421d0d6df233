import Bytes
import Diagnostics
import Manifests
import PlatformModel
import Vocabulary

/// Drivers in flash that can never start, because nothing in the image produces what they wait for. At run time the
/// DXE core of a DEBUG build reports them as "discovered but not loaded".
struct DependencyRule {
  private(set) var findings: [LintFinding] = []

  private let survey: PlatformSurvey
  private let image: PlacedImage

  /// The protocols that drivers without a dependency expression wait for (PI 1.8 Vol 2, 12).
  private static let architecturalProtocols = [
    "gEfiBdsArchProtocolGuid", "gEfiCpuArchProtocolGuid", "gEfiMetronomeArchProtocolGuid",
    "gEfiMonotonicCounterArchProtocolGuid", "gEfiRealTimeClockArchProtocolGuid", "gEfiResetArchProtocolGuid",
    "gEfiRuntimeArchProtocolGuid", "gEfiSecurityArchProtocolGuid", "gEfiTimerArchProtocolGuid",
    "gEfiVariableWriteArchProtocolGuid", "gEfiVariableArchProtocolGuid", "gEfiCapsuleArchProtocolGuid",
    "gEfiWatchdogTimerArchProtocolGuid",
  ]

  init(_ survey: PlatformSurvey, _ image: PlacedImage) {
    self.survey = survey
    self.image = image
    let protocols = survey.packages.flatMap(\.protocols)
    let architectural = Self.architecturalProtocols.compactMap { name in
      protocols.first { $0.name.value == name }.map { (name: name, guid: $0.value.value) }
    }
    var model = DispatchModel(image, architecturalProtocols: architectural.map(\.guid))
    if let core = image.modules.first(where: { $0.module.moduleType == .dxeCore }) {
      let missing = architectural.filter { !model.isThere($0.guid, in: .dxe) }
      for (name, guid) in missing {
        findings.append(
          LintFinding(
            "\(core.module.path) \(name)",
            .architecturalProtocolMissing(name, core, notes: producers(of: guid, model))))
      }
      // Otherwise every driver without an expression would be reported. The missing protocol is enough.
      model.assume(missing.map(\.guid), in: .dxe)
    }
    for (index, placed) in model.modules.enumerated()
    where !model.isStarted[index] && DispatchModel.phase(of: placed.module.moduleType) != nil {
      explain(index, model)
    }
  }

  /// One finding for a driver, with everything that is missing; of alternatives (OR) all are listed.
  private mutating func explain(_ index: Int, _ model: DispatchModel) {
    let placed = model.modules[index]
    let module = placed.module
    let phase = DispatchModel.phase(of: module.moduleType) ?? .dxe
    var missing: [String] = []
    var notes: [Diagnostic.Note] = []
    var isPlacement = false
    for clause in module.depex?.clauses ?? [] {
      for token in clause.tokens {
        guard case .guid(let name, let guid) = token.kind else {
          if token.isPlacement { isPlacement = true }
          continue
        }
        let isThere = isPlacement ? model.isStarted(file: guid) : model.isThere(guid, in: phase)
        guard !isThere, !missing.contains(name) else { continue }
        missing.append(name)
        let who = clause.owner == module.path ? "it" : clause.owner
        notes.append(.init("\(who) waits for \(name) here", at: .source(token.range)))
        if !isPlacement { notes += producers(of: guid, model, but: index) }
      }
    }
    let subject = ([module.path] + missing).joined(separator: " ")
    findings.append(
      LintFinding(
        subject,
        missing.isEmpty
          ? .dependencyFalse(placed)
          : .dependencyUnmet(placed, missing: missing, isPlacement: isPlacement, notes: notes)))
  }

  /// Modules whose INFs say that they produce `guid`, and why they do not help.
  private func producers(of guid: GUID, _ model: DispatchModel, but asker: Int? = nil) -> [Diagnostic.Note] {
    var notes: [Diagnostic.Note] = []
    for (index, placed) in model.modules.enumerated() where !model.isStarted[index] && index != asker {
      guard produces(placed.module, placed.libraries, guid) else { continue }
      notes.append(
        .init(
          "\(placed.module.path) would produce it but is never started either", at: .source(placed.range)))
    }
    for build in survey.model.architectures {
      for module in build.modules where !module.isLibrary && !image.contains(module) {
        guard produces(module, build.libraries(of: module), guid) else { continue }
        notes.append(
          .init("\(module.path) would produce it but is in no volume", at: .source(module.range)))
      }
    }
    return notes
  }

  private func produces(_ module: BuildModule, _ libraries: [BuildModule], _ guid: GUID) -> Bool {
    DispatchModel.phase(of: module.moduleType) != nil
      && ([module] + libraries).contains { DispatchModel.products(of: $0, onlyStated: true).contains(guid) }
  }
}

extension DepexToken {
  fileprivate var isPlacement: Bool { kind == .keyword("BEFORE") || kind == .keyword("AFTER") }
}

extension Diagnostic {
  static func dependencyUnmet(
    _ placed: PlacedImage.Module, missing: [String], isPlacement: Bool, notes: [Note]
  ) -> Diagnostic {
    let name = missing.joined(separator: ", ")
    let why =
      isPlacement
      ? "its depex places it before or after \(name), which is never started"
      : "it waits for \(name), which nothing in the image produces"
    return Diagnostic(
      .depexUnmet, at: .source(placed.range), "\(placed.module.path) is never started: \(why)",
      notes: notes,
      fix: isPlacement
        ? "place that driver too, or remove this one from the FDF"
        : "place a module that produces it, or remove this one from the FDF")
  }

  static func dependencyFalse(_ placed: PlacedImage.Module) -> Diagnostic {
    let clause = placed.module.depex?.clauses.first { !$0.tokens.isEmpty }
    return Diagnostic(
      .depexUnmet, at: .source(placed.range),
      "\(placed.module.path) is never started: its depex can never be true",
      notes: clause?.tokens.first.map { [Note("this is the expression", at: .source($0.range))] } ?? [],
      fix: "correct the expression, or remove the module from the FDF")
  }

  static func architecturalProtocolMissing(
    _ name: String, _ core: PlacedImage.Module, notes: [Note]
  ) -> Diagnostic {
    Diagnostic(
      .archProtocolMissing, at: .source(core.range),
      "nothing in the image produces \(name): the DXE core stops, and no UEFI driver is started",
      notes: notes,
      fix: "place a module that produces it")
  }
}
