import AutoGen
import Bytes
import Manifests
import PlatformModel
import Vocabulary

/// Which modules of an image can ever start, according to the manifests (PI 1.8 Vol 1, 5.7; Vol 2, 10).
///
/// Everything that a module may produce counts as produced once the module can start, in whatever order. So a module
/// that is reported can never start, provided that the INFs are truthful.
struct DispatchModel {
  /// The phase whose PPI or protocol database an expression refers to.
  enum Phase: Hashable { case pei, dxe, smm, mm }

  /// In the order of the image.
  let modules: [PlacedImage.Module]
  /// For each module, whether it can be started.
  private(set) var isStarted: [Bool]
  /// The GUIDs that modules which can start may produce.
  private(set) var produced: [Phase: Set<GUID>] = [:]
  /// Names of files that are started.
  private var startedFiles: Set<GUID>
  private let expressions: [[DependencyExpression]?]
  private let apriori: Set<GUID>
  private var architecturalProtocols: [GUID]
  /// What each module and library may produce.
  private var products: [Producer: [GUID]] = [:]

  private struct Producer: Hashable {
    let path: String
    let architecture: Architecture
  }

  /// - Parameter architecturalProtocols: the protocols that modules without an expression wait for.
  init(_ image: PlacedImage, architecturalProtocols: [GUID]) {
    modules = image.modules
    apriori = image.apriori
    self.architecturalProtocols = architecturalProtocols
    isStarted = modules.map { _ in false }
    startedFiles = Set(image.strangers.map(\.name))
    expressions = modules.map { Self.expressions(of: $0.module) }
    settle()
  }

  /// One for each clause, all of which must be true; nil for a module without any. A malformed clause is skipped here:
  /// AutoGen reports it.
  private static func expressions(of module: BuildModule) -> [DependencyExpression]? {
    guard let depex = module.depex,
      let phase = DependencyExpression.Phase(moduleType: module.moduleType)
    else { return nil }
    return depex.clauses.compactMap { try? DependencyExpression(parsing: $0.tokens, phase: phase) }
  }

  /// Continues as if `guids` had been produced from the start.
  mutating func assume(_ guids: [GUID], in phase: Phase) {
    produced[phase, default: []].formUnion(guids)
    settle()
  }

  private mutating func settle() {
    var isChanging = true
    while isChanging {
      isChanging = false
      for index in modules.indices where !isStarted[index] && canStart(index) {
        isStarted[index] = true
        isChanging = true
        startedFiles.insert(modules[index].fileGUID)
        produce(modules[index])
      }
    }
  }

  // MARK: Who produces

  static func phase(of moduleType: ModuleType) -> Phase? {
    switch moduleType {
    case .sec, .peiCore, .peim: .pei
    case .dxeCore, .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver, .uefiDriver: .dxe
    case .smmCore, .dxeSMMDriver: .smm
    case .mmCoreStandalone, .mmStandalone: .mm
    // Applications start after dispatching.
    default: nil
    }
  }

  private mutating func produce(_ placed: PlacedImage.Module) {
    guard let phase = Self.phase(of: placed.module.moduleType) else { return }
    let guids = ([placed.module] + placed.libraries).flatMap { mayProduce($0) }
    produced[phase, default: []].formUnion(guids)
    // An SMM driver may install protocols in both databases.
    if phase == .smm { produced[.dxe, default: []].formUnion(guids) }
  }

  /// Libraries are asked for each module that links them.
  private mutating func mayProduce(_ module: BuildModule) -> [GUID] {
    let producer = Producer(path: module.path, architecture: module.architecture)
    if let known = products[producer] { return known }
    let guids = Self.products(of: module)
    products[producer] = guids
    return guids
  }

  /// The GUIDs that the module itself may produce, according to the usage comments of its INF.
  static func products(of module: BuildModule, onlyStated: Bool = false) -> [GUID] {
    let inf = module.inf
    return [(inf.protocols, module.protocols), (inf.ppis, module.ppis), (inf.guids, module.guids)].flatMap {
      lines, named in
      lines.compactMap { line -> GUID? in
        guard line.arches.include(module.architecture) else {
          return nil
        }
        let usage = line.usage
        guard onlyStated ? usage.contains(.produces) : usage.mayProduce else { return nil }
        return named.first { $0.name == line.name.value }?.value
      }
    }
  }

  // MARK: Who starts

  private func canStart(_ index: Int) -> Bool {
    let module = modules[index].module
    guard Self.phase(of: module.moduleType) != nil else { return false }
    // These are not dispatched, whatever the expressions of their libraries are.
    if Self.dispatchers.contains(module.moduleType) { return true }
    // The expression of a binary module is in its files, which are not read here.
    if module.isBinary || apriori.contains(modules[index].fileGUID) { return true }
    guard let clauses = expressions[index] else { return canStartWithout(module.moduleType) }
    let phase = Self.phase(of: module.moduleType) ?? .dxe
    return clauses.allSatisfy { canBeTrue($0, in: phase) }
  }

  private static let dispatchers: Set<ModuleType> = [
    .sec, .peiCore, .dxeCore, .smmCore, .mmCoreStandalone,
  ]

  private func canStartWithout(_ moduleType: ModuleType) -> Bool {
    guard [.uefiDriver, .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver].contains(moduleType) else {
      return true
    }
    return architecturalProtocols.allSatisfy { isThere($0, in: .dxe) }
  }

  /// Whether `guid` can ever be found in the database of `phase`.
  func isThere(_ guid: GUID, in phase: Phase) -> Bool {
    if produced[phase]?.contains(guid) == true { return true }
    // Until SMM is locked, its dispatcher searches the UEFI database, too.
    return phase == .smm && produced[.dxe]?.contains(guid) == true
  }

  /// Whether the driver that BEFORE or AFTER names is started.
  func isStarted(file guid: GUID) -> Bool { startedFiles.contains(guid) }

  /// The values that a part of an expression can have.
  private struct Outcome {
    var canBeTrue: Bool
    var canBeFalse: Bool
  }

  private func canBeTrue(_ expression: DependencyExpression, in phase: Phase) -> Bool {
    var stack: [Outcome] = []
    for step in expression.steps {
      switch step {
      case .push(let guid): stack.append(Outcome(canBeTrue: isThere(guid, in: phase), canBeFalse: true))
      case .before(let guid), .after(let guid):
        stack.append(Outcome(canBeTrue: isStarted(file: guid), canBeFalse: true))
      case .true: stack.append(Outcome(canBeTrue: true, canBeFalse: false))
      case .false: stack.append(Outcome(canBeTrue: false, canBeFalse: true))
      // A module that is scheduled on request may be requested.
      case .scheduleOnRequest: break
      case .not:
        if let top = stack.popLast() {
          stack.append(Outcome(canBeTrue: top.canBeFalse, canBeFalse: top.canBeTrue))
        }
      case .and, .or:
        guard let right = stack.popLast(), let left = stack.popLast() else { return true }
        stack.append(
          step == .and
            ? Outcome(
              canBeTrue: left.canBeTrue && right.canBeTrue, canBeFalse: left.canBeFalse || right.canBeFalse)
            : Outcome(
              canBeTrue: left.canBeTrue || right.canBeTrue, canBeFalse: left.canBeFalse && right.canBeFalse))
      }
    }
    return stack.last?.canBeTrue ?? true
  }
}
