import Foundation
import TestSupport
import Testing

/// A matrix of variants on several machines, each with a checkout and a cache of its own, and one server.
@Suite struct SeveralMachineTests {
  private static let variants = """
    [UserExtensions.Kiln."Variant"]
      plain | TinyPkg/TinyPkg.dsc -a X64 -b RELEASE | output = Build/plain
      forms | TinyPkg/TinyPkg.dsc -a X64 -b RELEASE -D FORMS=TRUE | output = Build/forms

    """

  private struct Machine {
    let workspace: SourceWorkspace
    let cache: CacheFolder

    init(_ name: String) throws {
      workspace = try SourceWorkspace(SourceWorkspace.compressing, name: name)
      cache = try CacheFolder()
      try workspace.write("variants.dsc.inc", SeveralMachineTests.variants)
    }

    func arguments(_ more: [String]) throws -> [String] {
      [
        "build", "--variants", "\(workspace.path)/variants.dsc.inc", "-w", workspace.path, "--reproducible",
        "--lzma-tool", try Provided.lzmaTool(),
      ] + more
    }

    func image(_ variant: String) throws -> [UInt8] {
      try workspace.scratch.bytes("\(workspace.name)/Build/\(variant)/FV/TINY.fd")
    }
  }

  @Test func twoMachinesShareAMatrix() throws {
    let alone = try Machine("alone")
    let whole = try Program.kiln(try alone.arguments(["--no-cache"]))
    #expect(whole.status == 0, "\(whole.errors)")
    #expect(whole.output.hasSuffix("2 variants built, 0 not built\n"), "\(whole.output)")
    let (plain, forms) = (try alone.image("plain"), try alone.image("forms"))
    #expect(plain != forms)

    try CacheServer.run { server in
      let url = ["--cache-url", "\(server.address)/open"]
      let parts = [("plain", plain), ("forms", forms)]
      let machines = try parts.map { try Machine("machine for \($0.0)") }
      let running = try zip(machines, parts).map { machine, part in
        try RunningProgram(
          Provided.kiln(), machine.arguments(["--only", part.0] + url), environment: machine.cache.environment
        )
      }
      var ran = 0
      for (program, (machine, part)) in zip(running, zip(machines, parts)) {
        let kiln = try program.wait(seconds: 600)
        #expect(kiln.status == 0, "\(kiln.errors)")
        #expect(kiln.cacheCodes.isEmpty, "\(kiln.errors)")
        #expect(
          kiln.output.hasSuffix("1 variant built, 0 not built, 1 left out by --only\n"), "\(kiln.output)")
        #expect(try machine.image(part.0) == part.1)
        ran += kiln.actions.reduce(0, +)
      }
      // A machine that was not there takes both variants from the server.
      let third = try Machine("a third machine")
      let kiln = try Program.kiln(try third.arguments(url), environment: third.cache.environment)
      #expect(kiln.status == 0, "\(kiln.errors)")
      #expect(kiln.cacheCodes.isEmpty, "\(kiln.errors)")
      #expect(!kiln.errors.contains("compressing"), "\(kiln.errors)")
      // antlr and dlg write the folder into the sources of VfrCompile, which are compiled again. The program is the same.
      let counts = kiln.errors.matches(of: /([0-9]+) actions run|([0-9]+) taken from the cache/)
        .compactMap { Int($0.output.1 ?? $0.output.2 ?? "") }
      #expect(counts.count == 3 && counts.reduce(0, +) == ran, "\(ran): \(kiln.errors)")
      #expect(counts.count == 3 && counts[1] < ran / 8, "\(kiln.errors)")
      #expect(
        kiln.errors.components(separatedBy: "1 stream taken from the cache").count == 3, "\(kiln.errors)")
      #expect(try third.image("plain") == plain)
      #expect(try third.image("forms") == forms)
    }
  }
}
