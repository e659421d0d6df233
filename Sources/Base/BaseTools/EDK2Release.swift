/// A release of tianocore/edk2, by the number of its tag: 202211 is edk2-stable202211.
package enum EDK2Release: Int, CaseIterable, Comparable, Sendable {
  case stable202211 = 202211
  case stable202302 = 202302
  case stable202305 = 202305
  case stable202308 = 202308
  case stable202311 = 202311
  case stable202402 = 202402
  case stable202405 = 202405
  case stable202408 = 202408
  case stable202411 = 202411
  case stable202502 = 202502
  case stable202505 = 202505
  case stable202508 = 202508
  case stable202511 = 202511
  case stable202602 = 202602
  case stable202605 = 202605
  /// The branch master at c5aa7e7d94 of 2026-08-06, which no tag has: the newest tree that was looked at.
  case master202608 = 202608

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// As in edk2's repository.
  package var name: String {
    self == .master202608 ? "edk2's master of 2026-08-06 (c5aa7e7d94)" : "edk2-stable\(rawValue)"
  }
}
