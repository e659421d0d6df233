import Diagnostics
import PlatformModel
import Testing

/// The order in which the constructors of libraries run.
@Suite struct ConstructorTests {
  /// A module `Dxe` that links the libraries named `uses`.
  ///
  /// - Parameter libraries: name, whether it has a constructor, what it uses.
  private static func workspace(_ uses: String, _ libraries: [(String, Bool, String)]) -> Workspace {
    Workspace(
      "[LibraryClasses]\n" + libraries.map { "  \($0.0)|Pkg/\($0.0).inf\n" }.joined()
        + "[Components]\n  Pkg/Dxe.inf",
      libraries.map { .library($0.0, $0.0, constructor: $0.1, uses: $0.2) } + [.module("Dxe", uses: uses)])
  }

  static let chain = workspace("A", [("A", true, "B"), ("B", true, "C"), ("C", true, "")])
  static let diamond = workspace(
    "Top", [("Top", true, "L R"), ("L", true, "Base"), ("R", true, "Base"), ("Base", true, "")])
  /// A circle that one library without a constructor breaks.
  static let broken = workspace("A", [("A", true, "B"), ("B", false, "C"), ("C", true, "A")])
  static let circleOfNone = workspace("A", [("A", false, "B"), ("B", false, "A"), ("C", true, "")])
  static let circle = workspace("A Other", [("A", true, "B"), ("B", true, "A"), ("Other", false, "")])

  @Test func whatAConstructorNeedsIsConstructedBefore() throws {
    #expect(Self.chain.build().value?.libraries(of: "Dxe") == ["C", "B", "A"])
    let order = try #require(Self.diamond.build().value?.libraries(of: "Dxe"))
    #expect(order.first == "Base" && order.last == "Top" && order.count == 4)
  }

  @Test func circlesWithoutConstructorsAreNone() {
    #expect(Self.broken.build().value?.libraries(of: "Dxe")?.count == 3)
    #expect(Self.circleOfNone.build().codes == [])
  }

  @Test func constructorsThatNeedEachOther() throws {
    let outcome = Self.circle.build()
    #expect(outcome.codes == ["constructor-circle"])
    let error = try #require(outcome.diagnostics.first)
    #expect(error.line == "Pkg/A.inf:8" && error.message.contains("Pkg/Dxe.inf"))
    #expect(error.notes.map(\.message) == ["used by Pkg/B.inf"])
  }

  /// Platforms of 30 modules, each with eight libraries that use each other at random, by a generator that
  /// gives the same ones every time. Only libraries without a constructor use earlier ones, so that no
  /// circle is one of constructors.
  static func random(seed: UInt64) -> Workspace {
    var state = seed
    func chance(_ outOf: UInt64) -> Bool {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % outOf == 0
    }
    var (classes, components) = ("[LibraryClasses]\n", "[Components]\n")
    var manifests: [Manifest] = []
    for module in 0..<30 {
      let names = (0..<8).map { "M\(module)L\($0)" }
      let constructors = names.map { _ in !chance(3) }
      for (index, name) in names.enumerated() {
        let uses = names.indices.filter { other in
          other > index ? chance(3) : other < index && !constructors[index] && chance(4)
        }
        classes += "  \(name)|Pkg/\(name).inf\n"
        manifests.append(
          .library(
            name, name, constructor: constructors[index],
            uses: uses.map { names[$0] }.joined(separator: " ")))
      }
      components += "  Pkg/M\(module).inf\n"
      manifests.append(
        .module("M\(module)", uses: names.filter { _ in chance(2) }.joined(separator: " ")))
    }
    return Workspace(classes + components, manifests)
  }
}
