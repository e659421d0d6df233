import AutoGen
import BaseTools
import Diagnostics
import Host
import Manifests
import Render
import Vocabulary

/// The files of a build folder that decide what would be random.
///
/// Stack cookies are where edk2's `build` keeps them. kiln reads them, so that both give the same bytes in one folder. It
/// writes all of them only for `--like`.
struct RandomInputFiles {
  /// The build folder.
  let folder: String
  let files: RecordingFiles

  static let name32 = "StackCookieValues32.json"
  static let name64 = "StackCookieValues64.json"
  /// kiln's own: a JSON list of the folders of modules.
  static let arraysName = "ShortPcdArrays.json"

  /// The inputs for a tree with these BaseTools.
  ///
  /// - Throws: `random-input-malformed`.
  func inputs(for baseTools: BaseToolsRevision) throws(DiagnosticError) -> RandomInputs {
    var inputs = RandomInputs()
    if let folders = try contents(Self.arraysName, [String].self, "the folders of modules") {
      inputs.shortArrays = Set(folders.map { RandomInputs.Module(folder: $0) })
    }
    guard baseTools.has(.stackCookies) else { return inputs }
    inputs.cookies = StackCookies(
      values32: try values(Self.name32, most: UInt64(UInt32.max)),
      values64: try values(Self.name64, most: .max))
    return inputs
  }

  /// Makes the arrays of these modules short, and of no others.
  func write(_ modules: Set<RandomInputs.Module>, to disk: FileSystem) throws(DiagnosticError) {
    try disk.update(
      "\(folder)/\(Self.arraysName)", with: Array(JSON.line(modules.map(\.folder).sorted()).utf8))
  }

  /// Makes these the cookies of the build folder.
  func write(_ cookies: [Architecture: UInt64], to disk: FileSystem) throws(DiagnosticError) {
    for (architecture, value) in cookies.sorted(by: { $0.key.name < $1.key.name }) {
      let is32Bit = architecture.pointerSize == 4
      let name = is32Bit ? Self.name32 : Self.name64
      // As many as edk2 has, because its index depends on the number.
      let text = JSON.line(Array(repeating: is32Bit ? value & 0xFFFF_FFFF : value, count: Self.count))
      try disk.update("\(folder)/\(name)", with: Array(text.utf8))
    }
  }

  private static let count = 100

  private func values(_ name: String, most: UInt64) throws(DiagnosticError) -> [UInt64] {
    let expected = "whole numbers from 0 to \(most)"
    let values = try contents(name, [UInt64].self, expected) ?? []
    if let large = values.first(where: { $0 > most }) {
      throw DiagnosticError(.randomInputMalformed("\(folder)/\(name)", expected, found: "\(large)"))
    }
    return values
  }

  private func contents<Value: Decodable>(_ name: String, _ type: Value.Type, _ expected: String)
    throws(DiagnosticError) -> Value?
  {
    let path = "\(folder)/\(name)"
    guard let bytes = files.bytes(of: path) else { return nil }
    do throws(DecodingError) {
      return try JSON.decode(type, bytes[...])
    } catch {
      throw DiagnosticError(.randomInputMalformed(path, expected, found: "something else"))
    }
  }
}

extension Diagnostic {
  fileprivate static func randomInputMalformed(_ path: String, _ expected: String, found: String)
    -> Diagnostic
  {
    Diagnostic(
      .randomInputMalformed, at: .file(path), "expected a JSON list of \(expected), found \(found)",
      fix: "remove the file")
  }
}
