import PlatformModel
import Testing
import Vocabulary

@Suite struct VariantTests {
  private static let one = Variant(
    platform: "P/P.dsc", architectures: [.x64], target: .release, toolchain: "GCC5", defines: ["A": "TRUE"])

  @Test func aVariantDoesNotDifferFromItself() { #expect(Self.one.differences(from: Self.one).isEmpty) }

  @Test func everyPropertyIsCompared() {
    let other = Variant(
      platform: "Q/Q.dsc", architectures: [.x64, .ia32], target: .debug, toolchain: "GCC",
      defines: ["B": "2"], pcds: ["S.P": "1"])
    let differences = Self.one.differences(from: other)
    #expect(
      differences.map { $0.option($0.own) } == [
        "-p P/P.dsc", "-a X64", "-b RELEASE", "-t GCC5", "-D A=TRUE", "no -D B", "no --pcd S.P",
      ])
    #expect(
      differences.map { $0.option($0.other) } == [
        "-p Q/Q.dsc", "-a IA32 -a X64", "-b DEBUG", "-t GCC", "no -D A", "-D B=2", "--pcd S.P=1",
      ])
  }
}
