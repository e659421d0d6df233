package import Diagnostics

/// The maintainers of files: edk2's Maintainers.txt, whose first lines describe its format.
package struct Maintainers: Sendable {
  package let file: SourceFile
  /// In the order of the file.
  package var sections: [Section] = []

  /// Consecutive lines with tags.
  package struct Section: Sendable {
    /// The line of text directly above; nil if there is none.
    package var name: Located<String>?
    /// F: files of the section.
    package var files: [Pattern] = []
    /// X: files excluded although a pattern of `files` matches.
    package var excluded: [Pattern] = []
    /// M: maintainers, who must review a change, as `Name <address> [GitHub name]`.
    package var maintainers: [Located<String>] = []
    /// R: further reviewers.
    package var reviewers: [Located<String>] = []
    /// L: mailing lists.
    package var lists: [Located<String>] = []
    /// S: such as `Maintained` or `Orphan`.
    package var statuses: [Located<String>] = []
    /// W: web pages.
    package var pages: [Located<String>] = []
    /// T: source repositories.
    package var trees: [Located<String>] = []

    package init() {}
  }

  package init(file: SourceFile) { self.file = file }
}

extension Maintainers {
  /// The maintainers of a path.
  package struct Owners: Equatable, Sendable {
    /// The names of the sections that contain the path, in the order of the file; sections without a name are
    /// left out.
    package var sections: [String] = []
    /// Without duplicates, in the order of the file.
    package var maintainers: [String] = []
    package var reviewers: [String] = []
    package var lists: [String] = []
    /// Whether the maintainers of the top folder are included, because no other section with a maintainer has
    /// the path.
    package var isDefault = false
  }

  /// The maintainers of `path`, which is relative to the tree and has `/` between its parts.
  ///
  /// Determined as by edk2's `GetMaintainer.py`: all sections that contain the path apply, not only the most
  /// specific one. A path without any maintainer is also looked up as `<default>`, a file in the top folder.
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
  /// Whether the path belongs to the section.
  package func holds(_ path: String) -> Bool {
    files.contains { $0.matches(path) } && !excluded.contains { $0.matches(path) }
  }
}
