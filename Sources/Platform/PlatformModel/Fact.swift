package import Diagnostics

/// A value that was decided, with where it was decided and what it overrode on the way.
package struct Fact<Value: Sendable>: Sendable {
  package struct Origin: Sendable {
    package let value: Value
    package let place: Diagnostic.Place
  }

  /// The decisions, the earliest first; the last one counts. Never empty.
  @usableFromInline var decisions: [Origin]

  package init(_ value: Value, at place: Diagnostic.Place) {
    decisions = [Origin(value: value, place: place)]
  }

  @inlinable package var value: Value { decisions[decisions.count - 1].value }
  @inlinable package var place: Diagnostic.Place { decisions[decisions.count - 1].place }
  /// All decisions, the earliest first; the last one counts.
  @inlinable package var all: [Origin] { decisions }
  /// What lost, the earliest first.
  package var overrode: [Origin] { Array(decisions.dropLast()) }

  package mutating func override(with value: Value, at place: Diagnostic.Place) {
    decisions.append(Origin(value: value, place: place))
  }
}

extension Fact where Value: Equatable {
  /// Whether the same lines of one reading decided the same values.
  @inlinable package func isIdentical(to other: Fact) -> Bool {
    guard decisions.count == other.decisions.count else { return false }
    let isShared = decisions.withUnsafeBufferPointer { own in
      other.decisions.withUnsafeBufferPointer { own.baseAddress == $0.baseAddress }
    }
    return isShared
      || decisions.indices.allSatisfy {
        decisions[$0].value == other.decisions[$0].value
          && decisions[$0].place.isIdentical(to: other.decisions[$0].place)
      }
  }
}

extension Fact: Equatable where Value: Equatable {}
extension Fact: Hashable where Value: Hashable {}
extension Fact.Origin: Equatable where Value: Equatable {}
extension Fact.Origin: Hashable where Value: Hashable {}
