import Diagnostics

/// A component with the libraries that it links, before anything else about it is decided.
struct LinkedComponent {
  let component: BuildComponent
  let view: ModuleView
  /// In the order in which constructors run.
  let libraries: [LibraryUse]
}

extension [LinkedComponent] {
  /// Where the first component that links `library` found it named; nil when none links it.
  func place(of library: LibraryID) -> SourceRange? {
    for linked in self {
      for use in linked.libraries where use.library == library {
        if case .source(let range) = use.instance.place { return range }
      }
    }
    return nil
  }
}
