package import Bytes

/// What the bytes of a decoded payload cost in its encoded form. `Compression` implements it; this room knows no
/// algorithm.
package protocol StreamLedger: Sendable {
  /// What the bytes in `range` of the payload cost, in bits.
  func bits(in range: Range<Int>) -> Double
  /// Of the whole payload, in bits.
  var total: Double { get }
}

/// Books encoded payloads.
package protocol SectionLedgers: Sendable {
  /// The ledger of a GUID-defined section's data; nil when the GUID is not known, or the data are damaged.
  func ledger(_ guid: GUID, payload: ArraySlice<UInt8>, limit: Int) -> (any StreamLedger)?
}
