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
  let environment: ProcessEnvironment

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

  /// Runs the tool on a temporary file, which is removed in whatever way kiln ends.
  private func encode(_ payload: [UInt8], isFiltered: Bool) async throws(SectionCodecError) -> [UInt8] {
    let outcome: Result<[UInt8], SectionCodecError>
    do throws(DiagnosticError) {
      outcome = try await environment.withTemporaryFolder { folder in
        do throws(SectionCodecError) {
          return .success(try await encode(payload, isFiltered: isFiltered, in: folder))
        } catch {
          return .failure(error)
        }
      }
    } catch {
      throw SectionCodecError(.lzmaToolFailed, error.diagnostics.first?.message ?? "\(path) failed")
    }
    return try outcome.get()
  }

  private func encode(
    _ payload: [UInt8], isFiltered: Bool, in folder: String
  ) async throws(SectionCodecError) -> [UInt8] {
    let (input, output) = ("\(folder)/payload", "\(folder)/payload.lzma")
    do {
      try files.replace(input, with: payload, durably: false)
      let filter = isFiltered ? ["--f86"] : []
      var variables = environment.changedVariables
      // The match finder reads 200 MB of tables at random; large pages save an eighth of the time. C
      // libraries without this setting ignore it.
      variables["GLIBC_TUNABLES"] = "glibc.malloc.hugetlb=1"
      let result = try await run(
        .path(FilePath(path)), arguments: Arguments(["-e"] + filter + ["-o", output, input]),
        environment: .inherit.updating(variables),
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
