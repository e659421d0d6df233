import Compression
import FirmwareImage
import TestSupport
import Testing

@testable import Analysis

@Suite struct SizeTreeTests {
  private func leaf(_ name: String, _ size: Int) -> SizeTree {
    SizeTree(name: name, kind: .file, raw: size, flash: Double(size) / 2)
  }

  /// Debian's image: three volumes with files of their own, whose costs are those of the files.
  @Test func volumesOfDebiansImage() throws {
    let path = "/usr/share/OVMF/OVMF_CODE.fd"
    let image = FlashImage.parse(try Provided.bytes(path), path: path, decoder: SectionCodecs()).image
    let attribution = SizeAttribution(image, ledgers: LZMALedgers())
    let tree = SizeTree(attribution, name: "OVMF_CODE")
    #expect(tree.children.map(\.name) == ["PEIFV", "DXEFV", "SECFV"])
    for volume in tree.children {
      #expect(abs(volume.flash - volume.children.reduce(0) { $0 + $1.flash }) < 1e-6)
      #expect(volume.raw == volume.children.reduce(0) { $0 + $1.raw })
      for file in volume.children {
        #expect(file.children.reduce(0) { $0 + $1.raw } <= file.raw)
      }
    }
    #expect(tree.raw == tree.children.reduce(0) { $0 + $1.raw })
    // The file around the volumes is none of the tree's.
    #expect(tree.children.flatMap(\.children).count == attribution.files.count - 1)
  }

  @Test func theSmallestAreFolded() {
    let tree = SizeTree(
      name: "v", kind: .volume, raw: 30, flash: 15,
      children: [leaf("a", 1), leaf("b", 9), leaf("c", 2), leaf("d", 8), leaf("e", 2)])
    let folded = tree.folded(to: 3)
    #expect(folded.children.map(\.name) == ["b", "d", "3 smaller"])
    #expect(folded.children.last == SizeTree(name: "3 smaller", kind: .rest, raw: 5, flash: 2.5))
    #expect(tree.folded(to: 5) == tree)
    #expect((folded.raw, folded.flash) == (30, 15))
  }
}
