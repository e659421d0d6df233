/// What differs between two builds of a module: functions and variables, however they were laid out.
package struct CodeDifference: Equatable, Sendable {
  package typealias Kind = LinkedModule.Part.Kind

  /// A function or variable that is not the same on both sides.
  package struct Change: Equatable, Sendable {
    /// As B has it, or A where it is only there.
    package var name: String
    /// As A has it, when gcc made another variant of it.
    package var formerName: String?
    package var kind: Kind
    /// The library that brings it; nil when nobody knows, and for what the module has of its own.
    package var library: String?
    /// In bytes; nil where it is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    package var cause: Cause?
  }

  /// Why something of one size is another.
  package enum Cause: Equatable, Sendable {
    /// So many bytes differ.
    case bytes(Int)
    /// Nothing but numbers that all grew by the same, as the lines that ASSERT names do.
    case numbers(by: Int)
    /// It refers to something else; names, or what a constant holds.
    case reference(from: String, to: String)
  }

  /// In the order of B's addresses, behind what only A has in that of A's.
  package var changes: [Change] = []
  /// How many functions and variables are equal.
  package var sameParts = 0
  /// Bytes of strings and constants without a name, where those of A and B differ although all that has a name is
  /// equal; nil when they do not.
  package var constants: Constants?

  /// Whether text names source files in two places, which is no change.
  package var namesOtherPaths = false

  package struct Constants: Equatable, Sendable {
    /// In bytes, of those that the other has not.
    package var onlyInA: Int
    package var onlyInB: Int
  }

  package init() {}

  package var isEmpty: Bool { changes.isEmpty && constants == nil }
}
