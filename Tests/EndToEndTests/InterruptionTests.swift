import Foundation
import TestSupport
import Testing

/// Builds that are ended from outside, at any moment.
///
/// KILN_TEST_KILLS says how many are killed (default 6), KILN_TEST_SEED where chance starts; both are
/// printed, so that a failure can be repeated.
@Suite(.serialized) struct InterruptionTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let rounds = environment["KILN_TEST_KILLS"].flatMap { Int($0) } ?? 6
  private static let seed =
    environment["KILN_TEST_SEED"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...999_999)

  /// SplitMix64: chance that a seed repeats.
  private struct Chance: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  /// Processes that name the workspace in their command line.
  private func strays(of workspace: SourceWorkspace) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.filter { Int($0) != nil }.compactMap { name in
      let command = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") ?? Data()
      let text = String(decoding: command, as: UTF8.self).replacingOccurrences(of: "\0", with: " ")
      return text.contains(workspace.path) ? "\(name) \(text)" : nil
    }
  }

  private func expectNoStrays(of workspace: SourceWorkspace) {
    let deadline = Date(timeIntervalSinceNow: 10)
    while !strays(of: workspace).isEmpty, Date() < deadline { usleep(20000) }
    #expect(strays(of: workspace).isEmpty)
  }

  @Test func killedAtAnyMoment() throws {
    print("\(Self.rounds) kills, KILN_TEST_SEED=\(Self.seed)")
    var chance = Chance(state: Self.seed)
    let workspace = try SourceWorkspace.large()
    // Two states of the tree, each with its image, so that a round can change what is built already.
    let states = ["APP_OFFSET 5", "APP_OFFSET 6"]
    var images: [[UInt8]] = [try workspace.freshImage()]
    try workspace.edit("TinyPkg/App/App.h", states[0], states[1])
    let started = Date()
    images.append(try workspace.freshImage())
    let whole = Date().timeIntervalSince(started)
    #expect(images[0] != images[1])
    var state = 1
    for round in 0..<Self.rounds {
      let isClean = Bool.random(using: &chance)
      let isGroup = Bool.random(using: &chance)
      let delay = Double.random(in: 0...(whole * 1.05), using: &chance)
      if isClean, workspace.exists("Build") { try workspace.remove("Build") }
      if Bool.random(using: &chance) {
        try workspace.edit("TinyPkg/App/App.h", states[state], states[1 - state])
        state = 1 - state
      }
      let run = try workspace.start()
      usleep(UInt32(delay * 1_000_000))
      run.send(SIGKILL, toGroup: isGroup)
      _ = try run.wait()
      if workspace.hasImage {
        #expect(images.contains(try workspace.image()), "round \(round): half an image after \(delay) s")
      }
      let kiln = try workspace.build()
      let story = "round \(round): \(isGroup ? "group" : "kiln") killed after \(delay) s"
      #expect(kiln.status == 0, "\(story): \(kiln.errors)")
      #expect(try workspace.image() == images[state], "\(story)")
    }
    expectNoStrays(of: workspace)
    // Nothing that was written beside its target is left behind for good.
    #expect(try workspace.files().keys.filter { $0.contains(".kiln-") } == [])
  }

  /// Ctrl-C reaches the whole group.
  @Test(arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    let workspace = try SourceWorkspace.large()
    let run = try workspace.start(["-j", "2"])
    while run.isRunning, !workspace.exists("\(workspace.output())/X64/TinyPkg/App/App/OUTPUT/More3.obj") {
      usleep(2000)
    }
    run.send(signal, toGroup: true)
    let ended = try run.wait(seconds: 20)
    #expect(ended.status == 128 + signal || ended.status == 1, "\(ended.status): \(ended.errors)")
    expectNoStrays(of: workspace)
    #expect(!workspace.hasImage)
    let done = try workspace.made().keys.filter { $0.hasSuffix(".obj") }.compactMap {
      $0.split(separator: "/").last
    }
    #expect(!done.isEmpty)
    let made = try workspace.made {
      let kiln = try workspace.build()
      #expect(kiln.status == 0, "\(kiln.errors)")
    }
    // It goes on: what was made is not made again, but for the commands that had just ended.
    let again = Set(done.map(String.init)).subtracting(["AutoGen.obj"]).intersection(made)
    #expect(again.count <= 2, "\(again)")
    #expect(try workspace.image() == workspace.freshImage())
  }
}
