package import Diagnostics
package import Render

/// What `kiln drift --since` looked at, and what it found.
package struct DriftExamination: Sendable {
  /// A configuration and the members that have it.
  package struct Configuration: Sendable {
    package var name: String
    /// The options on top of those of the member.
    package var words: [String]
    /// The changed line for which it was added; nil if the family declares it.
    package var addedFor: Diagnostic.Place?
    /// Members that were resolved in it.
    package var examined: [String] = []
    /// Members in which no changed line and no changed module is read in it.
    package var unaffected: [String] = []
    /// Members that do not ask for its macros or do not support its architectures, and those that the family does not
    /// give it.
    package var inapplicable: [String] = []

    package init(name: String, words: [String], addedFor: Diagnostic.Place? = nil) {
      self.name = name
      self.words = words
      self.addedFor = addedFor
    }
  }

  /// A macro that a change invents, with the members that ask for it; siblings are not expected to.
  package struct Switch: Sendable {
    package var name: String
    package var members: [String]

    package init(name: String, members: [String]) {
      self.name = name
      self.members = members
    }
  }

  package struct Commit: Sendable {
    package var hash: String
    package var author: String
    /// As `2026-11-21`.
    package var day: String
    package var title: String

    package init(hash: String, author: String, day: String, title: String) {
      self.hash = hash
      self.author = author
      self.day = day
      self.title = title
    }
  }

  package var family: String
  package var coverage: ChangeCoverage
  package var gate: DriftGate
  package var configurations: [Configuration]
  /// Switches that the change invents for these members alone.
  package var switches: [Switch]
  /// Changed DSC and FDF files that no member reads.
  package var foreign: [String]
  /// Members that are only there after the change, which have nothing to be compared with.
  package var arrived: [String]
  /// Members that are only there before the change.
  package var gone: [String]
  /// The newest first.
  package var commits: [Commit]
  /// How many further commits there are.
  package var moreCommits: Int
  package var findings: [Diagnostic]
  /// nil without variants.
  package var variants: VariantCoverage?

  package init(
    family: String, coverage: ChangeCoverage, gate: DriftGate, configurations: [Configuration],
    switches: [Switch] = [], foreign: [String] = [], arrived: [String] = [], gone: [String] = [],
    commits: [Commit] = [],
    moreCommits: Int = 0, findings: [Diagnostic] = [], variants: VariantCoverage? = nil
  ) {
    self.family = family
    self.coverage = coverage
    self.gate = gate
    self.configurations = configurations
    self.switches = switches
    self.foreign = foreign
    self.arrived = arrived
    self.gone = gone
    self.commits = commits
    self.moreCommits = moreCommits
    self.findings = findings
    self.variants = variants
  }

  /// Nothing that was examined differs, and everything that changed was examined.
  package var isFine: Bool {
    gate.changes.isEmpty && gate.breakages.isEmpty && coverage.openCount == 0 && hasAllVariants
  }

  /// Whether each variant was looked at.
  package var hasAllVariants: Bool { variants?.notChecked.isEmpty ?? true }
}
