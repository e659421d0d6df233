import Bytes
import Diagnostics
import FirmwareImage
import Inspection
import Sizes
import Vocabulary

/// The compressed streams of the measured images, without duplicates, and the files that the user names.
struct StreamSelection: Sendable {
  struct Stream: Sendable {
    /// The name of the volume that contains it, and its index there.
    var volume: String
    var order: Int
    var stream: CompressedStream
  }

  let streams: [Stream]
  private let measured: Measurement

  init(_ measured: Measurement) {
    self.measured = measured
    var streams: [Stream] = []
    for image in measured.images {
      var orders: [String: Int] = [:]
      let volumes = image.map.volumes
      for (volume, stream) in image.image.compressedStreams {
        let name = volumes.first { $0.guid == volume.name && !$0.streams.isEmpty }?.name ?? ""
        let order = orders[name, default: 0]
        orders[name] = order + 1
        if !streams.contains(where: { $0.volume == name && $0.order == order }) {
          streams.append(Stream(volume: name, order: order, stream: stream))
        }
      }
    }
    self.streams = streams
  }

  /// The files with the given names or GUIDs.
  func files(_ names: [String]) throws(DiagnosticError) -> [FileUsage] {
    let all = measured.maps.flatMap(\.volumes).flatMap(\.files)
    var chosen: [FileUsage] = []
    var problems: [Diagnostic] = []
    for name in names {
      let wanted = ModuleName(name)
      let guid = GUID(name)
      guard let file = all.first(where: { ModuleName($0.name) == wanted || $0.guid == guid }) else {
        problems.append(.moduleUnknown(name, known: all.map(\.name)))
        continue
      }
      if !chosen.contains(where: { $0.guid == file.guid }) { chosen.append(file) }
    }
    if !problems.isEmpty { throw DiagnosticError(problems) }
    return chosen
  }

  /// Sizes of streams, by the volumes that contain them.
  func encodedSizes(_ sizes: [Int]) -> [String: [Int]] {
    var result: [String: [Int]] = [:]
    for (stream, size) in zip(streams, sizes) { result[stream.volume, default: []].append(size) }
    return result
  }
}

extension Diagnostic {
  static func moduleUnknown(_ name: String, known: [String]) -> Diagnostic {
    let letters = name.lowercased().prefix(4)
    var near: [String] = []
    for candidate in known
    where !near.contains(candidate)
      && (candidate.lowercased().hasPrefix(letters) || candidate.lowercased().contains(name.lowercased()))
    {
      near.append(candidate)
    }
    return Diagnostic(
      .moduleUnknown, at: .commandLine, "the image has no file with the name or GUID '\(name)'",
      fix: near.isEmpty
        ? "use one of the names that 'kiln size' lists"
        : "did you mean \(near.prefix(5).joined(separator: ", "))?")
  }
}
