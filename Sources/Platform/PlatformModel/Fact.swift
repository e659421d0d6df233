package import Diagnostics

/// A value that was decided, with where it was decided and what it overrode on the way.
package struct Fact<Value: Sendable>: Sendable {
  package struct Origin: Sendable {
    package let value: Value
    package let place: Diagnostic.Place
  }

  /// The decisions, the earliest first; the last one counts. Never empty.
  private var decisions: [Origin]

  package init(_ value: Value, at place: Diagnostic.Place) {
    decisions = [Origin(value: value, place: place)]
  }

  package var value: Value { decisions[decisions.count - 1].value }
  package var place: Diagnostic.Place { decisions[decisions.count - 1].place }
  /// All decisions, the earliest first; the last one counts.
  package var all: [Origin] { decisions }
  /// What lost, the earliest first.
  package var overrode: [Origin] { Array(decisions.dropLast()) }

  package mutating func override(with value: Value, at place: Diagnostic.Place) {
    decisions.append(Origin(value: value, place: place))
  }
}

extension Fact where Value: Equatable {
  /// Whether the same lines of one reading decided the same values.
  func isIdentical(to other: Fact) -> Bool {
    decisions.elementsEqual(other.decisions) { $0.value == $1.value && $0.place.isIdentical(to: $1.place) }
  }
}

extension Fact: Equatable where Value: Equatable {}
extension Fact: Hashable where Value: Hashable {}
extension Fact.Origin: Equatable where Value: Equatable {}
extension Fact.Origin: Hashable where Value: Hashable {}
