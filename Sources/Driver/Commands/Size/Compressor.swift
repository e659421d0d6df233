import Bytes
import Compression
import Diagnostics
import FirmwareImage
import Host
import Packaging
import PlatformModel
import Sizes

/// The compressor of `--compressor`: `lzma` or `lzma-f86`, optionally with settings after a colon, or a program
/// with LzmaCompress' options.
struct Compressor: Sendable {
  var guid: GUID
  var settings = LZMASettings()
  var tool: LZMATool?

  init(guid: GUID, settings: LZMASettings = LZMASettings()) {
    self.guid = guid
    self.settings = settings
  }

  /// Parses `lzma` or `lzma-f86`, optionally with settings after a colon; nil for other text.
  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let guids = ["lzma": SectionGUID.lzma, "lzma-f86": SectionGUID.lzmaX86]
    guard let guid = guids[String(parts[0]).lowercased()],
      let settings = LZMASettings(parts.count > 1 ? parts[1] : "")
    else { return nil }
    self.init(guid: guid, settings: settings)
  }

  /// The same, or the path of a program if it contains a slash, which `tool` prepares.
  init(_ text: String, tool: (String) -> LZMATool) throws(DiagnosticError) {
    if text.contains("/") {
      self.init(guid: SectionGUID.lzma)
      let tool = tool(text)
      guard tool.files.kind(of: text) == .file else { throw DiagnosticError(.lzmaToolMissing(text)) }
      self.tool = tool
    } else if let known = Compressor(text) {
      self = known
    } else {
      throw DiagnosticError(.compressorUnknown(text))
    }
  }

  /// The accepted forms, for messages.
  static let form =
    "write lzma or lzma-f86, with settings if needed: lzma-f86:lc=4,lp=0,pb=0,nice=273 (lc + lp at most 4, pb at "
    + "most 4, nice 5 to 273)"

  var name: String {
    if let tool { return tool.path }
    return "\(guid == SectionGUID.lzmaX86 ? "lzma-f86" : "lzma"):\(settings.text)"
  }

  /// The size of the encoded payload, in bytes.
  func size(of payload: [UInt8]) async throws(SectionCodecError) -> Int {
    if let tool {
      let encode = LZMATool.encoder(tool)
      return try await encode(payload, guid)?.bytes.count ?? payload.count
    }
    return try SectionCodecs(settings: settings).encode(payload, for: guid)?.bytes.count ?? payload.count
  }
}

/// Runs as many encoders in parallel as there are processors. Results are in the order of the input.
struct CompressionQueue {
  let processors: Int

  func map<Work: Sendable, Result: Sendable>(
    _ work: [Work], done: @Sendable (Int) -> Void = { _ in },
    _ body: @escaping @Sendable (Work) async -> Result
  ) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
      var results: [Int: Result] = [:]
      for (index, item) in work.enumerated() {
        if index >= processors, let (place, result) = await group.next() {
          results[place] = result
          done(results.count)
        }
        group.addTask { (index, await body(item)) }
      }
      for await (place, result) in group {
        results[place] = result
        done(results.count)
      }
      return work.indices.compactMap { results[$0] }
    }
  }
}

extension Diagnostic {
  static func compressorUnknown(_ text: String) -> Diagnostic {
    Diagnostic(
      .compressorUnknown, at: .commandLine, "expected a compressor for --compressor, found '\(text)'",
      fix: "\(Compressor.form), or the path of a program")
  }

  static func compressionFailed(_ error: SectionCodecError) -> Diagnostic {
    Diagnostic(
      error.code, at: .commandLine, error.message, fix: "choose another compressor with --compressor")
  }
}
