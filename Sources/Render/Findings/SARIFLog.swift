/// The subset of SARIF 2.1.0 that kiln writes, with the standard's names.
struct SARIFLog: Encodable {
  let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
  let version = "2.1.0"
  let runs: [Run]

  enum CodingKeys: String, CodingKey {
    case version, runs
    case schema = "$schema"
  }

  struct Run: Encodable {
    let tool: Tool
    let invocations: [Invocation]
    let columnKind = "unicodeCodePoints"
    let results: [Result]
  }

  struct Tool: Encodable { let driver: Driver }

  struct Driver: Encodable {
    let name = "kiln"
    let version: String
    let rules: [Rule]
  }

  struct Rule: Encodable {
    let id: String
    let shortDescription: Message
    let help: Message
  }

  struct Invocation: Encodable { let executionSuccessful: Bool }

  struct Result: Encodable {
    let ruleId: String
    let ruleIndex: Int
    let level: String
    let message: Message
    let locations: [Location]
    /// Places that explain the result (3.27.22); nil if there are none.
    let relatedLocations: [RelatedLocation]?
    let partialFingerprints: [String: String]
    /// nil if there are none, because an empty list has a meaning of its own (SARIF 2.1.0, 3.27.23).
    let suppressions: [Suppression]?
  }

  struct Suppression: Encodable {
    /// Waivers are written in manifests, which are sources.
    let kind = "inSource"
    let justification: String
  }

  struct Message: Encodable { let text: String }

  struct Location: Encodable { let physicalLocation: PhysicalLocation }

  struct RelatedLocation: Encodable {
    /// Not negative, and different for each of a result (3.28.2).
    let id: Int
    let physicalLocation: PhysicalLocation
    let message: Message
  }

  struct PhysicalLocation: Encodable {
    let artifactLocation: ArtifactLocation
    let region: Region?
  }

  struct ArtifactLocation: Encodable {
    let uri: String
    let uriBaseId: String?
  }

  /// Lines and columns from 1, `endColumn` after the last character; byte offsets from 0.
  struct Region: Encodable {
    var startLine: Int?
    var startColumn: Int?
    var endLine: Int?
    var endColumn: Int?
    var byteOffset: Int?
  }
}
