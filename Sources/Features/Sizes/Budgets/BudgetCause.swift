/// The limits that are exceeded for one reason.
struct BudgetCause {
  /// nil without a base, or if no module grew enough to be the reason.
  let culprit: BudgetCulprit?
  /// The one that the finding is about comes first, the others in the order of the check.
  private(set) var breaches: [BudgetBreach]

  /// Breaches with the same culprit have one cause. A breach without one has the cause of what exceeds its limit among
  /// its contents.
  ///
  /// - Parameters:
  ///   - breaches: in the order of the check.
  ///   - growth: nil without a base.
  static func all(_ breaches: [BudgetBreach], growth: SizeGrowth?) -> [BudgetCause] {
    var causes: [(order: [Int], cause: BudgetCause)] = []
    let ranked = breaches.enumerated().sorted {
      ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset)
    }
    for (offset, breach) in ranked {
      let culprit = growth?.culprit(of: breach)
      let found = causes.indices.filter { causes[$0].cause.explains(breach, culprit) }
      if let index = found.max(by: {
        causes[$0].cause.breaches[0].excess < causes[$1].cause.breaches[0].excess
      }) {
        causes[index].cause.breaches.append(breach)
        causes[index].order.append(offset)
      } else {
        causes.append(([offset], BudgetCause(culprit: culprit, breaches: [breach])))
      }
    }
    return causes.sorted { $0.order[0] < $1.order[0] }.map { order, cause in
      let others = zip(order, cause.breaches).dropFirst().sorted { $0.0 < $1.0 }.map(\.1)
      return BudgetCause(culprit: cause.culprit, breaches: [cause.breaches[0]] + others)
    }
  }

  private func explains(_ breach: BudgetBreach, _ culprit: BudgetCulprit?) -> Bool {
    // A device with an overflowing volume is not written, whatever else it contains.
    if breach.row?.isDevice == true,
      breaches.contains(where: { $0.isOverflow && !$0.contents.isDisjoint(with: breach.contents) })
    {
      return true
    }
    guard culprit == nil, self.culprit == nil else { return culprit?.guid == self.culprit?.guid }
    let leader = breaches[0]
    return breach.subject == leader.subject || !breach.contents.isDisjoint(with: leader.contents)
  }
}

extension BudgetBreach {
  /// Overflows come first, and volumes before what contains them.
  fileprivate var rank: Int {
    2 * contents.count + (row?.isDevice == true ? 1 : 0) + (isOverflow ? 0 : 1 << 20)
  }
}
