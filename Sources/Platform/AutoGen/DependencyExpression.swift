package import Bytes
package import Vocabulary

/// A dependency expression in the order in which a dispatcher evaluates it (PI 1.8 Vol 1, 5.7; Vol 2, 10.7).
package struct DependencyExpression: Equatable, Sendable {
  /// The phase whose dispatcher evaluates it. The opcodes are the same, but PEI supports fewer.
  package enum Phase: Sendable { case pei, dxe, mm }

  package enum Step: Hashable, Sendable {
    /// The module is dispatched directly before or after the named driver.
    case before(GUID), after(GUID)
    /// Whether the protocol or PPI is installed.
    case push(GUID)
    case and, or, not, `true`, `false`
    /// The driver is only dispatched on request.
    case scheduleOnRequest
  }

  package var phase: Phase
  /// In postfix order, without the final END.
  package var steps: [Step]

  package init(_ phase: Phase, steps: [Step]) {
    self.phase = phase
    self.steps = steps
  }
}

extension DependencyExpression.Phase {
  /// The phase in which modules of the type are dispatched; nil for a type without dependency expressions.
  package init?(moduleType: ModuleType) {
    switch moduleType {
    case .sec, .peiCore, .peim: self = .pei
    case .dxeCore, .dxeDriver, .dxeSMMDriver, .dxeRuntimeDriver, .dxeSALDriver, .uefiDriver,
      .uefiApplication, .smmCore:
      self = .dxe
    case .mmStandalone, .mmCoreStandalone: self = .mm
    default: return nil
    }
  }
}

extension DependencyExpression {
  private static let end: UInt8 = 0x08

  /// The stored form: an opcode for each step, followed by its GUID if it has one; then END.
  package var bytes: [UInt8] {
    var writer = ByteWriter(capacity: steps.count * 18 + 1)
    for step in steps {
      writer.write(step.opcode)
      switch step {
      case .before(let guid), .after(let guid), .push(let guid): writer.write(guid)
      case .and, .or, .not, .true, .false, .scheduleOnRequest: break
      }
    }
    writer.write(Self.end)
    return writer.bytes
  }
}

extension DependencyExpression.Step {
  fileprivate var opcode: UInt8 {
    switch self {
    case .before: 0x00
    case .after: 0x01
    case .push: 0x02
    case .and: 0x03
    case .or: 0x04
    case .not: 0x05
    case .true: 0x06
    case .false: 0x07
    case .scheduleOnRequest: 0x09
    }
  }
}
