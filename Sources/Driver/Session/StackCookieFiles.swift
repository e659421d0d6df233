import AutoGen
import BaseTools
import Diagnostics
import Host
import Manifests
import Render
import Vocabulary

/// The files in which edk2's `build` keeps the stack cookies of a build folder.
///
/// kiln reads them, so that both give the same bytes in one folder. It writes them only for `--like`.
struct StackCookieFiles {
  /// The build folder.
  let folder: String
  let files: RecordingFiles

  static let name32 = "StackCookieValues32.json"
  static let name64 = "StackCookieValues64.json"

  /// The cookies for a tree with these BaseTools.
  ///
  /// - Throws: `stack-cookies-malformed`.
  func cookies(for baseTools: BaseToolsRevision) throws(DiagnosticError) -> StackCookies {
    guard baseTools.has(.stackCookies) else { return StackCookies() }
    return StackCookies(
      values32: try values(Self.name32, most: UInt64(UInt32.max)),
      values64: try values(Self.name64, most: .max))
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
    let path = "\(folder)/\(name)"
    guard case .bytes(let bytes) = files.read(path) else { return [] }
    let values: [UInt64]
    do throws(DecodingError) {
      values = try JSON.decode([UInt64].self, bytes[...])
    } catch {
      throw DiagnosticError(.stackCookiesMalformed(path, most: most, found: "something else"))
    }
    if let large = values.first(where: { $0 > most }) {
      throw DiagnosticError(.stackCookiesMalformed(path, most: most, found: "\(large)"))
    }
    return values
  }
}

extension Diagnostic {
  fileprivate static func stackCookiesMalformed(_ path: String, most: UInt64, found: String) -> Diagnostic {
    Diagnostic(
      .stackCookiesMalformed, at: .file(path),
      "expected a JSON list of whole numbers from 0 to \(most), found \(found)",
      fix: "remove the file, or let edk2's `build` write it again")
  }
}
