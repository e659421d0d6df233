import Bytes
import Diagnostics
import Render

/// `kiln identify`: what each image is, with evidence, and which files do not fit together.
package struct IdentityReport {
  package struct Entry {
    package var path: String
    package var identity: ImageIdentity

    package init(path: String, identity: ImageIdentity) {
      self.path = path
      self.identity = identity
    }
  }

  private let entries: [Entry]
  private let descriptors: [FirmwareDescriptor]
  private let sets: [FirmwareSet]

  package init(_ entries: [Entry], descriptors: [FirmwareDescriptor], sets: [FirmwareSet]) {
    self.entries = entries
    self.descriptors = descriptors
    self.sets = sets
  }

  package var text: String {
    var blocks = entries.map(text)
    blocks += descriptors.map { descriptor in
      "\(descriptor.path): a QEMU firmware descriptor\n  \(descriptor.description ?? "without a description")\n"
        + "  features: \(descriptor.features.isEmpty ? "none" : descriptor.features.joined(separator: ", "))\n"
    }
    for set in sets {
      let paths = [set.code?.path, set.variables?.path, set.descriptor?.path].compactMap { $0 }
      blocks.append("\(paths.joined(separator: ", ")): \(set.fits ? "go together" : "do not go together")\n")
    }
    return blocks.joined(separator: "\n")
  }

  private func text(_ entry: Entry) -> String {
    var table = TextTable([("", .left), ("", .left), ("", .left)])
    // Each line of evidence below a claim is a row of the table.
    for claim in entry.identity.claims { table.add([claim.topic, claim.value, claim.certainty.rawValue]) }
    let rows = table.rendered(indent: 2).split(separator: "\n")
    var text = "\(entry.path): \(entry.identity.facts.size) bytes\n" + summary(entry.identity) + "\n"
    for (row, claim) in zip(rows, entry.identity.claims) {
      text += row + "\n"
      text += claim.evidence.map { "      \(line($0))\n" }.joined()
    }
    return text
  }

  /// Three lines: what it is, what it was built from, what it is used with.
  private func summary(_ identity: ImageIdentity) -> String {
    func values(_ topic: String) -> [String] {
      identity.claims.filter { $0.topic == topic }.map { claim in
        claim.certainty == .certain ? claim.value : "\(claim.value) (\(claim.certainty.rawValue))"
      }
    }
    func all(_ topics: [String]) -> String? {
      let found = topics.flatMap(values)
      return found.isEmpty ? nil : found.joined(separator: ", ")
    }
    let lines = [
      all(["kind", "architecture", "hypervisor"]) ?? "unknown",
      "built from \(all(["platform", "release", "target"]) ?? "an unknown platform")",
      "started as \(all(["start"]) ?? "nothing alone")"
        + (all(["fits-store"]).map { ", with variables of \($0)" } ?? ""),
    ]
    return lines.map { "  \($0)\n" }.joined()
  }

  private func line(_ evidence: Claim.Evidence) -> String {
    var words = evidence.text
    if let guid = evidence.guid { words += " (\(guid))" }
    if let place = evidence.place { words += " at " + place.map(\.hexadecimal).joined(separator: ">") }
    return words
  }

  package var json: String { JSON.encode(IdentityJSON(entries, descriptors, sets)) }
}

/// The documented form of `kiln identify --json`. A place is a list of offsets in bytes: the first in the file,
/// each further one in the decoded contents of the section at the one before it.
private struct IdentityJSON: Encodable {
  let schema = "kiln-identify-1"
  let images: [Image]
  let descriptors: [Descriptor]
  let sets: [Pairing]
  /// The findings of all sets, in their order.
  let findings: [Finding]

  struct Image: Encodable {
    let path: String
    let size: Int
    let kind: String
    let claims: [Item]
  }

  struct Item: Encodable {
    let topic: String
    let value: String
    let certainty: String
    let evidence: [Evidence]
  }

  struct Evidence: Encodable {
    let text: String
    let guid: String?
    let offsets: [Int]?
  }

  struct Descriptor: Encodable {
    let path: String
    let description: String?
    let device: String
    let features: [String]
  }

  struct Pairing: Encodable {
    let code: String?
    let variables: String?
    let descriptor: String?
    let fits: Bool
  }

  struct Finding: Encodable {
    let code: String
    let severity: String
    let message: String
    let path: String?
  }

  init(_ entries: [IdentityReport.Entry], _ descriptors: [FirmwareDescriptor], _ sets: [FirmwareSet]) {
    images = entries.map { entry in
      Image(
        path: entry.path, size: entry.identity.facts.size, kind: entry.identity.kind.rawValue,
        claims: entry.identity.claims.map { claim in
          Item(
            topic: claim.topic, value: claim.value, certainty: claim.certainty.rawValue,
            evidence: claim.evidence.map {
              Evidence(text: $0.text, guid: $0.guid?.description, offsets: $0.place)
            })
        })
    }
    self.descriptors = descriptors.map {
      Descriptor(
        path: $0.path, description: $0.description, device: $0.mapping.device, features: $0.features)
    }
    self.sets = sets.map {
      Pairing(
        code: $0.code?.path, variables: $0.variables?.path, descriptor: $0.descriptor?.path, fits: $0.fits)
    }
    findings = sets.flatMap(\.findings).map { finding in
      let path: String? =
        switch finding.place {
        case .file(let path), .image(let path, _): path
        case .source(let range): range.file.path
        case .commandLine: nil
        }
      return Finding(
        code: finding.code.name, severity: finding.severity.rawValue, message: finding.message, path: path)
    }
  }
}
