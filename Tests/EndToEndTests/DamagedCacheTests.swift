import Foundation
import TestSupport
import Testing

/// Whatever happens to the files of the action cache, the image is the one that a build without a cache gives.
@Suite struct DamagedCacheTests {
  private let cache: CacheFolder
  private let workspace: SourceWorkspace
  private let options: [String]
  private let image: [UInt8]
  /// What a build has left in the cache, in whatever checkout.
  private let whole: String

  init() throws {
    cache = try CacheFolder()
    workspace = try SourceWorkspace(SourceWorkspace.compressing)
    options = try Self.options()
    let first = try Self.first.get()
    image = first.image
    whole = first.cache.path
  }

  private static func options() throws -> [String] {
    ["--reproducible", "--lzma-tool", try Provided.lzmaTool()]
  }

  /// A build without a cache, and one that fills a cache, made once for all tests.
  private static let first = Result {
    let (cache, workspace) = (try CacheFolder(), try SourceWorkspace(SourceWorkspace.compressing))
    let image = try workspace.freshImage(try options())
    let kiln = try workspace.build(try options(), environment: cache.environment)
    guard kiln.actions == [27, 0] else { throw SourceWorkspace.Failed(errors: kiln.errors) }
    return (cache: cache, image: image)
  }

  /// Builds in an empty folder, and expects the image.
  private func build(_ what: String) throws -> Program {
    if workspace.exists("Build") { try workspace.remove("Build") }
    let kiln = try workspace.build(options, environment: cache.environment)
    #expect(kiln.status == 0, "\(what): \(kiln.errors)")
    let built = try workspace.image()
    #expect(built == image, "\(what): another image")
    return kiln
  }

  private func restore() throws {
    if cache.scratch.exists("actions") { try FileManager.default.removeItem(atPath: cache.path) }
    try FileManager.default.copyItem(atPath: whole, toPath: cache.path)
  }

  enum Damage: String, CaseIterable {
    /// 1,000 bytes are others, each of a file that is drawn first, so that small ones are met as often as large ones.
    case bytesOfFiles
    /// 1,000 bytes are others, drawn from all bytes.
    case bytes
    /// Files end early.
    case truncated
    case empty
    case folders
    /// A file has what another one should have.
    case exchanged
  }

  @Test(arguments: Damage.allCases)
  func isMadeAgain(_ damage: Damage) throws {
    for seed in UInt64(1)...([.bytes, .bytesOfFiles].contains(damage) ? 4 : 2) {
      let what = "\(damage), seed \(seed)"
      try restore()
      var random = SplitMix(state: seed)
      let damaged = try self.damage(damage, &random)
      #expect(damaged > 10, "\(what)")
      let kiln = try build(what)
      #expect(kiln.cacheCodes == ["cache-damaged"], "\(what): \(kiln.errors)")
      #expect(kiln.actions[0] > 0, "\(what): \(kiln.errors)")
      // What was damaged is whole again.
      let again = try build("\(what), again")
      #expect(again.cacheCodes.isEmpty, "\(what): \(again.errors)")
      #expect(again.actions == [0, 27], "\(what): \(again.errors)")
      #expect(again.errors.contains("1 stream taken"), "\(what): \(again.errors)")
      // Nothing is left for it that the builds have used.
      let verify = try Program.kiln(["cache", "verify"], environment: cache.environment)
      #expect(verify.output.contains("damaged  0, removed") || damage == .bytes, "\(what): \(verify.output)")
    }
  }

  /// The number of files that are damaged.
  private func damage(_ damage: Damage, _ random: inout SplitMix) throws -> Int {
    let paths = try cache.files()
    var contents = try paths.map { try Provided.bytes($0) }
    let before = contents
    switch damage {
    case .bytesOfFiles:
      for _ in 0..<1000 {
        let file = random.below(paths.count)
        if contents[file].isEmpty { continue }
        contents[file][random.below(contents[file].count)] ^= UInt8(1 + random.below(255))
      }
    case .bytes:
      for _ in 0..<1000 {
        var place = random.below(contents.reduce(0) { $0 + $1.count })
        for file in contents.indices {
          if place < contents[file].count {
            contents[file][place] ^= UInt8(1 + random.below(255))
            break
          }
          place -= contents[file].count
        }
      }
    case .truncated:
      for file in contents.indices where random.below(2) == 0 && !contents[file].isEmpty {
        contents[file].removeLast(1 + random.below(contents[file].count))
      }
    case .empty:
      for file in contents.indices where random.below(2) == 0 { contents[file] = [] }
    case .exchanged:
      for file in contents.indices where random.below(2) == 0 {
        contents[file] = before[random.below(contents.count)]
      }
    case .folders:
      var count = 0
      for file in paths where random.below(2) == 0 {
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.createDirectory(atPath: file, withIntermediateDirectories: false)
        if random.below(2) == 0 { try Data([1]).write(to: URL(filePath: "\(file)/inner")) }
        count += 1
      }
      return count
    }
    let changed = contents.indices.filter { contents[$0] != before[$0] }
    for file in changed { try Data(contents[file]).write(to: URL(filePath: paths[file])) }
    return changed.count
  }

  /// Entries of another version are no damage, and stay until they are written again.
  @Test func entriesOfAnotherVersionAreNotUsed() throws {
    try restore()
    for path in try cache.files() where path.contains("/ac/") { try CacheFolder.makeLater(path) }
    let verify = try Program.kiln(["cache", "verify"], environment: cache.environment)
    #expect(verify.status == 0, "\(verify.output)")
    let kiln = try build("another version")
    #expect(kiln.actions == [27, 0], "\(kiln.errors)")
    #expect(kiln.cacheCodes.isEmpty, "\(kiln.errors)")
    #expect(try build("this version").actions == [0, 27])
  }

  /// Files where folders are expected, which no permission of root's changes. One warning, and `kiln cache clean` helps.
  @Test(arguments: ["actions", "actions/ac", "actions/cas/*"])
  func aFileInPlaceOfAFolder(_ place: String) throws {
    let digits = "0123456789abcdef"
    if place.hasSuffix("*") {
      for one in digits {
        for two in digits { try cache.scratch.write("\(place.dropLast())\(one)\(two)", "no folder") }
      }
    } else {
      try cache.scratch.write(place, "no folder")
    }
    let kiln = try build(place)
    #expect(kiln.cacheCodes == ["cache-unwritable"], "\(kiln.errors)")
    #expect(kiln.actions == [27, 0], "\(kiln.errors)")
    if place == "actions" { return }
    #expect(try Program.kiln(["cache", "clean"], environment: cache.environment).status == 0)
    #expect(try build("\(place), cleaned").cacheCodes.isEmpty)
    #expect(try build("\(place), filled").actions == [0, 27])
  }
}

/// Steele, Lea and Flood's generator: the same numbers in every run.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self) }
}
