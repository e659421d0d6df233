import Bytes
import Render

/// `kiln size --marginal`: shares of the stream and measured savings.
package struct MarginalReport {
  private let costs: [MarginalCost]

  package init(_ costs: [MarginalCost]) { self.costs = costs }

  package var text: String {
    var table = TextTable([
      ("share", .right), ("saving", .right), ("of share", .right), ("raw", .right), ("file", .left),
    ])
    for cost in costs {
      let share = Int(cost.share.rounded())
      table.add([
        String(share), String(cost.saving), cost.saving.percentage(of: share), String(cost.raw), cost.name,
      ])
    }
    let correlation = MarginalCost.rankCorrelation(costs).map {
      "rank correlation of share and saving: \(Self.thousandths($0))\n"
    }
    return table.rendered() + (correlation ?? "")
  }

  package var json: String {
    JSON.encode(
      MarginalJSON(
        rankCorrelation: MarginalCost.rankCorrelation(costs),
        rows: costs.map {
          .init(name: $0.name, guid: $0.guid.description, raw: $0.raw, share: $0.share, saving: $0.saving)
        }))
  }

  /// With three decimals, independent of the locale.
  private static func thousandths(_ value: Double) -> String {
    let number = Int((value * 1000).rounded())
    let digits = String(abs(number) % 1000)
    return (number < 0 ? "-" : "") + "\(abs(number) / 1000)."
      + String(repeating: "0", count: 3 - digits.count)
      + digits
  }
}

/// `kiln size --search-compression`: the best settings first.
package struct CompressionReport {
  private let trials: [CompressionTrial]
  private let volume: String
  private let payloadSize: Int
  private let encodedSize: Int

  /// - Parameters:
  ///   - volume: the one that contains the stream.
  ///   - payloadSize: in bytes.
  ///   - encodedSize: of the stream in the image, in bytes.
  package init(_ trials: [CompressionTrial], volume: String, payloadSize: Int, encodedSize: Int) {
    self.trials = trials
    self.volume = volume
    self.payloadSize = payloadSize
    self.encodedSize = encodedSize
  }

  package var text: String {
    var table = TextTable([
      ("size", .right), ("change", .right), ("", .right), ("seconds", .right), ("compressor", .left),
    ])
    for trial in trials {
      let change = trial.size - encodedSize
      table.add([
        String(trial.size), change.signed, change.percentage(of: encodedSize),
        "\(Int((trial.seconds * 10).rounded()) / 10).\(Int((trial.seconds * 10).rounded()) % 10)", trial.name,
      ])
    }
    return "\(volume): \(payloadSize) bytes compressed to \(encodedSize)\n" + table.rendered()
      + "lzma-f86 needs LzmaArchCustomDecompressLib in SEC; lzma needs LzmaCustomDecompressLib or that.\n"
  }

  package var json: String {
    JSON.encode(
      CompressionJSON(
        volume: volume, payloadSize: payloadSize, encodedSize: encodedSize,
        trials: trials.map {
          .init(
            compressor: $0.name, size: $0.size, seconds: $0.seconds, needsBranchFilter: $0.needsBranchFilter)
        }))
  }
}

/// The documented form of `kiln size --marginal --json`: sizes in bytes.
private struct MarginalJSON: Encodable {
  let schema = "kiln-marginal-1"
  let rankCorrelation: Double?
  let rows: [Row]

  struct Row: Encodable {
    let name: String
    let guid: String
    let raw: Int
    let share: Double
    let saving: Int
  }
}

/// The documented form of `kiln size --search-compression --json`: sizes in bytes.
private struct CompressionJSON: Encodable {
  let schema = "kiln-compression-1"
  let volume: String
  let payloadSize: Int
  let encodedSize: Int
  let trials: [Trial]

  struct Trial: Encodable {
    let compressor: String
    let size: Int
    let seconds: Double
    let needsBranchFilter: Bool
  }
}
