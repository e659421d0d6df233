import Host
import Vocabulary

/// Which of a plan's include folders have a file of the same name, so that it depends on their order which one a compiler
/// finds. Folders are listed once.
struct HeaderIndex {
  private let folders: Set<String>
  private var listed: [String: Set<String>] = [:]
  /// The folders that were listed, as they were before.
  private(set) var signatures: [String: FileSignature] = [:]
  /// By a name, the include folders that have it.
  private var owners: [String: [String]] = [:]
  /// By the folder below the include folders, such as `Library`, and the name in it: how many have such a file.
  private var counts: [String: [String: Int]] = [:]
  /// What was found of the paths that were asked for.
  private var contested: [String: Bool] = [:]

  /// - Parameter folders: in which compilers search for included files.
  init(_ folders: Set<String>) {
    self.folders = folders
    findOwners()
  }

  private mutating func findOwners() {
    owners = [:]
    for folder in folders {
      for name in names(in: folder) { owners[name, default: []].append(folder) }
    }
  }

  /// Lists the folders that have changed since they were listed.
  ///
  /// - Returns: whether one of them has other names.
  mutating func lookAgain() -> Bool {
    var isChanged = false
    for (folder, signature) in signatures where FileSignature(ofFolder: folder) != signature {
      let before = listed.removeValue(forKey: folder)
      if names(in: folder) != before { isChanged = true }
    }
    guard isChanged else { return false }
    counts = [:]
    contested = [:]
    findOwners()
    return true
  }

  /// Whether two folders or more have a file under a name by which `path` can be included.
  mutating func isContested(_ path: String) -> Bool {
    if let known = contested[path] { return known }
    let found = hasRival(path)
    contested[path] = found
    return found
  }

  private mutating func hasRival(_ path: String) -> Bool {
    var folder = TreePath.folder(of: path)
    while folder.utf8.count > 1 {
      if folders.contains(folder) {
        let name = path.utf8.dropFirst(folder.utf8.count + 1)
        if count(String(Substring(name))) > 1 { return true }
      }
      folder = TreePath.folder(of: folder)
    }
    return false
  }

  private mutating func count(_ name: String) -> Int {
    let (place, file) = (TreePath.folder(of: name), TreePath.name(of: name))
    if place.isEmpty { return owners[file]?.count ?? 0 }
    if counts[place] == nil {
      var found: [String: Int] = [:]
      for folder in owners[String(place.prefix { $0 != "/" })] ?? [] {
        for name in names(in: "\(folder)/\(place)") { found[name, default: 0] += 1 }
      }
      counts[place] = found
    }
    return counts[place]?[file] ?? 0
  }

  /// Whether the folder has a file of this name, which may be in a folder below it.
  mutating func exists(_ name: String, in folder: String) -> Bool {
    let place = TreePath.folder(of: name)
    return names(in: place.isEmpty ? folder : "\(folder)/\(place)").contains(TreePath.name(of: name))
  }

  private mutating func names(in path: String) -> Set<String> {
    if let known = listed[path] { return known }
    signatures[path] = FileSignature(ofFolder: path)
    let names = Set((try? FileSystem().list(path)) ?? [])
    listed[path] = names
    return names
  }
}
