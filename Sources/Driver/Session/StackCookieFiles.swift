import AutoGen
import BaseTools
import Diagnostics
import Manifests
import Render

/// The files in which edk2's `build` keeps the stack cookies of a build folder.
///
/// kiln reads them, so that both give the same bytes in one folder, and never writes them.
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
