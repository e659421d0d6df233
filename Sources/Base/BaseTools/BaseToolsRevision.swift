import Bytes

/// Which BaseTools a tree has: the behaviours of its tools, and the release that they are of.
package struct BaseToolsRevision: Hashable, Sendable {
  package var behaviours: Set<BaseToolsBehaviour>
  /// The release that most of the files are of; nil if no file is of any.
  package var release: EDK2Release?
  /// Files whose work kiln does itself and that are of no release known to kiln: patched, or newer. Below BaseTools.
  package var unknownFiles: [String]
  /// Files that the tree lacks. What they would tell is taken from the release.
  package var missingFiles: [String]

  /// - Parameter release: whose BaseTools these are, unchanged.
  package init(_ release: EDK2Release = .stable202211) {
    behaviours = Set(BaseToolsBehaviour.all.filter { $0.since <= release })
    self.release = release
    unknownFiles = []
    missingFiles = []
  }

  /// - Parameter contents: of a file below BaseTools; nil if there is none.
  package init(examining contents: (String) -> [UInt8]?) {
    var files: [String: [UInt8]] = [:]
    let paths = Set(KnownFile.all.map(\.path)).union(BaseToolsBehaviour.all.map(\.sign.file))
    for path in paths { files[path] = contents(path) }
    missingFiles = paths.filter { files[$0] == nil }.sorted()
    (release, unknownFiles) = Self.release(of: files)
    let fallback = release
    behaviours = Set(
      BaseToolsBehaviour.all.filter { behaviour in
        guard let file = files[behaviour.sign.file] else {
          return fallback.map { behaviour.since <= $0 } ?? false
        }
        return behaviour.sign.holds(in: file)
      })
  }

  package func has(_ behaviour: BaseToolsBehaviour) -> Bool { behaviours.contains(behaviour) }

  /// Whether the tools may be newer than those that this kiln knows: some are of no known release, and the others
  /// of the newest.
  package var isPerhapsNewer: Bool {
    !unknownFiles.isEmpty && (release.map { $0 >= .stable202605 } ?? true)
  }

  /// The release that has the most of the files as they are, the oldest of several.
  private static func release(of files: [String: [UInt8]]) -> (EDK2Release?, unknown: [String]) {
    var counts: [EDK2Release: Int] = [:]
    var unknown: [String] = []
    for file in KnownFile.all {
      guard let bytes = files[file.path] else { continue }
      let releases = file.releases(with: GitObject.shortName(ofBlob: bytes))
      if releases.isEmpty { unknown.append(file.path) }
      for release in releases { counts[release, default: 0] += 1 }
    }
    let best = counts.values.max()
    return (EDK2Release.allCases.first { counts[$0] == best && best != nil }, unknown)
  }
}

extension BaseToolsBehaviour.Sign {
  /// Whether a tree with this file has the behaviour.
  func holds(in file: [UInt8]) -> Bool {
    let first = Array(texts[0].utf8)
    var places = file.places(of: first).makeIterator()
    var lines = 0
    var counted = 0
    while lines < count, let place = places.next() {
      if place < counted { continue }
      let start = (file[..<place].lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
      let end = file[place...].firstIndex(of: UInt8(ascii: "\n")) ?? file.endIndex
      counted = end
      let line = file[start..<end]
      if texts.dropFirst().allSatisfy({ !Array(line).places(of: Array($0.utf8)).isEmpty }) { lines += 1 }
    }
    return (lines >= count) == isPresent
  }
}

extension [UInt8] {
  /// Where a text that is not empty occurs.
  fileprivate func places(of text: [UInt8]) -> [Int] {
    var found: [Int] = []
    withUnsafeBufferPointer { bytes in
      text.withUnsafeBufferPointer { text in
        guard let first = text.first, bytes.count >= text.count else { return }
        for place in 0...bytes.count - text.count where bytes[place] == first {
          var matched = 1
          while matched < text.count, bytes[place + matched] == text[matched] { matched += 1 }
          if matched == text.count { found.append(place) }
        }
      }
    }
    return found
  }
}

/// Names that git gives to contents.
enum GitObject {
  /// The first 6 bytes of the SHA-1 name of a file's contents.
  static func shortName(ofBlob bytes: [UInt8]) -> UInt64 {
    SHA1.digest(Array("blob \(bytes.count)\0".utf8) + bytes).prefix(6).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
