import Bytes
import Compression
import Diagnostics
import FirmwareImage
import Host
import Inspection
import PlatformModel
import Sizes

/// What a change of an image would save, found by compressing anew.
struct WhatIfSizes {
  private let measured: Measurement
  /// The one that is asked for; each stream's own when nil.
  private let compressor: Compressor?
  private let context: Context

  init(_ measured: Measurement, compressor: Compressor?, context: Context) {
    self.measured = measured
    self.compressor = compressor
    self.context = context
  }

  /// `kiln size --marginal`: what leaving a module out would really save.
  ///
  /// - Parameter modules: their names; `*` for the `top` costliest.
  func marginalCosts(of modules: [String], top: Int?) async throws(DiagnosticError) -> MarginalReport {
    let selection = StreamSelection(measured)
    let attributions = await measured.attributions()
    let costs = attributions.flatMap(\.files).filter { !$0.holdsVolumes }
    var chosen: [SizeAttribution.File]
    if modules == ["*"] {
      let ranked = costs.sorted { ($1.flash, $0.name) < ($0.flash, $1.name) }
      chosen = top.map { Array(ranked.prefix($0)) } ?? ranked
    } else {
      let files = try selection.files(modules)
      chosen = files.compactMap { file in costs.first { $0.guid == file.guid } }
    }
    // A file that stands outside of every stream saves what it is large.
    let guids = chosen.map(\.guid)
    let work = selection.streams.map(\.stream).flatMap { stream in
      [(stream, GUID?.none)]
        + guids.filter { guid in stream.files.contains { $0.name == guid } }.map { (stream, $0) }
    }
    let sizes = try await encode(work) { stream, guid in
      guid.map { guid in stream.payload { $0.name == guid } } ?? stream.payload
    }
    var savings: [GUID: Int] = [:]
    var whole = 0
    for ((_, guid), size) in zip(work, sizes) {
      if let guid { savings[guid] = whole - size } else { whole = size }
    }
    let result = chosen.map {
      MarginalCost(
        name: $0.name, guid: $0.guid, raw: $0.raw, share: $0.flash, saving: savings[$0.guid] ?? $0.raw)
    }
    return MarginalReport(result)
  }

  /// `kiln size --without` and `--compressor`: the volumes as they would be, against their budgets.
  func changed(
    without modules: [String], budgets: [Budget]
  ) async throws(DiagnosticError) -> (report: BudgetReport, verdict: [Diagnostic]) {
    let selection = StreamSelection(measured)
    let removed = Set(try selection.files(modules).map(\.guid))
    let streams = selection.streams.map(\.stream)
    // Another encoder than the image's own gives other sizes: what it makes of the whole is what to compare with.
    let work = streams.map { ($0, false) } + streams.map { ($0, true) }
    let sizes = try await encode(work) { stream, isChanged in
      isChanged ? stream.payload { removed.contains($0.name) } : stream.payload
    }
    let before = zip(streams, sizes).map { $0.encodedSize - $1 }
    let after = sizes.dropFirst(streams.count)
    // With a compressor that was asked for its own sizes count; else what the change saves.
    let expected = zip(after, before).map { compressor == nil ? $0 + $1 : $0 }
    let maps = measured.maps.map {
      $0.changed(without: removed, encodedSizes: selection.encodedSizes(expected))
    }
    let base = SizeRecord(unnamed: measured, budgets: budgets)
    let check = BudgetCheck(
      maps, budgets: budgets.filter { $0.subject.kind != .module && $0.measure == .raw }, base: base)
    let verdict = BudgetVerdict(check: check, budgets: budgets, maps: maps, attributions: [])
    return (BudgetReport(check), verdict.diagnostics())
  }

  /// `kiln size --search-compression`.
  func searchCompression() async throws(DiagnosticError) -> CompressionReport {
    let streams = StreamSelection(measured).streams
    guard let largest = streams.max(by: { $0.stream.encodedSize < $1.stream.encodedSize }) else {
      throw DiagnosticError(.streamMissing)
    }
    let search = CompressionSearch(
      payload: largest.stream.payload, queue: CompressionQueue(processors: context.environment.processors))
    let ranking = await search.run { context.console.progress($0) }
    return CompressionReport(
      ranking, volume: largest.volume, payloadSize: largest.stream.payload.count,
      encodedSize: largest.stream.encodedSize)
  }

  /// The sizes of many payloads, encoded several at a time.
  private func encode<Key: Sendable>(
    _ work: [(CompressedStream, Key)],
    payload: @escaping @Sendable (CompressedStream, Key) -> [UInt8]
  ) async throws(DiagnosticError) -> [Int] {
    let (console, own) = (context.console, compressor)
    let results = await CompressionQueue(processors: context.environment.processors).map(
      work, done: { console.progress("compressed \($0) of \(work.count)") }
    ) { item -> Result<Int, SectionCodecError> in
      let compressor = own ?? Compressor(guid: item.0.guid)
      do throws(SectionCodecError) {
        return .success(try await compressor.size(of: payload(item.0, item.1)))
      } catch {
        return .failure(error)
      }
    }
    var sizes: [Int] = []
    for result in results {
      do { sizes.append(try result.get()) } catch { throw DiagnosticError(.compressionFailed(error)) }
    }
    return sizes
  }
}

extension Diagnostic {
  static let streamMissing = Diagnostic(
    .streamMissing, at: .commandLine, "expected an image with a compressed stream, found none",
    fix: "name an image with a compressed volume, such as OVMF_CODE.fd")
}
