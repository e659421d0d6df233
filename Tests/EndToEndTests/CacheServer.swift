import Foundation
import TestSupport
import Testing

/// Debian's nginx on a free port of the loopback: `/open` takes PUT, `/closed` has the same files and takes none, `/slow` is
/// `/open` with twenty requests a second, `/full` takes nothing any more, `/garbage` has a greeting under every name.
final class CacheServer {
  private let scratch: Scratch
  private let configuration: String
  private var program: RunningProgram
  let address: String

  private init(_ scratch: Scratch, _ port: Int) throws {
    self.scratch = scratch
    configuration = try Self.configuration(scratch, port)
    address = "http://127.0.0.1:\(port)"
    program = try RunningProgram("/usr/sbin/nginx", ["-c", configuration])
  }

  static func run(_ body: (CacheServer) throws -> Void) throws {
    var log = ""
    for _ in 0..<5 {
      let server = try CacheServer(try Scratch(), Int.random(in: 20000...30000))
      defer { server.end(SIGTERM) }
      guard server.waitForStart() else {  // The port was somebody's.
        log = server.program.errors
        continue
      }
      return try body(server)
    }
    Issue.record("nginx cannot be started: \(log)")
  }

  private func waitForStart() -> Bool {
    let deadline = Date(timeIntervalSinceNow: 10)
    while program.isRunning, !scratch.exists("pid"), Date() < deadline { usleep(20000) }
    return program.isRunning
  }

  private func end(_ signal: Int32) {
    // One that was stopped must go on to end.
    program.send(SIGCONT, toGroup: true)
    program.send(signal, toGroup: true)
    _ = try? program.wait(seconds: 10)
  }

  /// Ends it without a word, as a machine that loses power does.
  func kill() { end(SIGKILL) }

  /// Stops it: connections are accepted, as the system does that, and nothing is answered.
  func stop() { program.send(SIGSTOP, toGroup: true) }

  /// Starts it again on its port with what it has.
  func restart() throws {
    try? FileManager.default.removeItem(atPath: "\(scratch.path)/pid")
    program = try RunningProgram("/usr/sbin/nginx", ["-c", configuration])
    #expect(waitForStart(), "\(program.errors)")
  }

  private static func configuration(_ scratch: Scratch, _ port: Int) throws -> String {
    let folder = scratch.path
    for name in ["root", "body"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    let temporary = ["proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
    let user = getuid() == 0 ? "user root;" : ""
    return try scratch.write(
      "nginx.conf",
      """
      daemon off; \(user) error_log stderr; pid \(folder)/pid;
      events {}
      http {
        log_format short '$request_method $status $uri'; access_log \(folder)/requests short;
        client_body_temp_path \(folder)/body; \(temporary.joined(separator: " "))
        client_max_body_size 1g;
        limit_req_zone $server_name zone=slow:1m rate=20r/s;
        server {
          listen 127.0.0.1:\(port);
          root \(folder)/root;
          location /open { dav_methods PUT; create_full_put_path on; }
          location /closed { alias \(folder)/root/open; }
          location /slow {
            alias \(folder)/root/open; dav_methods PUT; create_full_put_path on; limit_req zone=slow burst=10000;
          }
          location /full { return 507; }
          location /garbage { return 200 "hello"; }
        }
      }

      """)
  }

  /// The files that were uploaded.
  var files: [String] { CacheFolder.files(below: "\(scratch.path)/root") }

  /// Forgets all results, and keeps their contents.
  func removeEntries() throws {
    for path in files where path.contains("/ac/") { try FileManager.default.removeItem(atPath: path) }
  }

  /// The requests that were answered with success: method, status and path.
  var requests: [String] {
    ((try? scratch.text("requests")) ?? "").split(separator: "\n").map(String.init).filter {
      $0.contains(" 20")
    }
  }
}
