import Foundation
import TestSupport

/// What pefile says of a PE image (`Tests/Oracles/pe_image.py`).
struct PEFacts {
  struct Facts: Decodable {
    struct Section: Decodable {
      let name: String
      let address, size, raw, offset: UInt32
    }

    struct Resource: Decodable {
      let names: [String]
      let offset, size: Int
    }

    let machine: UInt16
    let entry: UInt32
    let sizeOfImage: Int
    let sections: [Section]
    /// Type and address of each.
    let relocations: [[UInt32]]
    let symbols: String?
    let resource: Resource?
    let warnings: [String]
  }

  let facts: Facts
  /// The image as pefile moves it.
  let moved: [UInt8]

  init(_ image: [UInt8], base: UInt64) throws {
    let scratch = try Scratch()
    let path = try scratch.write("image", image)
    let output = try Program.oracle("pe_image.py", [path, String(base), "\(scratch.path)/moved"]).output
    facts = try JSONDecoder().decode(Facts.self, from: Data(output.utf8))
    moved = try scratch.bytes("moved")
  }
}
