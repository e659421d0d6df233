import Bytes
package import Vocabulary

extension DependencyExpression {
  /// The protocols on which a UEFI driver without an expression depends: all architectural ones (PI 1.8 Vol 2,
  /// 10.7). edk2's GenDepex has the same set.
  private static let architectural: Set<GUID> = [
    "665E3FF6-46CC-11D4-9A38-0090273FC14D",  // BDS
    "26BACCB1-6F42-11D4-BCE7-0080C73C8881",  // CPU
    "26BACCB2-6F42-11D4-BCE7-0080C73C8881",  // metronome
    "1DA97072-BDDC-4B30-99F1-72A0B56FFF2A",  // monotonic counter
    "27CFAC87-46CC-11D4-9A38-0090273FC14D",  // real time clock
    "27CFAC88-46CC-11D4-9A38-0090273FC14D",  // reset
    "B7DFB4E1-052F-449F-87BE-9818FC91B733",  // runtime
    "A46423E3-4617-49F1-B9FF-D1BFA9115839",  // security
    "26BACCB3-6F42-11D4-BCE7-0080C73C8881",  // timer
    "6441F818-6362-4E44-B570-7DBA31DD2453",  // variable write
    "1E5668E2-8481-11D4-BCF1-0080C73C8881",  // variable
    "665E3FF5-46CC-11D4-9A38-0090273FC14D",  // watchdog timer
  ]

  private static let drivers: Set<ModuleType> = [
    .uefiDriver, .dxeDriver, .dxeRuntimeDriver, .dxeSALDriver, .dxeSMMDriver, .mmStandalone,
  ]

  /// The expression that edk2 stores. If there is only one kind of operator, AND or OR, duplicate and neutral
  /// operands are removed. nil if the dispatcher behaves the same without an expression.
  package func simplified(moduleType: ModuleType) -> DependencyExpression? {
    let operators = Set(steps.filter { $0.isOperator })
    guard operators.count == 1, let only = operators.first, only == .and || only == .or else { return self }
    let neutral: Step = only == .and ? .true : .false
    let decisive: Step = only == .and ? .false : .true
    var seen: [Step] = []
    var kept: [Step] = []
    for step in steps where !step.isOperator && !kept.contains(step) {
      if !seen.contains(step) { seen.append(step) }
      if step == neutral { continue }
      kept.append(step)
      // edk2 stops here and keeps the previous operands.
      if step == decisive { break }
    }
    if moduleType == .peim, kept == [.true] { return nil }
    if only == .and, Self.drivers.contains(moduleType), Set(seen) == Set(Self.architectural.map(Step.push)) {
      return nil
    }
    if kept.isEmpty { return DependencyExpression(phase, steps: seen) }
    // In edk2's order: all operands, then all operators.
    return DependencyExpression(phase, steps: kept + Array(repeating: only, count: kept.count - 1))
  }
}

extension DependencyExpression.Step {
  var isOperator: Bool {
    switch self {
    case .and, .or, .not, .before, .after, .scheduleOnRequest: true
    case .push, .true, .false: false
    }
  }
}
