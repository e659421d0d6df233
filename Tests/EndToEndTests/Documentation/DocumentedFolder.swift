import Foundation
import TestSupport

/// A folder in which a reader of the documents could stand: `EDK2` is set, kiln is on the PATH, a platform has
/// been built into `out`.
struct DocumentedFolder {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let scratch: Scratch
  private let edk2: String

  init(_ place: DocumentedRuns.Place) throws {
    scratch = try Scratch()
    edk2 = try Provided.edk2()
    switch place {
    case .packed:
      try copy(Self.packed.get(), to: "out")
      try link("\(scratch.path)/out/FV/OVMF_CODE.fd", to: "release/OVMF_CODE.fd")
      try link("/usr/share/OVMF/OVMF_CODE.fd", to: "out-before/FV/OVMF_CODE.fd")
      try link("/usr/share/OVMF/OVMF_CODE.secboot.fd", to: "out-after/FV/OVMF_CODE.fd")
    case .compiled:
      let workspace = try SourceWorkspace(in: scratch)
      let kiln = try workspace.build(["--output", "\(scratch.path)/out"])
      guard kiln.status == 0 else { throw Failure(description: kiln.errors) }
    }
  }

  /// Runs a command line as sh does.
  func run(_ command: String) throws -> Program {
    // The script gives this path; it builds the program where it is missing.
    let line = command.replacing("$(Scripts/lzma-compress.sh)", with: try Provided.lzmaTool())
    let programs = URL(filePath: try Provided.kiln()).deletingLastPathComponent().path
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    return try Program.run(
      "/bin/sh", ["-c", line], in: scratch.path,
      environment: ["EDK2": edk2, "PATH": "\(programs):\(path)", "SOURCE_DATE_EPOCH": "1700000000"],
      seconds: 900)
  }

  /// Output without the places at which a machine has things.
  func portable(_ text: String) -> [String] {
    text.replacing("\(Provided.root)/", with: "").replacing(edk2, with: "$EDK2")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func copy(_ folder: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: folder, toPath: "\(scratch.path)/\(name)")
  }

  private func link(_ file: String, to name: String) throws {
    let link = URL(filePath: "\(scratch.path)/\(name)")
    try FileManager.default.createDirectory(
      at: link.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: file)
  }

  /// qemu from the modules of Debian's image, packed once for all documents.
  private static let packed = Result {
    let scratch = try Scratch()
    keeper.append(scratch)
    let kiln = try Program.kiln([
      "build", "qemu", "--workspace", try Provided.edk2(), "--prebuilt", ShippedFirmware.code.path,
      "--output", "\(scratch.path)/out",
    ])
    guard kiln.status == 0 else { throw Failure(description: kiln.errors) }
    return "\(scratch.path)/out"
  }
  /// The folder must live as long as the tests.
  private nonisolated(unsafe) static var keeper: [Scratch] = []
}
