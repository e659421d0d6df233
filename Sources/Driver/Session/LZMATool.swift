import Bytes
import Compression
import Diagnostics
import FirmwareImage
import Host
import Packaging
import Subprocess
import SystemPackage

/// edk2's LzmaCompress, or a program with the same options, for images that must be equal to edk2's byte for
/// byte.
struct LZMATool {
  let path: String
  let files: FileSystem
  let temporaryFolder: String

  /// The encoder of a tool, or kiln's own if there is none.
  static func encoder(_ tool: LZMATool?) -> PayloadEncoder {
    let codecs = SectionCodecs()
    return { payload, guid async throws(SectionCodecError) in
      if let tool, guid == SectionGUID.lzma || guid == SectionGUID.lzmaX86 {
        let bytes = try await tool.encode(payload, isFiltered: guid == SectionGUID.lzmaX86)
        return EncodedPayload(attributes: .processingRequired, bytes: bytes)
      }
      return try codecs.encode(payload, for: guid)
    }
  }

  /// Runs the tool on a temporary file.
  private func encode(_ payload: [UInt8], isFiltered: Bool) async throws(SectionCodecError) -> [UInt8] {
    let input = "\(temporaryFolder)/kiln-\(GUID.random())"
    let output = input + ".lzma"
    defer {
      files.remove(input)
      files.remove(output)
    }
    do {
      try files.replace(input, with: payload, durably: false)
      let filter = isFiltered ? ["--f86"] : []
      let result = try await run(
        .path(FilePath(path)), arguments: Arguments(["-e"] + filter + ["-o", output, input]),
        // The match finder reads 200 MB of tables at random; large pages save an eighth of the time. C
        // libraries without this setting ignore it.
        environment: .inherit.updating(["GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"]),
        output: .discarded, error: .string(limit: 4096))
      guard result.terminationStatus == .exited(0) else {
        throw SectionCodecError(.lzmaToolFailed, "\(path) failed: \(result.standardError)")
      }
      return try files.contents(of: output)
    } catch let error as SectionCodecError {
      throw error
    } catch let error as DiagnosticError {
      throw SectionCodecError(.lzmaToolFailed, error.diagnostics.first?.message ?? "\(path) failed")
    } catch {
      throw SectionCodecError(.lzmaToolFailed, "\(path) cannot be run: \(error)")
    }
  }
}
