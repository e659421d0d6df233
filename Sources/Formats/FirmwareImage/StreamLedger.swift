package import Bytes

/// The costs of a decoded payload's bytes in its encoded form. `Compression` implements it.
package protocol StreamLedger: Sendable {
  /// The cost of the bytes in `range` of the payload, in bits.
  func bits(in range: Range<Int>) -> Double
  /// The cost of the whole payload, in bits.
  var total: Double { get }
}

/// Makes ledgers for encoded payloads.
package protocol SectionLedgers: Sendable {
  /// The ledger of a GUID-defined section's data; nil if the GUID is unknown or the data are damaged.
  func ledger(_ guid: GUID, payload: ArraySlice<UInt8>, limit: Int) -> (any StreamLedger)?
}
