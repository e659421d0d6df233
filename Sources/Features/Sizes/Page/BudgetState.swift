import Inspection
import PlatformModel

/// How close a device, volume or module is to its limit.
enum BudgetState: String {
  case fits, tight, exceeded

  /// A volume counts as nearly full if less than this percentage of its limit is free, unless its budget sets a
  /// warning level or a reserve.
  static let tightBelow = 5

  /// - Parameter isPacked: whether files are packed into it. Others, such as variable stores, are always full,
  ///   so only an explicit limit counts for them.
  init(_ row: BudgetCheck.Row, isPacked: Bool) {
    switch row.state {
    case .exceeded: self = .exceeded
    case .warned: self = .tight
    case .fine:
      // A budget with a warning level or a reserve defines what is tight.
      let isSaid = row.warning != nil || row.reserve > 0
      let isFull = Double(row.limit) - Double(row.needs) < Double(row.limit) * Double(Self.tightBelow) / 100
      self = isFull && !isSaid && (isPacked || row.source == .manifest && !row.isDevice) ? .tight : .fits
    }
  }
}

extension [FlashMap] {
  /// In bytes. Volumes of a fixed size are multiples of it.
  private static let blockSize = 0x10000

  /// The devices and volumes of fixed size into which files are packed.
  ///
  /// A compressed volume to which the FDF gives no size is as large as its files and always full, such as the
  /// main volume of ArmVirtPkg.
  var packedSubjects: Set<Budget.Subject> {
    var subjects: Set<Budget.Subject> = []
    for map in self {
      let outer = map.regions.compactMap(\.volume).filter { !$0.files.isEmpty }
      let inner = outer.flatMap(\.streams).flatMap(\.volumes).flatMap(\.withInner).filter {
        !$0.files.isEmpty && $0.size % Self.blockSize == 0
      }
      subjects.formUnion((outer + inner).map(\.subject))
      if !outer.isEmpty { subjects.insert(map.subject) }
    }
    return subjects
  }
}
