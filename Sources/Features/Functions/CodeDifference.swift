/// The functions and variables that differ between two builds of a module, independent of layout.
package struct CodeDifference: Equatable, Sendable {
  package typealias Kind = LinkedModule.Part.Kind

  /// A function or variable that differs or is on one side only.
  package struct Change: Equatable, Sendable {
    /// The name in B, or in A if it is only there.
    package var name: String
    /// The name in A, if gcc made a different variant of the function.
    package var formerName: String?
    package var kind: Kind
    /// The library that it comes from; nil if it is unknown or the module's own.
    package var library: String?
    /// Size in bytes; nil if it is missing.
    package var sizeA: Int?
    package var sizeB: Int?
    package var cause: Cause?
  }

  /// How contents of equal size differ.
  package enum Cause: Equatable, Sendable {
    /// This number of bytes differs.
    case bytes(Int)
    /// Only numbers differ, all by the same amount, such as line numbers of ASSERTs.
    case numbers(by: Int)
    /// A reference changed its target, which is a name or the contents of a constant.
    case reference(from: String, to: String)
  }

  /// In the order of addresses in B; parts that are only in A come first, in the order of A.
  package var changes: [Change] = []
  /// The number of equal functions and variables.
  package var sameParts = 0
  /// The sizes of strings and unnamed constants that differ although everything with a name is equal; nil if
  /// there are none.
  package var constants: Constants?

  /// Whether paths of source files in text differ in the folder of the tree, which is not a change.
  package var namesOtherPaths = false

  package struct Constants: Equatable, Sendable {
    /// Bytes in A that B does not have.
    package var onlyInA: Int
    package var onlyInB: Int
  }

  package init() {}

  package var isEmpty: Bool { changes.isEmpty && constants == nil }
}
