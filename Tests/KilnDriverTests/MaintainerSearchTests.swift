import Diagnostics
import Manifests
import TestSupport
import Testing

@testable import KilnDriver

/// Tags are those that the head of edk2's Maintainers.txt describes.
@Suite struct MaintainerSearchTests {
  private func read(_ text: String) -> MaintainerSearch? {
    MaintainerSearch(roots: ["/tree"], files: FilesInMemory(texts: ["/tree/Maintainers.txt": text]))
  }

  @Test func aTreeWithoutTheFileHasNoSearch() {
    let search = MaintainerSearch(roots: ["/tree"], files: FilesInMemory(texts: [:]))
    #expect(search == nil)
  }

  @Test func aWellFormedFileHasNoWarnings() throws {
    let search = try #require(read("Ovmf\nF: OvmfPkg/\nM: A B <a@example.org>\n"))
    #expect(search.warnings.isEmpty)
  }

  @Test func whatIsWrongWithTheFileIsAWarning() throws {
    let search = try #require(read("Ovmf\nF: OvmfPkg/C++/\nM:\nQ: what\n"))
    #expect(
      search.warnings.map(\.code) == [
        .maintainersPatternSpecial, .maintainersTagEmpty, .maintainersTagUnknown,
      ])
    #expect(search.warnings.allSatisfy { $0.severity == .warning })
  }
}
