import Inspection

/// How a device, volume or module stands to its limit.
enum BudgetState: String {
  case fits, tight, exceeded

  /// A volume with less than this share of its limit free is about to be full, in percent: where its budget says
  /// nothing else.
  static let tightBelow = 5

  /// - Parameter isPacked: whether files are packed into it: others, such as stores of variables, are as full as
  ///   they are. A limit that somebody has set to a volume or module counts in any case.
  init(_ row: BudgetCheck.Row, isPacked: Bool) {
    switch row.state {
    case .exceeded: self = .exceeded
    case .warned: self = .tight
    case .fine:
      // Whoever says when to warn, or how much to keep free, is content with the rest.
      let isSaid = row.warning != nil || row.reserve > 0
      let isFull = Double(row.limit) - Double(row.used) < Double(row.limit) * Double(Self.tightBelow) / 100
      self = isFull && !isSaid && (isPacked || row.source == .manifest && !row.isDevice) ? .tight : .fits
    }
  }
}

extension [FlashMap] {
  /// Volumes of a fixed size are whole blocks of flash, in bytes.
  private static let blockSize = 0x10000

  /// The devices and volumes of a fixed size that files are packed into, by name.
  ///
  /// A compressed volume that an FDF gives no size is as large as its files, and always full: ArmVirtPkg's main
  /// volume is one.
  var packedSubjects: Set<String> {
    var subjects: Set<String> = []
    for map in self {
      let outer = map.regions.compactMap(\.volume).filter { !$0.files.isEmpty }
      let inner = outer.flatMap(\.streams).flatMap(\.volumes).flatMap(\.withInner).filter {
        !$0.files.isEmpty && $0.size % Self.blockSize == 0
      }
      subjects.formUnion((outer + inner).map(\.name))
      if !outer.isEmpty { subjects.insert(map.name) }
    }
    return subjects
  }
}
