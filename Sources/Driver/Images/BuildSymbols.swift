import Bytes
import Diagnostics
import Host
import ObjectFormats
import Sizes
import Vocabulary

/// The link maps of a build folder of kiln or edk2, which give the library and address of each function.
///
/// After link-time optimisation a map lists the linked archive members, and each function in a section of its
/// own, but not its library. The members' objects show which of them defines a function.
struct BuildSymbols: SymbolSource {
  private struct Module: Sendable {
    var name: String
    var inputs: [LinkMap.Input]
    var textAddress: UInt64
    /// The linked archives, in the order of linking.
    var archives: [String]
  }

  /// The identity of an executable in the build. A module may be built for several machines.
  private struct Key: Hashable, Sendable {
    var guid: GUID
    var machine: Architecture
  }

  private var modules: [Key: Module] = [:]
  /// For each archive the functions and variables that its objects define.
  private var definitions: [String: Set<String>] = [:]

  var count: Int { modules.count }

  func symbols(of guid: GUID, executable: ArraySlice<UInt8>) -> [ModuleSymbol]? {
    guard let image = try? ExecutableImage(parsing: executable), let machine = image.machine.architecture,
      let module = modules[Key(guid: guid, machine: machine)]
    else { return nil }
    return ModuleSymbol.all(in: executable, inputs: module.inputs, textAddress: module.textAddress) {
      owner(of: $0, in: module)
    }
  }

  /// The library of an input.
  private func owner(of input: LinkMap.Input, in module: Module) -> String {
    if let archive = Self.archive(input.object) { return Self.name(ofArchive: archive) }
    guard let symbol = input.symbol else { return Self.merged }
    let archive = module.archives.first { definitions[$0]?.contains(symbol) == true }
    return archive.map(Self.name(ofArchive:)) ?? Self.unknown
  }

  /// Strings and constants that the linker merged.
  private static let merged = "(merged constants)"
  private static let unknown = "(unknown)"

  /// `…/BaseLib.lib` of `…/BaseLib.lib(Cpu.obj)`.
  static func archive(_ object: String) -> String? {
    guard object.hasSuffix(")"), let open = object.lastIndex(of: "(") else { return nil }
    return String(object[..<open])
  }

  static func name(ofArchive path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return file.hasSuffix(".lib") ? String(file.dropLast(4)) : file
  }
}

extension BuildSymbols {
  /// Reads the link maps in `folder`, a `<TARGET>_<TOOLCHAIN>` folder. Without maps no symbols are known.
  init(_ folder: String, files: FileSystem) async {
    guard let text = try? files.contents(of: "\(folder)/FV/Guid.xref") else { return }
    let names = Self.crossReference(text)
    var found: [(guid: GUID, machine: Architecture, name: String, map: String)] = []
    for architecture in Architecture.known {
      var maps: [String: String] = [:]
      Self.findMaps("\(folder)/\(architecture)", depth: 0, files: files, into: &maps)
      found += names.compactMap { guid, name in
        maps[name].map { (guid, architecture, name, $0) }
      }
    }
    let loaded = await withTaskGroup(of: (Key, Module)?.self) { group in
      for (guid, machine, name, path) in found {
        group.addTask {
          guard let bytes = try? files.contents(of: path),
            let address = LinkMap(parsing: bytes).textAddress
          else { return nil }
          var archives: [String] = []
          for case let archive? in LinkMap.members(in: bytes).map(Self.archive)
          where !archives.contains(archive) {
            archives.append(archive)
          }
          let module = Module(
            name: name, inputs: LinkMap.inputs(in: bytes), textAddress: address, archives: archives)
          return (Key(guid: guid, machine: machine), module)
        }
      }
      return await group.reduce(into: [Key: Module]()) { modules, entry in
        if let entry { modules[entry.0] = entry.1 }
      }
    }
    let archives = Set(loaded.values.flatMap(\.archives))
    definitions = await withTaskGroup(of: (String, Set<String>).self) { group in
      for archive in archives {
        group.addTask { (archive, Self.definitions(of: archive, in: folder, files: files)) }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    modules = loaded
  }

  /// Parses lines of `GUID name`, as written by edk2 and kiln.
  static func crossReference(_ bytes: [UInt8]) -> [GUID: String] {
    var names: [GUID: String] = [:]
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let words = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      if words.count >= 2, let guid = GUID(words[0]) { names[guid] = words[1] }
    }
    return names
  }

  /// The maximum depth of folders; deeper ones are a cycle of links.
  static let deepestFolder = 24

  /// The maps below a folder, by the names of their modules.
  private static func findMaps(
    _ folder: String, depth: Int, files: FileSystem, into maps: inout [String: String]
  ) {
    guard depth < deepestFolder, let names = try? files.list(folder) else { return }
    for name in names {
      let path = "\(folder)/\(name)"
      if name.hasSuffix(".map"), folder.hasSuffix("/DEBUG") {
        maps[String(name.dropLast(4))] = path
      } else if name != "OUTPUT", !name.contains("."), files.kind(of: path) == .folder {
        findMaps(path, depth: depth + 1, files: files, into: &maps)
      }
    }
  }

  /// The definitions in the object files of an archive.
  static func definitions(of archive: String, in folder: String, files: FileSystem) -> Set<String> {
    var names: Set<String> = []
    guard let output = location(of: archive, in: folder, files: files) else { return names }
    collect(output, depth: 0, files: files, into: &names)
    return names
  }

  private static func collect(
    _ folder: String, depth: Int, files: FileSystem, into names: inout Set<String>
  ) {
    guard depth < deepestFolder, let entries = try? files.list(folder) else { return }
    for entry in entries {
      let path = "\(folder)/\(entry)"
      if entry.hasSuffix(".obj") {
        guard let bytes = try? files.contents(of: path),
          let object = try? ELFImage(parsing: bytes[...], allowsObjects: true)
        else { continue }
        names.formUnion(object.linkTimeDefinitions)
      } else if files.kind(of: path) == .folder {
        collect(path, depth: depth + 1, files: files, into: &names)
      }
    }
  }

  /// The folder of an archive, which a map names relative to the build folder or by the folder's former path.
  private static func location(of archive: String, in folder: String, files: FileSystem) -> String? {
    let parts = archive.split(separator: "/").dropLast()
    let parent = parts.joined(separator: "/")
    if !archive.hasPrefix("/") { return "\(folder)/\(parent)" }
    if files.kind(of: "/\(parent)") == .folder { return "/\(parent)" }
    let outputs = Set(Architecture.known.map(\.name))
    for index in parts.indices where outputs.contains(String(parts[index])) {
      let candidate = "\(folder)/\(parts[index...].joined(separator: "/"))"
      if files.kind(of: candidate) == .folder { return candidate }
    }
    return nil
  }
}
