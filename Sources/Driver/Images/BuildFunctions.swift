import Bytes
import Functions
import Host
import ObjectFormats
import Synchronization
import Vocabulary

/// The linked files of a build folder of kiln or edk2, which have all functions and relocations.
///
/// Both builds keep `<module>.debug`, the linker's output, with the link map and `<module>.dll`, which lacks
/// symbols that relocations do not need. Modules are read on demand.
final class BuildFunctions: LinkedModuleSource {
  /// The common path of a module's files in its DEBUG folder, without the extension.
  private struct Place: Hashable {
    let module: String
    let machine: Architecture
  }

  private struct Key: Hashable {
    let module: GUID
    let machine: Architecture
  }

  /// The link map of a module.
  private struct Linking {
    var module: String
    /// In ascending order of address.
    var inputs: [LinkMap.Input]
    var archives: [String]
  }

  private struct Read {
    var linkings: [Key: Linking] = [:]
    /// For each archive the functions and variables that its objects define.
    var definitions: [String: Set<String>] = [:]
  }

  private let folder: String
  private let files: FileSystem
  private let names: [GUID: String]
  private let places: [Place: [String]]
  private let read = Mutex(Read())

  /// - Parameter folder: a `<TARGET>_<TOOLCHAIN>` folder; the result is nil for another one.
  init?(_ folder: String, files: FileSystem) {
    guard let text = try? files.contents(of: "\(folder)/FV/Guid.xref") else { return nil }
    self.folder = folder
    self.files = files
    names = BuildSymbols.crossReference(text)
    var places: [Place: [String]] = [:]
    for machine in Architecture.known {
      Self.find(in: "\(folder)/\(machine)", machine, depth: 0, files, into: &places)
    }
    self.places = places
  }

  private static func find(
    in folder: String, _ machine: Architecture, depth: Int, _ files: FileSystem,
    into places: inout [Place: [String]]
  ) {
    guard depth < BuildSymbols.deepestFolder, let names = try? files.list(folder) else { return }
    for name in names {
      let path = "\(folder)/\(name)"
      if folder.hasSuffix("/DEBUG") {
        if name.hasSuffix(".dll") {
          let module = String(name.dropLast(4))
          places[Place(module: module, machine: machine), default: []].append(String(path.dropLast(4)))
        }
      } else if name != "OUTPUT", files.kind(of: path) == .folder {
        find(in: path, machine, depth: depth + 1, files, into: &places)
      }
    }
  }

  func lookUp(_ module: GUID, executable: ArraySlice<UInt8>) -> LinkedModuleLookup {
    guard let image = try? ExecutableImage(parsing: executable),
      let machine = image.machine.architecture, let name = names[module],
      let candidates = places[Place(module: name, machine: machine)]
    else { return .unknown }
    var isRead = false
    for path in candidates {
      let map = (try? files.contents(of: "\(path).map")) ?? []
      let inputs = LinkMap.inputs(in: map)
      guard let linked = linkedModule(path, inputs: inputs) else { continue }
      isRead = true
      guard linked.isSource(of: executable) else { continue }
      var archives: [String] = []
      for case let archive? in LinkMap.members(in: map).map(BuildSymbols.archive)
      where !archives.contains(archive) {
        archives.append(archive)
      }
      let linking = Linking(module: name, inputs: inputs, archives: archives)
      read.withLock { $0.linkings[Key(module: module, machine: machine)] = linking }
      return .found(linked)
    }
    return isRead ? .stale : .unknown
  }

  private func linkedModule(_ path: String, inputs: [LinkMap.Input]) -> LinkedModule? {
    for ending in ["debug", "dll"] {
      if let bytes = try? files.contents(of: "\(path).\(ending)"),
        let elf = try? ELFImage(parsing: bytes[...]),
        let linked = LinkedModule(elf, inputs: inputs)
      {
        return linked
      }
    }
    return nil
  }

  func library(of part: LinkedModule.Part, in module: GUID, executable: ArraySlice<UInt8>) -> String? {
    guard let image = try? ExecutableImage(parsing: executable),
      let machine = image.machine.architecture,
      let linking = read.withLock({ $0.linkings[Key(module: module, machine: machine)] })
    else { return nil }
    let input = linking.inputs.last { $0.address <= part.addresses.lowerBound }
    if let input, let archive = BuildSymbols.archive(input.object) {
      let name = BuildSymbols.name(ofArchive: archive)
      return name == linking.module ? nil : name
    }
    // After link-time optimisation the map names gcc's own objects, so the archives' objects are searched for
    // the definition.
    let symbol = part.name.split(separator: ".").first.map(String.init) ?? part.name
    let owners = linking.archives.filter { definitions(of: $0).contains(symbol) }.map(BuildSymbols.name)
    guard !owners.isEmpty, owners != [linking.module] else { return nil }
    return owners.joined(separator: " or ")
  }

  private func definitions(of archive: String) -> Set<String> {
    if let known = read.withLock({ $0.definitions[archive] }) { return known }
    let found = BuildSymbols.definitions(of: archive, in: folder, files: files)
    read.withLock { $0.definitions[archive] = found }
    return found
  }
}
