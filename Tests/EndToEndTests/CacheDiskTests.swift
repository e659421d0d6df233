import Foundation
import TestSupport
import Testing

/// An action cache on a disk that is full, or that cannot be written.
@Suite struct CacheDiskTests {
  private static let start = """
    export KILN_ACTION_CACHE="$PWD/actions"
    unset KILN_NO_CACHE
    mkdir -p actions

    """

  private struct Run {
    let kiln: Program
    let image: [UInt8]
  }

  /// Builds in a mount namespace, after `mount` has been done, and again, after `remount`; each in an empty folder.
  private func builds(
    _ workspace: SourceWorkspace, mount: String, remount: String = "true", _ more: [String] = []
  ) throws -> [Run] {
    let script =
      Self.start + """
        \(mount) || exit 99
        for run in first second; do
          rm -rf tree/Build
          "$0" "$@" 2> $run.errors || exit
          cp tree/\(workspace.output())/FV/TINY.fd $run.fd || exit 98
          find actions -name '.kiln-*' -o -name 'kiln-*' > $run.left
          \(remount) || exit 97
        done
        """
    let run = try Namespace.run(script, workspace.arguments(more), in: workspace.scratch.path)
    #expect(run.status == 0, "\(mount): \(run.errors)")
    return try ["first", "second"].map { name in
      #expect(try workspace.scratch.text("\(name).left").isEmpty, "\(mount): temporary files are left")
      return Run(
        kiln: Program(output: "", errors: try workspace.scratch.text("\(name).errors"), status: 0),
        image: try workspace.scratch.bytes("\(name).fd"))
    }
  }

  /// A disk of every size from one that takes nothing to one that takes all.
  @Test func aFullDiskIsOneWarning() throws {
    let workspace = try SourceWorkspace(SourceWorkspace.compressing)
    let options = ["--lzma-tool", try Provided.lzmaTool()]
    let image = try workspace.freshImage(options)
    var kept: Set<Int> = []
    for disk in [
      "size=4k", "size=64k", "size=160k", "size=240k", "nr_inodes=9", "nr_inodes=100",
      "size=64m",
    ] {
      let runs = try builds(
        workspace, mount: "mount -t tmpfs -o \(disk) tmpfs actions",
        remount: "mount -o remount,size=64m,nr_inodes=10000 actions", options)
      let (first, second) = (runs[0], runs[1])
      #expect(
        first.kiln.cacheCodes == (disk == "size=64m" ? [] : ["cache-unwritable"]),
        "\(disk): \(first.kiln.errors)")
      if disk != "size=64m" {
        #expect(first.kiln.errors.lowercased().contains("no space left"), "\(disk): \(first.kiln.errors)")
      }
      #expect(first.kiln.actions == [27, 0], "\(disk): \(first.kiln.errors)")
      #expect(first.image == image, "\(disk): another image")
      // What was kept is whole, and there is room now.
      #expect(second.kiln.cacheCodes.isEmpty, "\(disk): \(second.kiln.errors)")
      #expect(second.kiln.actions.reduce(0, +) == 27, "\(disk): \(second.kiln.errors)")
      #expect(second.image == image, "\(disk): another image")
      kept.insert(second.kiln.actions[1])
    }
    // The sizes are such that nothing, some and all results were kept.
    #expect(kept.isSuperset(of: [0, 27]) && kept.count > 2, "\(kept)")
  }

  /// As a layer of a container image, or a share of a server.
  @Test func aReadOnlyFolderIsRead() throws {
    let workspace = try SourceWorkspace(SourceWorkspace.compressing)
    let options = ["--lzma-tool", try Provided.lzmaTool()]
    let image = try workspace.freshImage(options)
    let mount = "mount --bind actions actions && mount -o remount,ro,bind actions"
    for run in try builds(workspace, mount: mount, options) {
      #expect(run.kiln.cacheCodes == ["cache-unwritable"], "\(run.kiln.errors)")
      #expect(run.kiln.errors.lowercased().contains("read-only"), "\(run.kiln.errors)")
      #expect(run.kiln.actions == [27, 0], "\(run.kiln.errors)")
      #expect(run.image == image)
    }
    // One that has everything is no reason for a warning.
    try workspace.remove("Build")
    let filled = try workspace.build(
      options, environment: ["KILN_ACTION_CACHE": "\(workspace.scratch.path)/actions"])
    #expect(filled.cacheCodes.isEmpty, "\(filled.errors)")
    for run in try builds(workspace, mount: mount, options) {
      #expect(run.kiln.cacheCodes.isEmpty, "\(run.kiln.errors)")
      #expect(run.kiln.actions == [0, 27], "\(run.kiln.errors)")
      #expect(run.kiln.errors.contains("1 stream taken"), "\(run.kiln.errors)")
      #expect(run.image == image)
    }
  }

  /// What the server has does not fit into the folder: that is the folder's fault.
  @Test func aFullDiskIsNotTheServers() throws {
    let workspace = try SourceWorkspace()
    let image = try workspace.freshImage(["--reproducible"])
    try CacheServer.run { server in
      let remote = ["--reproducible", "--cache-url", "\(server.address)/open"]
      #expect(try workspace.build(remote, environment: try CacheFolder().environment).status == 0)
      for disk in ["size=4k", "size=64k", "size=160k"] {
        let runs = try builds(workspace, mount: "mount -t tmpfs -o \(disk) tmpfs actions", remote)
        for run in runs {
          #expect(run.kiln.cacheCodes == ["cache-unwritable"], "\(disk): \(run.kiln.errors)")
          #expect(run.image == image, "\(disk): another image")
        }
      }
    }
  }
}
