import Foundation

/// The executable images of a shipped firmware image, and what pefile says about them.
///
/// `Scripts/oracles/executables.py` takes them out. The PE image of a TE image is one under headers
/// made up to fit: pefile knows no TE.
struct Oracle: Sendable {
  struct Missing: Error, CustomStringConvertible { let description: String }

  struct Section: Decodable, Equatable {
    let name: String
    let address, size, raw, offset: UInt32
  }

  struct Facts: Decodable {
    enum Kind: String, Decodable { case pe = "PE", te = "TE" }

    let kind: Kind
    let machine, subsystem: UInt16
    let fixed: Bool
    let entry: UInt32
    let base: UInt64
    let sectionAlignment, fileAlignment, sizeOfImage: UInt32
    let sections: [Section]
    let relocations: [[UInt32]]
    /// Offset in the firmware image; negative when it is only in there compressed.
    let place: Int
    let firmwareSize: Int
    let symbols: String?
  }

  struct Image: Sendable {
    let facts: Facts
    /// The image as shipped.
    let bytes: [UInt8]
    /// The PE image that a TE image stands for; the same as `bytes` for PE.
    let pe: [UInt8]
    /// What pefile's relocation makes of `pe`.
    let moved: [UInt8]
  }

  let images: [Image]

  /// Where pefile moves images to, see the script.
  static func movedBase(wide: Bool) -> UInt64 { wide ? 0x76_5432_1000 : 0x7654_3000 }

  static let shipped = ["OVMF/OVMF_CODE", "OVMF/OVMF_CODE_4M", "AAVMF/AAVMF_CODE", "AAVMF/AAVMF32_CODE"]

  private static let loaded = Dictionary(
    uniqueKeysWithValues: shipped.map { name in
      (name, Result { try Oracle("/usr/share/\(name).fd") })
    })

  static func of(_ name: String) throws -> Oracle {
    guard let result = loaded[name] else { throw Missing(description: "no oracle for \(name)") }
    return try result.get()
  }

  private init(_ firmware: String) throws {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["KILN_CACHE"] ?? NSHomeDirectory() + "/.cache/kiln"
    let python = cache + "/python-tools/bin/python3"
    for path in [python, firmware] where !FileManager.default.fileExists(atPath: path) {
      throw Missing(description: "\(path) is missing: 'make test' sets it up")
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "kiln-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let script = URL(filePath: #filePath).appending(path: "../../../Scripts/oracles/executables.py")
      .standardized
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [script.path, firmware, folder.path]
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Missing(description: "\(script.path) failed on \(firmware)")
    }
    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
    let facts = try JSONDecoder().decode([Facts].self, from: Data(read("facts.json")))
    images = try facts.enumerated().map { number, facts in
      let bytes = try read("\(number).image")
      return Image(
        facts: facts, bytes: bytes, pe: facts.kind == .te ? try read("\(number).pe") : bytes,
        moved: try read("\(number).moved"))
    }
  }
}
