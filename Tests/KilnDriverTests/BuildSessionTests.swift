import Diagnostics
import Foundation
import Host
import Manifests
import PlatformModel
import Synchronization
import TestSupport
import Testing
import Vocabulary

@testable import KilnDriver

/// The stages of a build as far as nothing is compiled.
@Suite struct BuildSessionTests {
  /// The disk, counting how often each file is read.
  private final class CountingFiles: ManifestFiles {
    private let counts = Mutex<[String: Int]>([:])

    func read(_ path: String) -> ManifestFileContents {
      counts.withLock { $0[path, default: 0] += 1 }
      return FileSystem().read(path)
    }

    /// Of files whose names end so.
    func reads(endingIn suffix: String) -> Int {
      counts.withLock { $0.filter { $0.key.hasSuffix(suffix) }.map(\.value).reduce(0, +) }
    }
  }

  /// The tiny tree of the end-to-end tests, with a tool chain of its own.
  private struct Tree {
    let scratch: Scratch
    let files = CountingFiles()
    let context: Context

    init(dsc edit: (String) -> String = { $0 }) throws {
      scratch = try Scratch()
      let source = "\(Provided.root)/Tests/EndToEndTests/TinyTree"
      try FileManager.default.copyItem(atPath: source, toPath: "\(scratch.path)/tree")
      try scratch.write("tree/BaseTools/Conf/none.txt", "")
      try scratch.write(
        "tree/TinyPkg/TinyPkg.dsc", edit(try scratch.text("tree/TinyPkg/TinyPkg.dsc")))
      context = Context(Console(isQuiet: true), manifests: files)
    }

    func session(defines: [String] = []) throws -> BuildSession {
      let selection = PlatformSelection(
        platform: "TinyPkg/TinyPkg.dsc", workspace: "\(scratch.path)/tree", packagesPath: nil,
        architectures: [], target: BuildTarget("RELEASE"), toolchain: "GCC5", defines: defines, pcds: [])
      return try BuildSession(
        selection, packing: PackingSelection(prebuilt: nil, lzmaTool: nil), output: nil, context: context)
    }
  }

  private static func withUnknownSection(_ dsc: String) -> String {
    dsc.replacing("[Components]", with: "[Nonsense]\n  Anything\n[Components]")
  }

  @Test func generatingReadsNoManifest() async throws {
    let tree = try Tree()
    let resolved = try tree.session().resolve()
    let before = [".dsc", ".fdf", ".inf", ".dec"].map(tree.files.reads)
    let generated = try await resolved.generate()
    #expect([".dsc", ".fdf", ".inf", ".dec"].map(tree.files.reads) == before)
    #expect(!generated.sources.paths.isEmpty)
  }

  /// As `kiln size --with` does, which packs and compiles what it has resolved.
  @Test func aPlatformAndItsVariantAreReadOnceEach() throws {
    let tree = try Tree()
    let own = try tree.session().resolve()
    let once = tree.files.reads(endingIn: "TinyPkg.dsc")
    let variant = try tree.session(defines: ["FORMS=TRUE"]).resolve()
    #expect(tree.files.reads(endingIn: "TinyPkg.dsc") == 2 * once)
    #expect(variant.model.architectures[0].modules.count == own.model.architectures[0].modules.count + 1)
  }

  @Test func whatResolutionWarnsOfGoesToTheSink() throws {
    let tree = try Tree(dsc: Self.withUnknownSection)
    _ = try tree.session().resolve()
    // The tree has no sources of BaseTools.
    #expect(tree.context.warnings.all.map(\.code) == [.basetoolsNewer, .sectionUnknown])
    _ = try tree.session().platform()
    #expect(tree.context.warnings.all.count == 2)
  }

  @Test func onlyABuildFolderIsRemoved() throws {
    let tree = try Tree()
    let session = try tree.session()
    try tree.scratch.write("tree/Build/Tiny/RELEASE_GCC5/mine.txt", "x")
    #expect { try session.clean() } throws: { error in
      (error as? DiagnosticError)?.diagnostics.first?.code == .notABuildFolder
    }
    #expect(tree.scratch.exists("tree/Build/Tiny/RELEASE_GCC5/mine.txt"))
  }
}
