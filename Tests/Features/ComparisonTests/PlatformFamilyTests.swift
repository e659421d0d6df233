import Bytes
import Comparison
import Testing

@Suite struct PlatformFamilyTests {
  @Test func membersAndDifferences() throws {
    let (family, codes) = family(
      """
      [UserExtensions.Kiln."Family"]
        X64 | OvmfPkg/OvmfPkgX64.dsc -a X64 -D SMM_REQUIRE=TRUE
        Xen | OvmfPkg/OvmfXen.dsc
      [UserExtensions.Kiln."Difference"]
        library | TimerLib in OvmfPkg/* | Xen X64 | clocks differ | until 2027-01-31
        * | *Xen* | * | whatever
      """)
    #expect(codes.isEmpty)
    #expect(family.members.map(\.name) == ["X64", "Xen"])
    #expect(family.members[0].words == ["OvmfPkg/OvmfPkgX64.dsc", "-a", "X64", "-D", "SMM_REQUIRE=TRUE"])
    let first = try #require(family.differences.first)
    #expect(
      first.until == "2027-01-31" && first.members == ["Xen", "X64"] && first.reason == "clocks differ")
    #expect(first.covers(FactKey(.library, "TimerLib", module: "OvmfPkg/A/A.inf"), of: "Xen"))
    #expect(!first.covers(FactKey(.library, "TimerLib", module: "MdePkg/A/A.inf"), of: "Xen"))
    #expect(!first.covers(FactKey(.pcd, "TimerLib", module: "OvmfPkg/A/A.inf"), of: "Xen"))
    #expect(family.differences[1].covers(FactKey(.module, "OvmfPkg/XenBusDxe/XenBusDxe.inf"), of: "X64"))
  }

  private func configurations(_ lines: String) -> (family: PlatformFamily, codes: [String]) {
    family(
      "[UserExtensions.Kiln.\"Family\"]\n  Y | Y.dsc\n  Z | Z.dsc\n"
        + "[UserExtensions.Kiln.\"Configuration\"]\n  \(lines)\n")
  }

  @Test func configurationsOfMembers() {
    let (family, codes) = configurations("secure | * | -D SECURE=TRUE -b DEBUG\n  smm | Z | -D SMM")
    #expect(codes.isEmpty)
    #expect(family.configurations.map(\.name) == ["secure", "smm"])
    #expect(family.configurations[0].words == ["-D", "SECURE=TRUE", "-b", "DEBUG"])
    #expect(family.configurations[0].members == nil)
    #expect(family.configurations[1].members == ["Z"])
  }

  @Test(arguments: [
    ("secure | *", "configuration-malformed"), ("secure | * |", "configuration-malformed"),
    ("secure | * | SECURE", "configuration-malformed"), ("plain | * | -D A", "configuration-malformed"),
    ("a | * | -D A\n  a | * | -D B", "configuration-malformed"), ("a | Q | -D A", "family-member-unknown"),
  ])
  func badConfigurations(_ lines: String, _ code: String) {
    #expect(configurations(lines).codes == [code])
  }

  @Test(arguments: [
    ("A A.dsc", "family-malformed"), ("A |", "family-malformed"),
    ("A | A.dsc\n  A | B.dsc", "family-malformed"),
  ])
  func badMembers(_ lines: String, _ code: String) {
    let text = "[UserExtensions.Kiln.\"Family\"]\n  Y | Y.dsc\n  Z | Z.dsc\n  \(lines)\n"
    #expect(family(text).codes == [code])
  }

  @Test(arguments: [
    ("module | *", "difference-malformed"), ("module | * | Y |", "difference-malformed"),
    ("drivers | * | Y | why", "difference-malformed"), ("pcd | * | Q | why", "family-member-unknown"),
    ("pcd | * | Y | why | until tomorrow", "difference-malformed"),
  ])
  func badDifferences(_ line: String, _ code: String) {
    let text =
      "[UserExtensions.Kiln.\"Family\"]\n  Y | Y.dsc\n  Z | Z.dsc\n[UserExtensions.Kiln.\"Difference\"]\n  \(line)\n"
    #expect(family(text).codes == [code])
  }

  @Test func oneMemberIsNoFamily() {
    #expect(family("[UserExtensions.Kiln.\"Family\"]\n  A | A.dsc\n").codes == ["family-malformed"])
  }

  @Test(arguments: [
    ("*", "", true), ("*", "a/b", true), ("a*c", "abbc", true), ("a*c", "abcd", false), ("?b", "ab", true),
    ("?b", "b", false), ("*a*b", "xaybzb", true), ("**", "x", true), ("", "", true), ("", "x", false),
  ])
  func globs(_ pattern: String, _ name: String, _ matches: Bool) {
    #expect(Glob(pattern).matches(name) == matches)
  }
}
