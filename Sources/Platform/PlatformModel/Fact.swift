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
  /// What lost, the earliest first.
  package var overrode: [Origin] { Array(decisions.dropLast()) }

  package mutating func override(with value: Value, at place: Diagnostic.Place) {
    decisions.append(Origin(value: value, place: place))
  }
}
