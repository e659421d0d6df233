/// The reason why a guest of Xen ended (`xen/include/public/sched.h`, `SHUTDOWN_*`).
package struct ShutdownReason: RawRepresentable, Hashable, Sendable {
  package let rawValue: Int
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The guest powered off.
  package static let powerOff = ShutdownReason(rawValue: 0)
  /// The guest requested a reset, or Xen reset it after a triple fault.
  package static let reboot = ShutdownReason(rawValue: 1)
  package static let suspend = ShutdownReason(rawValue: 2)
  package static let crash = ShutdownReason(rawValue: 3)
  package static let watchdog = ShutdownReason(rawValue: 4)
  package static let softReset = ShutdownReason(rawValue: 5)
}

extension ShutdownReason: CustomStringConvertible {
  /// The word that xl uses.
  package var description: String {
    switch self {
    case .powerOff: "poweroff"
    case .reboot: "reboot"
    case .suspend: "suspend"
    case .crash: "crash"
    case .watchdog: "watchdog"
    case .softReset: "soft_reset"
    default: "reason \(rawValue)"
    }
  }
}
