package import Diagnostics

/// An expression as edk2's manifests have it, in postfix order.
///
/// Postfix is an array: a chain of a hundred thousand operators costs no stack, neither to evaluate
/// nor to free.
package struct Expression: Sendable {
  /// One operand or operator and where it was written.
  struct Step: Sendable {
    let kind: Kind
    let range: SourceRange
  }

  enum Kind: Sendable {
    case value(ExpressionValue)
    case pcd(String)
    /// `GUID(gName)`.
    case namedGUID(String)
    case unary(UnaryOperator)
    case binary(BinaryOperator)
    /// `a ? b : c`, all three already evaluated: an error in the branch not taken is an error.
    case conditional
    /// `UINT8(x)` … `UINT64(x)`: checks that x fits into so many bytes; in an array it becomes them.
    case sized(bytes: Int, inArray: Bool)
    /// The last `count` values, one after the other, as a C array.
    case array(count: Int)
  }

  enum UnaryOperator: Sendable { case not, complement, negate, plus }

  enum BinaryOperator: String, Sendable {
    case or = "OR"
    case and = "AND"
    case bitOr = "|"
    case bitXor = "XOR"
    case bitAnd = "&"
    case equal = "=="
    case notEqual = "!="
    case isIn = "IN"
    case isNotIn = "NOT IN"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"
  }

  /// A value and what looked odd on the way to it.
  package struct Evaluation: Sendable {
    package let value: ExpressionValue
    package let warnings: [Diagnostic]
  }

  let steps: [Step]
}
