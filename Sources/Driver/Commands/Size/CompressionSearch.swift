import Compression
import FirmwareImage
import Sizes

/// Tries settings of the LZMA encoder on one payload: first those with most effect, then the others with the
/// best of these.
struct CompressionSearch {
  let payload: [UInt8]
  let queue: CompressionQueue

  /// Match lengths at which the encoder stops searching, in bytes: edk2's, and those of liblzma's highest
  /// levels.
  private static let niceLengths: [UInt32] = [32, 64, 273]
  /// Context bits recommended for code in the LZMA SDK's documentation, and similar ones.
  private static let contexts: [(lc: UInt32, lp: UInt32, pb: UInt32)] = [
    (3, 0, 0), (4, 0, 0), (2, 0, 0), (3, 0, 1), (4, 0, 1), (4, 0, 2), (2, 0, 2), (3, 1, 0), (3, 1, 1),
    (2, 2, 2),
    (0, 2, 2), (1, 0, 0),
  ]

  /// The best settings first.
  func run(progress: @Sendable (String) -> Void) async -> [CompressionTrial] {
    let start = [SectionGUID.lzma, SectionGUID.lzmaX86].flatMap { guid in
      Self.niceLengths.map { length in
        var settings = LZMASettings()
        settings.niceLength = length
        return Compressor(guid: guid, settings: settings)
      }
    }
    progress("\(start.count) ways to match, with and without the x86 branch filter")
    var trials = await measure(start)
    guard let best = zip(trials, start).min(by: { $0.0.size < $1.0.size })?.1 else { return [] }
    let around = Self.contexts.map { lc, lp, pb in
      var compressor = best
      (compressor.settings.lc, compressor.settings.lp, compressor.settings.pb) = (lc, lp, pb)
      return compressor
    }
    progress("\(around.count) kinds of context for \(best.name)")
    trials += await measure(around)
    return trials.sorted { ($0.size, $0.name) < ($1.size, $1.name) }
  }

  private func measure(_ compressors: [Compressor]) async -> [CompressionTrial] {
    await queue.map(compressors) { compressor in
      let clock = ContinuousClock()
      let start = clock.now
      let size = try? await compressor.size(of: payload)
      return CompressionTrial(
        name: compressor.name, size: size ?? payload.count, seconds: Double(start.duration(to: clock.now)),
        needsBranchFilter: compressor.guid == SectionGUID.lzmaX86)
    }
  }
}

extension Double {
  fileprivate init(_ duration: Duration) {
    self = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
