import Foundation
import TestSupport
import Testing

/// The sample workflows of the guide for CI, whose commands run as they stand on a branch that grows, and on one that does
/// not. The jobs run on clones of a repository that one may push to.
@Suite struct WorkflowTests {
  /// A repository of a tiny tree, and jobs of its CI system.
  private struct Project {
    let system: String
    let workspace: SourceWorkspace

    var origin: String { "\(workspace.scratch.path)/origin.git" }

    init(_ system: String) throws {
      self.system = system
      workspace = try SourceWorkspace([
        ("TinyPkg/Driver/Driver.inf", "  gTinyProtocolGuid AND TRUE", "  TRUE")
      ])
      try workspace.write(
        "firmware.dsc.inc",
        """
        [UserExtensions.Kiln."Variant"]
          plain | TinyPkg/TinyPkg.dsc -a X64 -b RELEASE | output = Build/plain
          forms | TinyPkg/TinyPkg.dsc -a X64 -b RELEASE -D FORMS=TRUE | output = Build/forms

        """)
      try shell("git init -q --bare --initial-branch main \(origin)", in: workspace.scratch.path)
      try shell(
        "git init -q --initial-branch main && git remote add origin \(origin) && git add . "
          + "&& git commit -q -m first && git push -q origin main")
      let guide = String(decoding: try Provided.bytes(Self.guide), as: UTF8.self)
      let setUp = guide.components(separatedBy: "```sh\n").first { $0.hasPrefix("git switch --orphan sizes") }
      try shell(try #require(setUp?.components(separatedBy: "```").first))
      try shell("git switch -q main")
    }

    static var guide: String { "\(Provided.root)/Documentation/ci.md" }

    private static let identity = [
      "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
      "GIT_COMMITTER_EMAIL": "a@example.org",
    ]

    @discardableResult
    func shell(_ script: String, in folder: String? = nil) throws -> String {
      let shell = try Program.run(
        "/bin/bash", ["-euc", script], in: folder ?? workspace.path, environment: Self.identity)
      try #require(shell.status == 0, "\(script): \(shell.errors)")
      return shell.output
    }

    /// Pushes a branch with a change of App.c.
    func push(_ branch: String, inPlaceOfReturn text: String) throws {
      try shell("git switch -q -c \(branch) main")
      try workspace.edit("TinyPkg/App/App.c", "  return Sub (Value, 1)", text)
      try shell("git commit -q -a -m \(branch) && git push -q origin \(branch) && git switch -q main")
    }

    /// What CI does with a branch, in a new clone.
    func job(_ branch: String, _ event: String) throws -> Program {
      let folder = "\(workspace.scratch.path)/job-\(branch)-\(UUID().uuidString)"
      try shell("git clone -q \(origin) \(folder)")
      try shell("git switch -q --detach origin/\(branch)", in: folder)
      let bin = "\(workspace.scratch.path)/bin"
      try shell("mkdir -p \(bin) && ln -sf \(try Provided.kiln()) \(bin)/kiln")
      let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
      return try Program.run(
        try Provided.python(), ["\(Provided.root)/Tests/Oracles/run_workflow.py", Self.guide, system, event],
        in: folder,
        environment: [
          "PATH": "\(bin):\(path)", "SIZES_URL": origin, "GIT_CONFIG_GLOBAL": "\(folder)/../gitconfig",
        ])
    }
  }

  @Test(arguments: ["github", "gitlab"])
  func aBranchIsStoppedWhenItGrows(system: String) throws {
    let project = try Project(system)
    try project.push("same", inPlaceOfReturn: "  // Nothing that is compiled.\n  return Sub (Value, 1)")
    try project.push(
      "grown",
      inPlaceOfReturn: "  static const volatile UINT8 mTable[5000] = { 1, 2, 3 };\n"
        + "  Value += mTable[Value % 5000];\n  return Sub (Value, 1)")
    try project.push("broken", inPlaceOfReturn: "  this is not C")

    let early = try project.job("same", "pull_request")
    #expect(early.status == 1, "\(early.errors)")
    #expect(early.errors.contains("sizes/sizes.jsonl"), "\(early.errors)")

    let main = try project.job("main", "push")
    #expect(main.status == 0, "\(main.errors)")
    let records = try project.shell("git --git-dir \(project.origin) show sizes:sizes.jsonl")
    #expect(records.split(separator: "\n").count == 2)

    let same = try project.job("same", "pull_request")
    #expect(same.status == 0, "\(same.errors)")
    #expect((same.output + same.errors).contains("2 variants checked, 0 not checked"), "\(same.output)")

    let grown = try project.job("grown", "pull_request")
    #expect(grown.status == 2, "\(grown.output)\(grown.errors)")

    let broken = try project.job("broken", "pull_request")
    #expect(broken.status == 1, "\(broken.errors)")
  }
}
