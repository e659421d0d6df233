import Diagnostics
import Inspection
import PlatformModel
import Vocabulary

/// A limit that is exceeded. Sizes in bytes.
struct BudgetBreach {
  /// nil for a volume that is in no flash device.
  let row: BudgetCheck.Row?
  let subject: Budget.Subject
  /// By how much it is exceeded.
  let excess: Int
  /// Whether files do not fit into a volume, which then cannot be written.
  let isOverflow: Bool
  /// The names of the volumes whose files count: itself, and those in it at any depth.
  let contents: Set<String>
  /// The finding about this limit alone, without notes.
  let finding: Diagnostic

  /// Whether the growth of a module can be the reason.
  func concerns(_ module: SizeGrowth.Module) -> Bool {
    guard case .module(let name) = subject else { return contents.contains(module.volume) }
    return ModuleName(module.name) == name
  }

  /// How much of the limit the growth of a module takes: its bytes in the volume itself, its share of the compressed
  /// stream in a volume or device that contains the module's volume.
  func growth(of module: SizeGrowth.Module) -> Int {
    let isDirect = row?.measure != .flash && (row?.kind == .module || module.volume == subject.name)
    return isDirect ? module.raw.difference : Int(module.difference.rounded())
  }

  /// What is used, needed and free, with what was so in the base.
  var fact: String {
    guard let row, let base = row.base, row.violations.first?.isGrowth == false else {
      return finding.message
    }
    return "\(finding.message); the base used \(base), \(max(0, row.limit - base)) were free"
  }
}

extension BudgetCheck.Row.Violation {
  fileprivate var isGrowth: Bool { if case .growth = self { true } else { false } }

  /// By how many bytes the limit is exceeded.
  var excess: Int {
    switch self {
    case .limit(let over), .reserve(let over, _): over
    case .growth(let growth, let allowed): growth - allowed
    case .warning: 0
    }
  }
}

extension [FlashMap] {
  /// The names of the volumes whose files count for a subject.
  func contents(of subject: Budget.Subject) -> Set<String> {
    switch subject {
    case .device: Set(first { $0.subject == subject }?.volumes.map(\.name) ?? [])
    case .volume(let name):
      Set(lazy.flatMap(\.volumes).first { $0.subject == subject }?.withInner.map(\.name) ?? [name.text])
    case .module: []
    }
  }
}
