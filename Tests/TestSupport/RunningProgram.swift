import Foundation

/// A program that was started, leader of a process group of its own.
///
/// Foundation's `Process` learns of a child's end through a socket that other children inherit: a child that waits
/// for a test, while the test waits for `Process`, is a deadlock. Here the end is what `waitpid` tells.
package final class RunningProgram {
  package let identifier: Int32
  private let scratch: Scratch
  private let command: String
  /// What `waitpid` said of its end.
  private var end: Int32?

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  package init(
    _ path: String, _ arguments: [String], in folder: String? = nil, environment: [String: String] = [:]
  ) throws {
    scratch = try Scratch()
    command = "\(path) \(arguments.joined(separator: " "))"
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    // Files, not pipes: a pipe that nobody reads in time would stop the program.
    for (descriptor, name) in [(STDOUT_FILENO, "output"), (STDERR_FILENO, "errors")] {
      posix_spawn_file_actions_addopen(
        &actions, descriptor, try scratch.write(name, ""), O_WRONLY | O_APPEND, 0)
    }

    // Foundation opens files without O_CLOEXEC: what another test has open for writing is none of the child's, which
    // would keep it open as long as it runs.
    let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
    for descriptor in open where descriptor > STDERR_FILENO {
      posix_spawn_file_actions_addclose(&actions, descriptor)
    }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    // A child inherits what its thread blocks, and the threads that tests run on block nearly all signals: QEMU's
    // processors would never stop for its main loop.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)

    var variables = ProcessInfo.processInfo.environment
    // What another test has compiled is none of this one's, unless it asks for a cache of its own.
    if environment["KILN_ACTION_CACHE"] == nil { variables["KILN_NO_CACHE"] = "1" }
    variables.merge(environment) { $1 }
    // Glibc's module does not show posix_spawn_file_actions_addchdir_np: a shell changes the folder.
    let moved = folder.map { ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", $0, path] } ?? [path]
    var words = (moved + arguments).map { strdup($0) } + [nil]
    var settings = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var identifier = pid_t()
    let error = posix_spawn(&identifier, moved[0], &actions, &attributes, &words, &settings)
    guard error == 0 else {
      throw Failure(description: "\(command) cannot be started: \(String(cString: strerror(error)))")
    }
    self.identifier = identifier
  }

  package var isRunning: Bool {
    if end == nil {
      var status: Int32 = 0
      if waitpid(identifier, &status, WNOHANG) == identifier { end = status }
    }
    return end == nil
  }

  /// What it has said up to now.
  package var errors: String { (try? scratch.text("errors")) ?? "" }

  /// Sends `signal` to it, or to its whole group.
  package func send(_ signal: Int32, toGroup: Bool) {
    if isRunning { kill(toGroup ? -identifier : identifier, signal) }
  }

  /// Waits for its end; one that is not done after `seconds` is killed and fails the test.
  package func wait(seconds: Double = 300) throws -> Program {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while isRunning {
      if Date() > deadline {
        kill(identifier, SIGKILL)
        while isRunning { usleep(5000) }
        throw Program.TimedOut(description: "\(command) took more than \(seconds) s")
      }
      usleep(5000)
    }
    // As <sys/wait.h> takes a status apart: the signal's number in the low seven bits, the exit code in the byte above.
    let (status, signal) = (end ?? 0, (end ?? 0) & 0x7F)
    return Program(
      output: try scratch.text("output"), errors: try scratch.text("errors"),
      status: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
  }
}
