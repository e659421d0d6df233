import Bytes
import Compression
import FirmwareImage
import TestSupport
import Testing

@testable import Sizes

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
        // A file that is no sections has no children; of others, each byte is some child's.
        let parts = file.children.reduce(0) { $0 + $1.raw }
        #expect(file.children.isEmpty ? file.type == "raw" || file.type == "freeform" : parts == file.raw)
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

  /// Small functions are folded, small libraries are not, and nothing by itself.
  @Test func smallFunctionsAreFolded() {
    func node(_ kind: SizeTree.Kind, _ sizes: [Double]) -> SizeTree {
      SizeTree(
        name: "n", kind: .section, raw: 9, flash: sizes.reduce(0, +),
        children: sizes.map { SizeTree(name: "\($0)", kind: kind, raw: 3, flash: $0) })
    }
    let functions = node(.function, [1, 20, 15.5]).folded(to: 600, leastFunction: 16)
    #expect(functions.children.map(\.name) == ["20.0", "2 smaller"])
    #expect(functions.children.last?.flash == 16.5)
    for untouched in [node(.function, [1, 20]), node(.library, [1, 20, 15.5])] {
      #expect(untouched.folded(to: 600, leastFunction: 16) == untouched)
    }
    #expect(
      node(.function, [1, 2, 3]).folded(to: 600, leastFunction: 16).children.map(\.name) == ["3 smaller"])
  }

  /// A source that knows of every executable three functions of two libraries, one of them in two pieces.
  private struct Symbols: SymbolSource {
    func symbols(of module: GUID, executable: ArraySlice<UInt8>) -> [ModuleSymbol]? {
      guard executable.count > 600 else { return nil }
      return [
        ModuleSymbol(name: "f", library: "A", range: 512..<520),
        ModuleSymbol(name: "g", library: "B", range: 520..<530),
        ModuleSymbol(name: "f", library: "A", range: 530..<550),
        ModuleSymbol(name: "f", library: "B", range: 550..<551),
      ]
    }
  }

  /// Every byte below a file is some function's or some rest's, and all of a library are what `kiln size` says.
  @Test func librariesAndFunctions() throws {
    let path = "/usr/share/OVMF/OVMF_CODE.fd"
    let image = FlashImage.parse(try Provided.bytes(path), path: path, decoder: SectionCodecs()).image
    let attribution = SizeAttribution(image, ledgers: LZMALedgers(), symbols: Symbols())
    let tree = SizeTree(attribution, name: "OVMF_CODE")
    var libraries: [String: (raw: Int, flash: Double)] = [:]
    func look(_ node: SizeTree) {
      if node.kind == .library {
        libraries[node.name, default: (0, 0)].raw += node.raw
        libraries[node.name, default: (0, 0)].flash += node.flash
      }
      if node.children.isEmpty { return }
      #expect(node.children.reduce(0) { $0 + $1.raw } == node.raw, "\(node.name)")
      #expect(abs(node.children.reduce(0) { $0 + $1.flash } - node.flash) < 1e-6, "\(node.name)")
      node.children.forEach(look)
    }
    look(tree)
    #expect(libraries.count == 2)
    let rows = SizeRanking([attribution], by: .library).rows
    for (name, sum) in libraries {
      let row = try #require(rows.first { $0.name == name })
      #expect(row.raw == sum.raw && abs(row.flash - sum.flash) < 1e-6)
    }
    let executable = try #require(
      tree.children.flatMap(\.children).flatMap(\.children).first { !$0.children.isEmpty })
    #expect(executable.children.map(\.name) == ["A", "B", "(headers, relocations)"])
    #expect(executable.children.map(\.kind) == [.library, .library, .rest])
    let functions = executable.children[0].children + executable.children[1].children
    #expect(functions.map(\.name) == ["f", "g", "f"])
    #expect(functions.map(\.raw) == [28, 10, 1])
  }
}
