import Diagnostics
import Emulation
import Host

/// A private copy of QEMU's translator with a workaround for a bug that aborts QEMU under Xen; see `QEMUPatch`.
struct QEMUModules {
  let files: FileSystem
  let console: Console
  let environment: ProcessEnvironment

  private static let executable = "qemu-system-x86_64"
  private static let module = "accel-tcg-x86_64.so"
  /// The folders of QEMU's modules in distributions.
  private static let folders = ["/usr/lib/x86_64-linux-gnu/qemu", "/usr/lib64/qemu", "/usr/lib/qemu"]

  /// Writes the copy into `folder` and returns the folder; nil if QEMU needs no copy.
  func prepare(for executable: String, in folder: String) async throws(DiagnosticError) -> String? {
    let version = try await QEMURunner.version(of: executable, environment: environment)
    guard let version, executable == Self.executable, QEMUPatch.concerns(version) else { return nil }
    let candidates = Self.folders.map { "\($0)/\(Self.module)" }
    guard let path = candidates.first(where: { files.kind(of: $0) == .file }),
      let patched = QEMUPatch.interruptLock(in: try files.contents(of: path))
    else {
      console.progress("QEMU \(version) may abort under Xen: kiln cannot correct its translator")
      return nil
    }
    try files.replace("\(folder)/\(Self.module)", with: patched, durably: false)
    console.progress("QEMU \(version) aborts under Xen: kiln starts it with a corrected copy of \(path)")
    return folder
  }
}
