import Bytes
package import Diagnostics
import FirmwareImage
import Host
import Packaging

/// `kiln extract`.
package struct ExtractCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--output" }
  let path: String
  /// The output folder.
  let output: String

  package init(_ path: String, output: String, context: Context) {
    self.context = context
    self.path = path
    self.output = output
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let (image, problems) = try ImageLoader(files: files).load(path)
    context.report(problems)
    var extraction = Extraction()
    for volume in image.volumes { extraction.add(volume) }
    try files.replaceAll(extraction.outputs.map { ("\(output)/\($0.path)", $0.bytes) })
    console.print("\(extraction.fileCount) files of \(extraction.volumeCount) volumes in \(output)")
    return ExitStatus(problems)
  }
}

/// The parts of an image as files, with paths and bytes.
private struct Extraction {
  private(set) var outputs: [(path: String, bytes: [UInt8])] = []
  private(set) var volumeCount = 0
  private(set) var fileCount = 0

  /// Adds `00-<volume GUID>/000-<file GUID>-<name>.ffs` for each file, with its leaf sections.
  mutating func add(_ volume: FirmwareVolume) {
    let folder = "\(padded(volumeCount, to: 2))-\(volume.name?.description ?? volume.fileSystem.description)"
    volumeCount += 1
    let files = volume.files.filter { !$0.isPad }
    for (index, file) in files.enumerated() {
      let stem = "\(folder)/\(padded(index, to: 3))-\(file.name)" + safe(file.title)
      fileCount += 1
      let inner = file.innerVolumes
      // The contents of a file with volumes are written with those, so the file itself is not.
      if let bytes = try? file.bytes() { outputs.append((stem + ".ffs", bytes)) }
      if inner.isEmpty { addLeaves(of: file, stem: stem) }
      for volume in inner { add(volume) }
    }
  }

  private mutating func addLeaves(of file: FFSFile, stem: String) {
    var counts: [String: Int] = [:]
    for leaf in file.leaves {
      guard case .bytes(let bytes) = leaf.payload, let ending = leaf.type.fileEnding else { continue }
      let count = counts[ending, default: 0]
      counts[ending] = count + 1
      outputs.append((count == 0 ? "\(stem)\(ending)" : "\(stem).\(count)\(ending)", Array(bytes)))
    }
  }

  /// The name as part of a file name. A name in an image must not lead outside the folder.
  private func safe(_ name: String?) -> String {
    guard let name else { return "" }
    let kept = name.unicodeScalars.prefix(64).filter {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0) || $0 == "_"
        || $0 == "-"
    }
    return kept.isEmpty ? "" : "-" + String(String.UnicodeScalarView(kept))
  }

  private func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension SectionType {
  /// The extension of such a payload in edk2's build; nil for text, which the `.ffs` file contains.
  fileprivate var fileEnding: String? {
    switch self {
    case .pe32: ".efi"
    case .te: ".te"
    case .dxeDepex, .peiDepex, .mmDepex: ".depex"
    case .raw, .freeformSubtypeGUID: ".raw"
    case .userInterface, .version: nil
    default: ".section"
    }
  }
}
