import Foundation
import TestSupport
import Testing

/// Disks that cannot be written to, and builds that want the same folder.
@Suite struct DiskTests {
  /// A build folder that was mounted read-only, with and without a finished build in it.
  @Test(arguments: [false, true])
  func readOnlyFolder(isBuilt: Bool) throws {
    let workspace = try SourceWorkspace()
    try FileManager.default.createDirectory(
      atPath: "\(workspace.path)/\(workspace.output())", withIntermediateDirectories: true)
    if isBuilt { #expect(try workspace.build().status == 0) }
    let before = try workspace.files()
    let kiln = try Namespace.run(
      "mount --bind Build Build && mount -o remount,ro,bind Build && exec \"$0\" \"$@\"",
      workspace.arguments(["--pcd", "gTinyPkgTokenSpaceGuid.PcdTimes=9"]), in: workspace.path)
    #expect(kiln.status == 1, "\(kiln.errors)")
    #expect(kiln.errors.contains("[output-unwritable]\n  fix: "), "\(kiln.errors)")
    #expect(kiln.errors.contains("Build/Tiny/RELEASE_GCC5"), "\(kiln.errors)")
    #expect(kiln.errors.lowercased().contains("read-only"), "\(kiln.errors)")
    #expect(try workspace.files() == before)
  }

  /// A disk of every size from one that takes nothing to one that takes all: each build ends with a
  /// diagnostic and no image, or with the right image; and once there is room, the same folder builds.
  @Test func fullDisk() throws {
    let workspace = try SourceWorkspace()
    let right = try workspace.freshImage()
    try FileManager.default.createDirectory(
      atPath: "\(workspace.path)/Build", withIntermediateDirectories: true)
    let script = """
      mount -t tmpfs -o size="$1" tmpfs Build || exit 99
      shift
      "$0" "$@" > out 2> errors
      status=$?
      cp Build/Tiny/RELEASE_GCC5/FV/TINY.fd image 2> /dev/null
      mount -o remount,size=16m Build || exit 99
      "$0" "$@" > again.out 2> again.errors || exit 98
      cp Build/Tiny/RELEASE_GCC5/FV/TINY.fd again
      exit $status
      """
    var codes: Set<String> = []
    var endings: Set<Int32> = []
    for size in ["4k", "48k", "128k", "256k", "400k", "480k", "560k", "640k", "720k", "800k", "16m"] {
      for name in ["errors", "image", "again", "again.errors"] where workspace.exists(name) {
        try workspace.remove(name)
      }
      let run = try Namespace.run(script, [size] + workspace.arguments(), in: workspace.path)
      let errors = try workspace.text("errors")
      let again = try workspace.text("again.errors")
      endings.insert(run.status)
      if run.status == 0 {
        #expect(try workspace.scratch.bytes("tree/image") == right, "\(size)")
      } else {
        #expect(run.status == 1, "\(size): \(run.status) \(errors) \(again)")
        #expect(errors.contains("  fix: "), "\(size): \(errors)")
        // binutils' ar, short of room, can say that the reason is "Success".
        let reasons = ["no space left on device", "reason: success"]
        #expect(reasons.contains { errors.lowercased().contains($0) }, "\(size): \(errors)")
        #expect(!workspace.exists("image"), "\(size): an image was left")
      }
      for code in ["output-unwritable", "command-failed", "ninja-failed"] where errors.contains("[\(code)]") {
        codes.insert(code)
      }
      #expect(try workspace.scratch.bytes("tree/again") == right, "\(size)")
    }
    // The sizes are such that kiln's own files, a compiler's and nothing at all do not fit.
    #expect(codes.isSuperset(of: ["output-unwritable", "command-failed"]), "\(codes)")
    #expect(endings == [0, 1])
  }

  @Test func twoBuildsInOneFolder() throws {
    let workspace = try SourceWorkspace.large()
    let first = try workspace.start(["-j", "1"])
    while first.isRunning, !workspace.exists("\(workspace.output())/build.ninja") { usleep(1000) }
    let second = try workspace.start(["-j", "1"])
    let (one, two) = (try first.wait(), try second.wait())
    #expect(one.status == 0, "\(one.errors)")
    #expect(two.status == 0, "\(two.errors)")
    #expect(two.errors.contains("waiting for process \(first.identifier), which builds in "), "\(two.errors)")
    #expect(!one.errors.contains("waiting"))
    // The second finds nothing left to compile.
    #expect(!two.errors.contains("actions run"), "\(two.errors)")
    #expect(try workspace.image() == workspace.freshImage())
  }
}
