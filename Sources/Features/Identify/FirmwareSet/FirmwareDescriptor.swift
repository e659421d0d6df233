package import Diagnostics
import Render

/// A firmware descriptor for management software (QEMU's `docs/interop/firmware.json`).
package struct FirmwareDescriptor: Sendable {
  package struct Mapping: Sendable {
    /// `flash`, `kernel` or `memory`.
    package var device: String
    /// The mode of flash: `split`, `combined` or `stateless`; nil means `split`.
    package var mode: String?
    package var executable: String?
    package var executableFormat: String?
    package var template: String?
    package var templateFormat: String?
  }

  package struct Target: Sendable {
    package var architecture: String
    package var machines: [String]
  }

  package var path: String
  package var description: String?
  package var interfaces: [String]
  package var mapping: Mapping
  package var targets: [Target]
  package var features: [String]

  /// Whether the bytes look like a descriptor: the first non-blank byte opens a JSON object.
  package static func isLike(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(4096).first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == UInt8(ascii: "{")
  }

  /// The maximum size in bytes. The descriptors that QEMU ships have less than one thousand.
  private static let largest = 1 << 20

  /// - Parameter path: the path that diagnostics show.
  /// - Throws: `descriptor-malformed`.
  package init(parsing bytes: [UInt8], path: String) throws(DiagnosticError) {
    guard bytes.count <= Self.largest else {
      throw DiagnosticError(.descriptorMalformed(path, "it is \(bytes.count) bytes long"))
    }
    let json: DescriptorJSON
    do throws(DecodingError) {
      json = try JSON.decode(DescriptorJSON.self, bytes[...])
    } catch {
      throw DiagnosticError(.descriptorMalformed(path, Self.reason(error)))
    }
    self.path = path
    description = json.description
    interfaces = json.interfaces
    features = json.features
    targets = json.targets.map { Target(architecture: $0.architecture, machines: $0.machines) }
    mapping = Mapping(
      device: json.mapping.device, mode: json.mapping.mode,
      executable: json.mapping.executable?.filename ?? json.mapping.filename,
      executableFormat: json.mapping.executable?.format, template: json.mapping.template?.filename,
      templateFormat: json.mapping.template?.format)
  }

  private static func reason(_ error: DecodingError) -> String {
    let place = { (context: DecodingError.Context) in
      context.codingPath.isEmpty
        ? ""
        : " in "
          + context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, let context): return "'\(key.stringValue)' is missing\(place(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      return "a value has the wrong type\(place(context))"
    case .dataCorrupted: return "it is not JSON"
    @unknown default: return "it is not JSON"
    }
  }
}

private struct DescriptorJSON: Decodable {
  let description: String?
  let interfaces: [String]
  let mapping: Mapping
  let targets: [Target]
  let features: [String]

  enum CodingKeys: String, CodingKey {
    case description
    case interfaces = "interface-types"
    case mapping, targets, features
  }

  struct File: Decodable {
    let filename: String
    let format: String
  }

  struct Mapping: Decodable {
    let device: String
    let mode: String?
    let executable: File?
    let template: File?
    let filename: String?

    enum CodingKeys: String, CodingKey {
      case device, mode, executable
      case template = "nvram-template"
      case filename
    }
  }

  struct Target: Decodable {
    let architecture: String
    let machines: [String]
  }
}

extension Diagnostic {
  static func descriptorMalformed(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .descriptorMalformed, at: .file(path), "this is not a firmware descriptor: \(reason)",
      fix: "write it as docs/interop/firmware.json of QEMU describes")
  }
}
