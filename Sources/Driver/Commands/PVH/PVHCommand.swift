import Bytes
package import Diagnostics
import Host
import Inspection
import Lint
import ObjectFormats
import Packaging

/// `kiln pvh`.
package struct PVHCommand: KilnCommand {
  package let context: Context
  package var outputChoice: String? { "--fix" }
  let path: String
  /// The path for a copy with a computed header.
  let fixed: String?
  let json: Bool

  package init(_ path: String, fixed: String?, json: Bool, context: Context) {
    self.context = context
    self.path = path
    self.fixed = fixed
    self.json = json
  }

  package func execute() async throws(DiagnosticError) -> ExitStatus {
    let bytes = try files.contents(of: path)
    let image = try read(bytes, path: path)
    let report = PVHReport(PVHSummary(image), path: path)
    console.print(json ? report.json : report.text)
    let problems = image.diagnose { .image(path: path, offsets: [$0]) }
    guard let fixed else {
      context.report(problems)
      return ExitStatus(problems)
    }
    context.report(problems.map(\.asWarning))
    try files.replace(fixed, with: try correct(bytes, image, path: path))
    console.progress("wrote \(fixed)")
    return .fine
  }

  private func read(_ bytes: [UInt8], path: String) throws(DiagnosticError) -> PVHImage {
    do throws(PVHImage.Fault) {
      return try PVHImage(parsing: bytes[...])
    } catch {
      throw DiagnosticError(.pvhUnreadable(error, ResetVector(endOf: bytes[...]), path: path))
    }
  }

  /// The image with a header computed from its size. Class and load address are kept.
  private func correct(_ bytes: [UInt8], _ image: PVHImage, path: String) throws(DiagnosticError) -> [UInt8] {
    guard ResetVector(endOf: bytes[...]) == .pvhEntry else {
      throw DiagnosticError(.pvhEntryMissing(ResetVector(endOf: bytes[...]), path: path))
    }
    let address = image.load.flatMap { UInt32(exactly: $0.segment.physicalAddress) }
    guard
      let header = PVHHeader(
        image.fileClass, imageSize: bytes.count, loadAddress: address ?? PVHHeader.usualLoadAddress)
    else { throw DiagnosticError(.pvhUncorrectable(path, needed: image.fileClass.pvhHeaderSize)) }
    // Bytes after the old header may belong to something else, unless they are erased.
    let behind = bytes[min(image.headerEnd, header.size)..<header.size]
    guard behind.allSatisfy({ $0 == behind.first && [0x00, 0xFF].contains($0) }) else {
      throw DiagnosticError(.pvhUncorrectable(path, needed: header.size))
    }
    var result = bytes
    result.replaceSubrange(0..<header.size, with: header.bytes)
    return result
  }
}

extension Diagnostic {
  static func pvhUnreadable(_ fault: PVHImage.Fault, _ vector: ResetVector, path: String) -> Diagnostic {
    switch fault {
    case .noELF:
      let isFirmware = vector != .none
      return Diagnostic(
        .pvhNoHeader, at: .image(path: path, offsets: [0]),
        isFirmware
          ? "expected an ELF header at the start of the image, found firmware that starts from flash only"
          : "expected firmware, found neither an ELF header at the start nor a reset vector at the end",
        fix: isFirmware
          ? "give the image with the header, such as OVMF.fd of a Xen platform, or let kiln compute one "
            + "([UserExtensions.Kiln.\"Pvh\"])" : "give a flash image")
    case .unsupported(let offset):
      return Diagnostic(
        .pvhHeader, at: .image(path: path, offsets: [offset]),
        "expected a little-endian ELF header of 32 or 64 bits for an executable, found another one",
        fix: "give a flash image for x86")
    case .truncated(let offset, let wanted, let left):
      return Diagnostic(
        .pvhTruncated, at: .image(path: path, offsets: [offset]),
        "expected \(wanted.hexadecimal) bytes from this offset, found \(left.hexadecimal)",
        fix: "give the complete image")
    }
  }

  static func pvhEntryMissing(_ vector: ResetVector, path: String) -> Diagnostic {
    Diagnostic(
      .pvhNoEntry, at: .file(path),
      vector == .none
        ? "expected a reset vector at the end of the image, found none"
        : "expected a reset vector with a PVH entry point, found one without",
      fix: "build the image with OvmfPkg/XenResetVector or Templates/ResetVector")
  }

  static func pvhUncorrectable(_ path: String, needed: Int) -> Diagnostic {
    Diagnostic(
      .pvhRegion, at: .image(path: path, offsets: [0]),
      "expected \(needed.hexadecimal) free bytes for the header at the start of the image, found other content",
      fix: "build the image with a region of at least that size at its start")
  }
}
