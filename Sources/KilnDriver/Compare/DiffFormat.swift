/// In which form `kiln diff` says what differs.
package enum DiffFormat: String, Sendable, CaseIterable { case text, json, markdown }
