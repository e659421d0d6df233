import Foundation
import TestSupport

/// The tree in `TinyTree`, which compiles in a second: two modules, four libraries and, with `-D FORMS`, a
/// module with forms and strings. BaseTools are those of Debian's source.
struct SourceWorkspace {
  static let platform = "TinyPkg/TinyPkg.dsc"

  let scratch: Scratch
  /// The workspace's folder, below `scratch`.
  let name: String
  var path: String { "\(scratch.path)/\(name)" }

  /// - Parameter edits: `(file, text, what stands there instead)`, made before anything is built.
  init(
    _ edits: [(file: String, old: String, new: String)] = [], name: String = "tree",
    in scratch: Scratch? = nil
  ) throws {
    self.scratch = try scratch ?? Scratch()
    self.name = name
    let files = FileManager.default
    try files.copyItem(
      atPath: "\(Provided.root)/Tests/EndToEndTests/TinyTree", toPath: "\(self.scratch.path)/\(name)")
    try files.createSymbolicLink(
      atPath: "\(path)/BaseTools", withDestinationPath: try Provided.edk2() + "/BaseTools")
    for edit in edits { try self.edit(edit.file, edit.old, edit.new) }
  }

  /// The tree with 60 more sources in App, so that a build lasts some seconds.
  static func large() throws -> SourceWorkspace {
    let numbers = 0..<60
    let workspace = try SourceWorkspace([
      ("TinyPkg/App/App.inf", "  Extra.c\n", "  Extra.c\n" + numbers.map { "  More\($0).c\n" }.joined()),
      (
        "TinyPkg/App/App.c", "  return Sub (Value, 1)",
        numbers.map { "  Value += More\($0) (Value);\n" }.joined() + "  return Sub (Value, 1)"
      ),
      (
        "TinyPkg/App/App.h", "UINTN EFIAPI Add",
        numbers.map { "UINTN More\($0) (UINTN Value);\n" }.joined() + "UINTN EFIAPI Add"
      ),
    ])
    for number in numbers {
      try workspace.write(
        "TinyPkg/App/More\(number).c",
        "#include <Uefi.h>\n#include \"App.h\"\n\nUINTN\nMore\(number) (UINTN Value)\n{\n"
          + "  return Value * \(number + 3) + APP_OFFSET;\n}\n")
    }
    return workspace
  }

  /// The edits with which the volume is compressed, by LzmaCompress.
  static let compressing = [
    (file: "TinyPkg/TinyPkg.fdf", old: "FV = MAIN\n", new: "FV = OUTER\n"),
    (
      file: "TinyPkg/TinyPkg.fdf", old: "[Rule.Common.DXE_DRIVER]",
      new: """
      [FV.OUTER]
      FvNameGuid = 10000000-0000-0000-0000-000000000004
      FvAlignment = 16
      ERASE_POLARITY = 1
      FILE FV_IMAGE = 10000000-0000-0000-0000-000000000005 {
        SECTION GUIDED EE4E5898-3914-4259-9D6E-DC7BD79403CF PROCESSING_REQUIRED = TRUE {
          SECTION FV_IMAGE = MAIN
        }
      }

      [Rule.Common.DXE_DRIVER]
      """
    ),
  ]

  struct NothingToEdit: Error { let file: String, text: String }

  /// Replaces a text that must be there.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let text = try self.text(file)
    guard text.contains(old) else { throw NothingToEdit(file: file, text: old) }
    try write(file, text.replacingOccurrences(of: old, with: new))
  }

  func write(_ file: String, _ text: String) throws { try scratch.write("\(name)/\(file)", text) }
  func text(_ file: String) throws -> String { try scratch.text("\(name)/\(file)") }
  func exists(_ file: String) -> Bool { scratch.exists("\(name)/\(file)") }
  func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: "\(path)/\(file)") }
  func move(_ file: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: "\(path)/\(file)", toPath: "\(path)/\(other)")
  }

  /// The words of a `kiln build` of it.
  func arguments(_ more: [String] = [], target: String = "RELEASE") -> [String] {
    ["build", Self.platform, "-w", path, "-b", target] + more
  }

  func build(_ more: [String] = [], target: String = "RELEASE", environment: [String: String] = [:]) throws
    -> Program
  {
    try Program.kiln(arguments(more, target: target), environment: environment)
  }

  func start(_ more: [String] = [], environment: [String: String] = [:]) throws -> RunningProgram {
    try RunningProgram(Provided.kiln(), arguments(more), environment: environment)
  }

  /// Below the workspace.
  func output(_ target: String = "RELEASE") -> String { "Build/Tiny/\(target)_GCC5" }

  var hasImage: Bool { exists("\(output())/FV/TINY.fd") }

  func image(_ target: String = "RELEASE") throws -> [UInt8] {
    try scratch.bytes("\(name)/\(output(target))/FV/TINY.fd")
  }

  /// The image that the workspace as it stands gives when nothing was built before. What was is kept.
  func freshImage(_ more: [String] = []) throws -> [UInt8] {
    if exists("Build") { try move("Build", to: "Kept") }
    let kiln = try build(more)
    guard kiln.status == 0 else { throw Failed(errors: kiln.errors) }
    let image = try image()
    try remove("Build")
    if exists("Kept") { try move("Kept", to: "Build") }
    return image
  }

  struct Failed: Error { let errors: String }

  /// What ninja has made until now, as its log has it: the output below the build folder, and the log's
  /// line, which is another one when it is made again.
  func made() throws -> [String: String] {
    var made: [String: String] = [:]
    for line in try text("\(output())/.kiln/.ninja_log").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t")
      let path = String(fields[3])
      made[path.split(separator: "/RELEASE_GCC5/").last.map(String.init) ?? path] = String(line)
    }
    return made
  }

  /// Objects, archives, linked modules and tables that `body` makes (again), by name, sorted; of AutoGen's
  /// objects the module too.
  func made(by body: () throws -> Void) throws -> [String] {
    let before = try made()
    try body()
    let again = try made().filter { before[$0.key] != $0.value }.keys
    return again.filter { path in [".obj", ".lib", ".dll", ".aml"].contains { path.hasSuffix($0) } }
      .map { path in
        let parts = path.split(separator: "/")
        return parts.last == "AutoGen.obj"
          ? "\(parts[parts.count - 3]) AutoGen.obj" : String(parts[parts.count - 1])
      }.sorted()
  }

  /// Every file of the build folder but its locks, with its inode and the time of its last change.
  func files() throws -> [String: String] {
    let root = "\(path)/Build"
    var found: [String: String] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      var info = stat()
      guard !name.hasSuffix(".lock"), lstat("\(root)/\(name)", &info) == 0, info.st_mode & S_IFMT == S_IFREG
      else { continue }
      found[name] = "\(info.st_ino) \(info.st_mtim.tv_sec).\(info.st_mtim.tv_nsec)"
    }
    return found
  }
}

/// VfrCompile, built from the tree once for all tests that want it.
enum FormCompiler {
  static let path = Result {
    let workspace = try SourceWorkspace()
    keeper.append(workspace)
    let kiln = try workspace.build(["modules", "-D", "FORMS=TRUE"])
    guard kiln.status == 0 else { throw SourceWorkspace.Failed(errors: kiln.errors) }
    return "\(workspace.path)/\(workspace.output())/HostTools/VfrCompile"
  }
  /// Its folder must live as long as the tests.
  private nonisolated(unsafe) static var keeper: [SourceWorkspace] = []
}
