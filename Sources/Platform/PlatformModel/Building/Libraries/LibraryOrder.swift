/// Sorts the libraries of a module so that what a constructor needs is constructed before it.
///
/// The order decides what AutoGen.c calls when, so it is edk2's to the last tie (`GetModuleLibInstances`
/// of its WorkspaceCommon.py): libraries that nobody uses any more are put out first, the oldest first;
/// where every remaining one is used, an edge that leads from a library without a constructor is cut.
/// What comes out is the order of destructors; reversed, it is that of constructors.
struct LibraryOrder {
  /// In the order in which classes found their instances; one that serves two classes stands here twice.
  private let libraries: [LibraryID]
  private let hasConstructor: (LibraryID) -> Bool
  /// For each library those that use it, in the order in which they asked.
  private var users: [LibraryID: [LibraryID]]
  private var ready: [LibraryID] = []

  /// Libraries whose constructors need each other.
  struct Circle: Error {
    let library: LibraryID
    let users: [LibraryID]
  }

  init(
    _ libraries: [LibraryID], users: [LibraryID: [LibraryID]], hasConstructor: @escaping (LibraryID) -> Bool
  ) {
    self.libraries = libraries
    self.users = users
    self.hasConstructor = hasConstructor
  }

  /// In the order in which constructors run.
  mutating func sorted() throws(Circle) -> [LibraryID] {
    ready = libraries.filter { isUnused($0) }
    var sorted: [LibraryID] = []
    while true {
      if ready.isEmpty { cutEdges() }
      guard let next = ready.popLast() else { break }
      sorted.append(next)
      for library in libraries {
        guard let index = users[library]?.firstIndex(of: next) else { continue }
        users[library]?.remove(at: index)
        if isUnused(library) { ready.insert(library, at: 0) }
      }
    }
    let constructors = Set(libraries.filter(hasConstructor)).count
    for library in libraries {
      if !isUnused(library), hasConstructor(library), constructors > 1 {
        throw Circle(library: library, users: users[library] ?? [])
      }
      if !sorted.contains(library) { sorted.append(library) }
    }
    return sorted.reversed()
  }

  private func isUnused(_ library: LibraryID) -> Bool { users[library]?.isEmpty ?? true }

  /// Cuts edges to libraries with a constructor from those without, until one is free of users.
  private mutating func cutEdges() {
    var hasCut = true
    while ready.isEmpty, hasCut {
      hasCut = false
      for library in libraries where hasConstructor(library) {
        var index = 0
        while let user = users[library].flatMap({ index < $0.count ? $0[index] : nil }) {
          // edk2 removes from the list that it goes through, and so passes over the one behind.
          index += 1
          if hasConstructor(user) { continue }
          users[library]?.remove(at: index - 1)
          hasCut = true
          if isUnused(library) {
            ready.insert(library, at: 0)
            break
          }
        }
        if !ready.isEmpty { break }
      }
    }
  }
}
