import TestSupport

/// Shell commands that may mount, in a mount namespace of their own, which ends with them.
enum Namespace {
  struct NotAllowed: Error, CustomStringConvertible {
    let reason: String
    var description: String {
      "this test mounts a file system, and may not: run it as root, or allow user namespaces "
        + "(in a container: --privileged, or --cap-add SYS_ADMIN); \(reason)"
    }
  }

  /// Words of `unshare` that work here: as root, else with a user namespace in which one is root.
  private static let flags: Result<[String], NotAllowed> = {
    var reason = ""
    for flags in [["-m"], ["-rm"]] {
      let script = "mount -t tmpfs -o size=64k tmpfs /mnt"
      guard let probe = try? Program.run("/usr/bin/unshare", flags + ["sh", "-c", script]) else { continue }
      if probe.status == 0 { return .success(flags) }
      reason = probe.errors
    }
    return .failure(NotAllowed(reason: reason))
  }()

  /// Runs a script of sh, whose `$0` is kiln and `$1…` are `arguments`.
  static func run(_ script: String, _ arguments: [String], in folder: String) throws -> Program {
    try Program.run(
      "/usr/bin/unshare", flags.get() + ["sh", "-c", script, Provided.kiln()] + arguments, in: folder)
  }
}
