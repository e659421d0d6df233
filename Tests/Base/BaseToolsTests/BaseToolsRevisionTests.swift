import BaseTools
import Manifests
import TestSupport
import Testing

@Suite struct BaseToolsRevisionTests {
  /// A tree that consists of the files in which behaviours are recognised, with these behaviours and no others.
  private func files(_ behaviours: Set<BaseToolsBehaviour>) -> [String: [UInt8]] {
    var lines: [String: [String]] = [:]
    for behaviour in BaseToolsBehaviour.all {
      let sign = behaviour.sign
      let hasText = behaviours.contains(behaviour) == sign.isPresent
      // One line less than what counts.
      let count = hasText ? sign.count : sign.count - 1
      lines[sign.file, default: ["/* edk2 */"]] += Array(
        repeating: "  " + sign.texts.joined(separator: "\t"), count: count)
    }
    return lines.mapValues { Array($0.joined(separator: "\r\n").utf8) }
  }

  @Test(arguments: BaseToolsBehaviour.all) func eachBehaviourIsRecognised(behaviour: BaseToolsBehaviour) {
    let tree = files([behaviour])
    #expect(BaseToolsRevision { tree[$0] }.behaviours == [behaviour])
  }

  @Test(arguments: BaseToolsBehaviour.all) func eachAbsenceIsRecognised(behaviour: BaseToolsBehaviour) {
    let others = Set(BaseToolsBehaviour.all).subtracting([behaviour])
    let tree = files(others)
    #expect(BaseToolsRevision { tree[$0] }.behaviours == others)
  }

  /// A text whose parts are in different lines is none.
  @Test func textsAreSoughtInOneLine() {
    var tree = files([])
    tree["Source/C/GenFw/elf_common.h"] = Array(
      "#define R_LARCH_RELAX  99\n#define R_LARCH_DELETE 100\n".utf8)
    #expect(!BaseToolsRevision { tree[$0] }.has(.loongArchNumbers))
    tree["Source/C/GenFw/elf_common.h"] = Array("#define R_LARCH_RELAX  100".utf8)
    #expect(BaseToolsRevision { tree[$0] }.has(.loongArchNumbers))
  }

  @Test func aTreeWithoutBaseToolsIsOfNoRelease() {
    let revision = BaseToolsRevision { _ in nil }
    #expect(revision.release == nil)
    #expect(revision.behaviours.isEmpty)
    #expect(!revision.missingFiles.isEmpty)
    #expect(revision.unknownFiles.isEmpty)
  }

  /// Files of no release are named, and the tree is then of none.
  @Test func changedFilesAreNamed() {
    let tree = files([])
    let revision = BaseToolsRevision { tree[$0] }
    #expect(revision.unknownFiles.contains("Source/C/GenFw/GenFw.c"))
    #expect(revision.release == nil)
    #expect(revision.isPerhapsNewer)
  }

  @Test func debiansTreeIsOf202211() throws {
    let tree = try EDK2Tree()
    let revision = BaseToolsRevision { tree.bytes(of: "BaseTools/\($0)") }
    #expect(revision == BaseToolsRevision(.stable202211))
    #expect(revision.behaviours.isEmpty)
  }

  @Test func namesAndCommitsAreUnique() {
    let all = BaseToolsBehaviour.all
    #expect(Set(all.map(\.name)).count == all.count)
    #expect(all.allSatisfy { $0.commit.count == 16 })
  }
}
