import Analysis

/// How a device or volume stands to its limit.
enum BudgetState: String {
  case fits, tight, exceeded

  /// A volume with less than this share of its limit free is about to be full, in percent.
  static let tightBelow = 5

  /// - Parameter isPacked: whether files are packed into it: others, such as stores of variables, are as full as
  ///   they are. A limit that somebody has set counts in any case.
  init(_ row: BudgetCheck.Row, isPacked: Bool) {
    let isTight = Double(row.limit) - Double(row.used) < Double(row.limit) * Double(Self.tightBelow) / 100
    self = row.isExceeded ? .exceeded : isTight && (isPacked || row.source == .manifest) ? .tight : .fits
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

extension PageView {
  struct BudgetRow: Encodable {
    let subject: String
    let size: String
    let used: String
    let limit: String
    let free: String
    let share: String
    /// Where the limit comes from.
    let source: String
    /// Width of the bar, and where the limit stands on it, in percent: a bar that exceeds its limit is drawn whole.
    let bar: String
    let mark: String
    let state: String
    let symbol: String
    let verdict: String

    init(_ row: BudgetCheck.Row, packed: Set<String>) {
      let scale = Double(max(row.limit, row.used, 1))
      subject = PageText.name(row.subject)
      size = PageText.exact(row.size)
      used = PageText.exact(row.used)
      limit = PageText.exact(row.limit)
      free = PageText.exact(max(0, row.isExceeded ? 0 : row.free))
      share = PageText.percentage(Double(row.used), of: Double(row.limit))
      source = row.source == .manifest ? "budget" : "own size"
      bar = PageText.coordinate(Double(row.used), of: scale)
      mark = PageText.coordinate(Double(row.limit), of: scale)
      let state = BudgetState(row, isPacked: packed.contains(row.subject))
      self.state = state.rawValue
      switch state {
      case .fits: (symbol, verdict) = ("✓", "fits")
      case .tight: (symbol, verdict) = ("▲", "nearly full")
      case .exceeded:
        (symbol, verdict) = ("✕", "over by \(PageText.short(Double(row.used) - Double(row.limit)))")
      }
    }
  }
}
