import Diagnostics
import Packaging
import PlatformModel
import Vocabulary

/// Which flash images and volumes a build writes: all, unless some are named.
package struct ImageChoice: Equatable, Sendable {
  /// Names of `[FD]` and `[FV]` sections; the case of the letters does not matter.
  var devices: [String] = []
  var volumes: [String] = []

  package init(devices: [String] = [], volumes: [String] = []) {
    self.devices = devices
    self.volumes = volumes
  }

  var isEverything: Bool { devices.isEmpty && volumes.isEmpty }

  func has(_ device: DeviceName) -> Bool { isEverything || devices.contains { DeviceName($0) == device } }
  func has(_ volume: VolumeName) -> Bool { isEverything || volumes.contains { VolumeName($0) == volume } }

  /// - Throws: `image-unknown`.
  func check(_ platform: ResolvedPlatform) throws(DiagnosticError) {
    let flash = platform.flash
    let known = (flash?.devices.map(\.name) ?? [], flash?.volumes.map(\.name) ?? [])
    for name in devices where !known.0.contains(DeviceName(name)) {
      throw DiagnosticError(.imageUnknown(name, "an [FD]", "-r", platform, known.0.map(\.text)))
    }
    for name in volumes where !known.1.contains(VolumeName(name)) {
      throw DiagnosticError(.imageUnknown(name, "an [FV]", "-i", platform, known.1.map(\.text)))
    }
  }
}

extension Diagnostic {
  fileprivate static func imageUnknown(
    _ name: String, _ kind: String, _ option: String, _ platform: ResolvedPlatform, _ known: [String]
  ) -> Diagnostic {
    Diagnostic(
      .imageUnknown, at: .commandLine,
      "expected \(kind) of \(platform.name)'s FDF for \(option), found '\(name)'",
      fix: known.isEmpty ? "name the FDF with FLASH_DEFINITION" : "use \(known.joined(separator: ", "))")
  }
}
