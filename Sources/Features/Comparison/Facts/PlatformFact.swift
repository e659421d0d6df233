package import Diagnostics

/// The identity of a fact. Two platforms have the same fact if key and value are equal.
package struct FactKey: Hashable, Sendable {
  /// In the order in which reports show them.
  package enum Topic: Int, Sendable, CaseIterable {
    /// A module and the volumes that contain it; the subject is its INF.
    case module
    /// The instance of a library class that a module links; the subject is the class.
    case library
    /// A PCD as a module sees it.
    case pcd
    /// The platform's part of a build option; the subject is tool and attribute, such as `CC_FLAGS`.
    case option
    /// A module's dependency expression.
    case dependency
    /// A region of a flash device.
    case region
    /// A volume of the FDF.
    case volume
    /// A rule of the FDF.
    case rule
    /// A macro with its final value.
    case macro
  }

  package var topic: Topic
  package var subject: String
  /// The INF of the module, followed by `[arch]` if it is built for several architectures; empty for the
  /// platform as a whole and in the topic `module`.
  package var module: String

  package init(_ topic: Topic, _ subject: String, module: String = "") {
    self.topic = topic
    self.subject = subject
    self.module = module
  }
}

extension FactKey: Comparable {
  package static func < (left: FactKey, right: FactKey) -> Bool {
    (left.topic.rawValue, left.subject, left.module) < (right.topic.rawValue, right.subject, right.module)
  }
}

extension FactKey.Topic {
  /// The name on the command line and in JSON.
  package var name: String {
    switch self {
    case .module: "module"
    case .library: "library"
    case .pcd: "pcd"
    case .option: "option"
    case .dependency: "depex"
    case .region: "region"
    case .volume: "volume"
    case .rule: "rule"
    case .macro: "macro"
    }
  }

  package init?(name: String) {
    guard let topic = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = topic
  }
}

/// A value with its decisions.
package struct PlatformFact: Sendable {
  package struct Decision: Hashable, Sendable {
    package var value: String
    package var place: Diagnostic.Place

    package init(_ value: String, at place: Diagnostic.Place) {
      self.value = value
      self.place = place
    }
  }

  package var value: String
  /// The earliest first; the last one is in effect. Empty if no manifest decides it.
  package var decisions: [Decision]
  /// Whether the decisions add up. Otherwise the last one overrides the others.
  package var areAllNeeded: Bool

  package init(_ value: String, _ decisions: [Decision] = [], areAllNeeded: Bool = false) {
    self.value = value
    self.decisions = decisions
    self.areAllNeeded = areAllNeeded
  }

  /// The lines that decide the fact: for a module the DSC's and the FDF's line, otherwise the last decision.
  package var places: [Diagnostic.Place] {
    areAllNeeded ? decisions.map(\.place) : decisions.suffix(1).map(\.place)
  }
}
