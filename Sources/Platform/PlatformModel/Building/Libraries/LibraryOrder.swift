/// Sorts the libraries of a module so that what a constructor needs is constructed before it.
///
/// The order decides what AutoGen.c calls when, so it is edk2's to the last tie (`GetModuleLibInstances`
/// of its WorkspaceCommon.py): libraries that nobody uses any more are put out first, the oldest first;
/// where every remaining one is used, an edge that leads from a library without a constructor is cut.
/// What comes out is the order of destructors; reversed, it is that of constructors.
struct LibraryOrder {
  /// Libraries whose constructors need each other.
  struct Circle: Error {
    let library: LibraryID
    let users: [LibraryID]
  }

  /// By number: the libraries, each once. All else here is about their numbers.
  private var names: [LibraryID] = []
  /// In the order in which classes found their instances; one that serves two classes stands here twice.
  private let libraries: [Int]
  private let hasConstructor: [Bool]
  /// For each library those that use it, in the order in which they asked.
  private var users: [[Int]]
  private var ready: [Int] = []

  init(
    _ libraries: [LibraryID], users: [LibraryID: [LibraryID]], hasConstructor: (LibraryID) -> Bool
  ) {
    var numbers: [LibraryID: Int] = [:]
    var names: [LibraryID] = []
    func number(_ library: LibraryID) -> Int {
      if let known = numbers[library] { return known }
      numbers[library] = names.count
      names.append(library)
      return names.count - 1
    }
    self.libraries = libraries.map(number)
    let lists = users.map { (number($0.key), $0.value.map(number)) }
    self.users = Array(repeating: [], count: names.count)
    for (library, list) in lists { self.users[library] = list }
    self.hasConstructor = names.map(hasConstructor)
    self.names = names
  }

  /// In the order in which constructors run.
  mutating func sorted() throws(Circle) -> [LibraryID] {
    ready = libraries.filter { users[$0].isEmpty }
    var sorted: [Int] = []
    while true {
      if ready.isEmpty { cutEdges() }
      guard let next = ready.popLast() else { break }
      sorted.append(next)
      for library in libraries {
        guard let index = users[library].firstIndex(of: next) else { continue }
        users[library].remove(at: index)
        if users[library].isEmpty { ready.insert(library, at: 0) }
      }
    }
    let constructors = Set(libraries.filter { hasConstructor[$0] }).count
    for library in libraries {
      if !users[library].isEmpty, hasConstructor[library], constructors > 1 {
        throw Circle(library: names[library], users: users[library].map { names[$0] })
      }
      if !sorted.contains(library) { sorted.append(library) }
    }
    return sorted.reversed().map { names[$0] }
  }

  /// Cuts edges to libraries with a constructor from those without, until one is free of users.
  private mutating func cutEdges() {
    var hasCut = true
    while ready.isEmpty, hasCut {
      hasCut = false
      for library in libraries where hasConstructor[library] {
        var index = 0
        while index < users[library].count {
          let user = users[library][index]
          // edk2 removes from the list that it goes through, and so passes over the one behind.
          index += 1
          if hasConstructor[user] { continue }
          users[library].remove(at: index - 1)
          hasCut = true
          if users[library].isEmpty {
            ready.insert(library, at: 0)
            break
          }
        }
        if !ready.isEmpty { break }
      }
    }
  }
}
