import Foundation
import TestSupport

/// Debian's Chromium without a window, which looks at one page in a file.
struct Browser {
  /// The page after its scripts have run, as HTML.
  let document: String
  /// What the page asked for that is no file: addresses.
  let requests: [String]

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// - Parameter size: of the window, in CSS pixels.
  init(_ page: String, width: Int = 1600, height: Int = 1200) throws {
    let path = "/usr/bin/chromium"
    _ = try Provided.existing(path)
    let scratch = try Scratch()
    let log = "\(scratch.path)/net.json"
    let chromium = try Program.run(
      path,
      [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
        "--user-data-dir=\(scratch.path)/profile",
        // Nothing leaves the machine, but what is asked for is logged all the same.
        "--host-resolver-rules=MAP * ~NOTFOUND", "--log-net-log=\(log)", "--window-size=\(width),\(height)",
        "--virtual-time-budget=3000", "--dump-dom", "file://\(page)",
      ], environment: ["HOME": scratch.path], seconds: 120)
    guard chromium.status == 0, !chromium.output.isEmpty else {
      throw Failure(description: "chromium ended with \(chromium.status): \(chromium.errors)")
    }
    document = chromium.output
    let netLog = try JSONDecoder().decode(NetLog.self, from: Data(scratch.bytes("net.json")))
    // Chromium has questions of its own to its makers, which no origin asks.
    requests = netLog.events.compactMap(\.params).filter {
      ![nil, "not an origin"].contains($0.initiator)
    }.compactMap(\.url)
  }

  private struct NetLog: Decodable {
    struct Event: Decodable {
      struct Parameters: Decodable {
        let url: String?
        let initiator: String?
      }
      let params: Parameters?
    }
    let events: [Event]
  }
}
