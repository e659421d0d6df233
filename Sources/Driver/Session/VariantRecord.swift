import Bytes
import Diagnostics
import Host
import Manifests
import PlatformModel
import Render
import Vocabulary

/// What a build folder holds: the variant that was built there, and the images that the build wrote.
///
/// `kiln-variant.json` in the build folder, beside `FV`: JSON of schema `kiln-variant-1` with sorted keys. It names no
/// time and no path of the machine, so that a folder may be moved, and two builds of one source are equal.
struct VariantRecord: Equatable, Sendable {
  static let fileName = "kiln-variant.json"
  static let schema = "kiln-variant-1"

  /// A flash image in `FV`.
  struct Image: Equatable, Sendable {
    /// `OVMF_CODE.fd`.
    var name: String
    /// In bytes.
    var size: Int
    /// FNV-1a of all bytes: it tells an image from another build's, and is no protection against forgery.
    var checksum: UInt64

    init(_ name: String, _ bytes: some Collection<UInt8>) {
      self.name = name
      size = bytes.count
      checksum = Checksum.fnv1a(bytes)
    }

    fileprivate init(name: String, size: Int, checksum: UInt64) {
      self.name = name
      self.size = size
      self.checksum = checksum
    }
  }

  /// Why a file is not a record, as a clause.
  struct Fault: Error, Equatable {
    let reason: String
  }

  var variant: Variant
  var images: [Image]

  init(_ variant: Variant, images: [Image]) {
    self.variant = variant
    self.images = images
  }

  var bytes: [UInt8] { Array(JSON.encode(Document(self)).utf8) }

  init(parsing bytes: [UInt8]) throws(Fault) {
    guard bytes.count <= Self.longest else { throw Fault(reason: "it is longer than \(Self.longest) bytes") }
    let found: String
    let document: Document
    do {
      // Checked first: nothing is known about the keys of another schema.
      found = try JSON.decode(Schema.self, bytes[...]).schema
    } catch {
      throw Fault(reason: "it is not JSON with a schema")
    }
    guard found == Self.schema else {
      throw Fault(reason: "expected schema '\(Self.schema)', found '\(found.prefix(40))'")
    }
    do {
      document = try JSON.decode(Document.self, bytes[...])
    } catch {
      throw Fault(reason: "a value is missing or has the wrong type")
    }
    self = try document.record()
  }

  private static let longest = 1 << 20
}

private struct Schema: Decodable {
  let schema: String
}

private struct Document: Codable {
  struct Image: Codable {
    let name: String
    let size: Int
    let fnv1a: String
  }

  let schema: String
  let platform: String
  let architectures: [String]
  let target: String
  let toolchain: String
  let defines: [String: String]
  let pcds: [String: String]
  let images: [Image]

  init(_ record: VariantRecord) {
    let variant = record.variant
    schema = VariantRecord.schema
    platform = variant.platform
    architectures = variant.architectures.map(\.name).sorted()
    target = variant.target.name
    toolchain = variant.toolchain
    defines = variant.defines
    pcds = variant.pcds
    images = record.images.map {
      Image(name: $0.name, size: $0.size, fnv1a: String($0.checksum, radix: 16))
    }
  }

  func record() throws(VariantRecord.Fault) -> VariantRecord {
    var found: [VariantRecord.Image] = []
    for image in images {
      guard let checksum = UInt64(image.fnv1a, radix: 16) else {
        throw VariantRecord.Fault(reason: "'\(image.fnv1a.prefix(20))' is not a checksum")
      }
      found.append(VariantRecord.Image(name: image.name, size: image.size, checksum: checksum))
    }
    return VariantRecord(
      Variant(
        platform: platform, architectures: Set(architectures.map { Architecture($0) }),
        target: BuildTarget(target), toolchain: toolchain, defines: defines, pcds: pcds),
      images: found)
  }
}

extension VariantRecord {
  /// Brings the record of a build folder up to date with images that a step of the build has changed. An image that is
  /// gone is no longer in it.
  static func update(in folder: String, _ files: FileSystem) throws(DiagnosticError) {
    let path = "\(folder)/\(fileName)"
    guard case .bytes(let bytes) = files.read(path), var record = try? VariantRecord(parsing: bytes) else {
      return
    }
    record.images = record.images.compactMap { image in
      guard case .bytes(let bytes) = files.read("\(folder)/FV/\(image.name)") else { return nil }
      return Image(image.name, bytes)
    }
    if record.bytes != bytes { try files.replace(path, with: record.bytes) }
  }
}
