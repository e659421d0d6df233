import ActionCache
import Bytes
import Host
import Testing

@Suite struct LedgerTests {
  private var ledger: BuildLedger {
    var ledger = BuildLedger()
    let header = FileSignature.present(inode: 1, size: 2, modified: 3, changed: 4)
    ledger.files["/w/A header.h"] = .init(signature: header, digest: Digest(of: [1]))
    ledger.files["/w/B.h"] = .init(signature: .missing, digest: nil)
    ledger.files["/w/C.h"] = .init(signature: header, digest: Digest(of: [2]), mentionsTime: true)
    ledger.entries["/b/a.obj"] = .init(
      key: Digest(of: [3]), reads: ["/w/C.h", "/w/A header.h"],
      outputs: [.init(path: "/b/a.obj", digest: Digest(of: [4]), size: 5, isExecutable: true)])
    ledger.entries["/b/b.lib"] = .init(key: Digest(of: [5]), reads: [], outputs: [])
    return ledger
  }

  @Test func whatIsWrittenIsRead() {
    #expect(BuildLedger(parsing: ledger.bytes) == ledger)
  }

  @Test func whatIsCutOffHasNoPartOfAnEntry() {
    let bytes = ledger.bytes
    #expect(BuildLedger(parsing: []) == nil)
    for count in bytes.indices {
      guard let read = BuildLedger(parsing: Array(bytes[..<count])) else { continue }
      for (output, entry) in read.entries { #expect(entry == ledger.entries[output]) }
      for (path, file) in read.files { #expect(file == ledger.files[path]) }
    }
  }

  @Test func whatIsRecordedLaterCounts() {
    var later = BuildLedger()
    later.files["/w/B.h"] = .init(
      signature: .present(inode: 9, size: 1, modified: 1, changed: 1), digest: Digest(of: [6]))
    later.entries["/b/a.obj"] = .init(key: Digest(of: [7]), reads: ["/w/B.h"], outputs: [])
    var both = ledger
    both.add(later)
    #expect(both.entries["/b/a.obj"] == later.entries["/b/a.obj"])
    #expect(both.entries["/b/b.lib"] == ledger.entries["/b/b.lib"])
    #expect(both.files["/w/B.h"] == later.files["/w/B.h"])
    #expect(both.files["/w/C.h"] == ledger.files["/w/C.h"])
  }

  @Test func anActionThatReadAnUnknownFileIsLeftOut() {
    var other = ledger
    other.files["/w/C.h"] = nil
    #expect(BuildLedger(parsing: other.bytes)?.entries.keys.sorted() == ["/b/b.lib"])
  }

  @Test func readSetsAreRead() {
    let sets = [ReadSet(["$0/b", "$0/a", "$0/b"]), ReadSet([String]()), ReadSet(["/usr/include/x y.h"])]
    #expect(sets[0].paths == ["$0/a", "$0/b"])
    #expect(ReadSet.decode(ReadSet.encode(sets)) == sets)
  }
}

@Suite struct PortablePathTests {
  private let paths = PortablePaths(output: "/w/tree/Build/P", roots: ["/w/tree", "/w/more"])

  @Test func pathsOfTheBuildArePortable() {
    #expect(paths.portable("/w/tree/Build/P/X64/a") == "$B/X64/a")
    #expect(paths.portable("/w/tree/MdePkg/a") == "$0/MdePkg/a")
    #expect(paths.portable("/w/more/a") == "$1/a")
    #expect(paths.portable("/w/tree2/a") == "/w/tree2/a")
    #expect(paths.portable("/w/tree") == "$0")
  }

  @Test func theyComeBackInAnotherPlace() {
    let other = PortablePaths(output: "/out", roots: ["/src"])
    #expect(other.absolute("$B/X64/a") == "/out/X64/a")
    #expect(other.absolute("$0/MdePkg/a") == "/src/MdePkg/a")
    #expect(other.absolute("$1/a") == nil)
    #expect(other.absolute("/usr/a") == "/usr/a")
    #expect(other.absolute("a") == nil)
  }

  @Test func mentionsAreFoundAnywhere() {
    let word = paths.portable(bytes: Array("-ffile-prefix-map=/w/tree=/x".utf8))
    #expect(word == Array("-ffile-prefix-map=$0=/x".utf8))
    #expect(paths.isMentioned(in: Array("..\0/w/tree/MdePkg".utf8)))
    #expect(paths.isMentioned(in: Array("/w/more".utf8)))
    #expect(!paths.isMentioned(in: Array("/w/tre".utf8)))
    #expect(!paths.isMentioned(in: []))
  }
}
