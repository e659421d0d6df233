package import PlatformModel

/// Whether flash devices and volumes are within their limits. All sizes in bytes.
package struct BudgetCheck: Equatable, Sendable {
  package var rows: [Row]

  package struct Row: Equatable, Sendable {
    package enum Source: String, Sendable {
      /// A line of the platform's `[UserExtensions.Kiln."Budget"]`.
      case manifest
      /// The room that the volume or device itself has.
      case own
    }

    package var subject: String
    package var size: Int
    package var used: Int
    package var limit: Int
    package var source: Source
    package var free: Int { limit - used }
    package var isExceeded: Bool { used > limit }
  }

  package var isExceeded: Bool { rows.contains(where: \.isExceeded) }

  /// Holds what was measured to `budgets`, and everything else to its own size.
  ///
  /// A budget of a device limits the size of its image, which is what a release has room for; one of
  /// a volume limits what the volume uses.
  package init(_ maps: [FlashMap], budgets: [Budget]) {
    rows = []
    var seen: Set<String> = []
    for map in maps {
      let limit = budgets.last { $0.subject.lowercased() == map.name.lowercased() }?.limit
      add(
        Row(
          subject: map.name, size: map.size,
          used: limit == nil ? map.used : max(map.used, map.excess(over: limit)),
          limit: limit ?? map.size, source: limit == nil ? .own : .manifest), to: &seen)
      for volume in map.volumes {
        let limit = budgets.last { $0.subject.lowercased() == volume.name.lowercased() }?.limit
        // A variable store is as large as it is: nothing is packed into it.
        if limit == nil, volume.files.isEmpty { continue }
        add(
          Row(
            subject: volume.name, size: volume.size, used: volume.used, limit: limit ?? volume.size,
            source: limit == nil ? .own : .manifest), to: &seen)
      }
    }
  }

  /// The same volume stands in several images of a platform; one row is enough.
  private mutating func add(_ row: Row, to seen: inout Set<String>) {
    if seen.insert(row.subject).inserted { rows.append(row) }
  }
}

extension FlashMap {
  /// The image's size when it alone breaks the limit, however empty it is; else 0.
  fileprivate func excess(over limit: Int?) -> Int {
    limit.map { size > $0 ? size : 0 } ?? 0
  }
}
