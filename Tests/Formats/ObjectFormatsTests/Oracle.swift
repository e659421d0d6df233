import Foundation
import TestSupport

/// The executable images of a shipped firmware image, and what pefile says about them.
///
/// `Tests/Oracles/executables.py` takes them out. The PE image of a TE image is one under headers
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
    // Before what all tests share is loaded: that belongs to no test.
    try Provided.need("readers written in Python")
    guard let result = loaded[name] else { throw Missing(description: "no oracle for \(name)") }
    return try result.get()
  }

  private init(_ firmware: String) throws {
    let scratch = try Scratch()
    _ = try Program.oracle("executables.py", [firmware, scratch.path])
    func read(_ name: String) throws -> [UInt8] { try scratch.bytes(name) }
    let facts = try JSONDecoder().decode([Facts].self, from: Data(read("facts.json")))
    images = try facts.enumerated().map { number, facts in
      let bytes = try read("\(number).image")
      return Image(
        facts: facts, bytes: bytes, pe: facts.kind == .te ? try read("\(number).pe") : bytes,
        moved: try read("\(number).moved"))
    }
  }
}
