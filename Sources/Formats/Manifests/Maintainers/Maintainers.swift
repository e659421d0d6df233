package import Diagnostics

/// Who looks after which files: edk2's Maintainers.txt, whose own first lines describe it.
package struct Maintainers: Sendable {
  package let file: SourceFile
  /// In the order of the file.
  package var sections: [Section] = []

  /// Lines with tags that stand together.
  package struct Section: Sendable {
    /// The line of text right above; nil when there is none.
    package var name: Located<String>?
    /// F: what belongs to the section.
    package var files: [Pattern] = []
    /// X: what does not, although a pattern of `files` has it.
    package var excluded: [Pattern] = []
    /// M: who must look at a change, as `Name <address> [GitHub name]`.
    package var maintainers: [Located<String>] = []
    /// R: who likes to.
    package var reviewers: [Located<String>] = []
    /// L: mailing lists.
    package var lists: [Located<String>] = []
    /// S: such as `Maintained` or `Orphan`.
    package var statuses: [Located<String>] = []
    /// W: web pages.
    package var pages: [Located<String>] = []
    /// T: where the source is.
    package var trees: [Located<String>] = []

    package init() {}
  }

  package init(file: SourceFile) { self.file = file }
}

extension Maintainers {
  /// Who looks after a path.
  package struct Owners: Equatable, Sendable {
    /// The names of the sections that the path belongs to, in the order of the file; of a section without one, none.
    package var sections: [String] = []
    /// Nobody twice, in the order of the file.
    package var maintainers: [String] = []
    package var reviewers: [String] = []
    package var lists: [String] = []
    /// Whether those of the top folder are among them, since no section with a maintainer has the path.
    package var isDefault = false
  }

  /// Who looks after `path`, relative to the tree and with `/` between its parts.
  ///
  /// As edk2's `GetMaintainer.py` decides it: every section that has the path counts, not only the one that says it
  /// most closely; a path without any maintainer is looked up as `<default>` as well, a file in the top folder.
  package func owners(of path: String) -> Owners {
    var owners = Owners()
    add(path, to: &owners)
    if owners.maintainers.isEmpty {
      owners.isDefault = true
      add("<default>", to: &owners)
    }
    return owners
  }

  private func add(_ path: String, to owners: inout Owners) {
    for section in sections where section.holds(path) {
      if let name = section.name?.value { Self.add([name], to: &owners.sections) }
      Self.add(section.maintainers.map(\.value), to: &owners.maintainers)
      Self.add(section.reviewers.map(\.value), to: &owners.reviewers)
      Self.add(section.lists.map(\.value), to: &owners.lists)
    }
  }

  private static func add(_ names: [String], to list: inout [String]) {
    for name in names where !list.contains(name) { list.append(name) }
  }
}

extension Maintainers.Section {
  /// Whether a path belongs to the section.
  package func holds(_ path: String) -> Bool {
    files.contains { $0.matches(path) } && !excluded.contains { $0.matches(path) }
  }
}
