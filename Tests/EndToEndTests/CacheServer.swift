import Foundation
import TestSupport
import Testing

/// Debian's nginx on a free port of the loopback: `/open` takes PUT, `/closed` has the same files and takes none, `/full`
/// takes nothing any more, `/garbage` has a greeting under every name.
struct CacheServer {
  let scratch: Scratch
  let address: String

  static func run(_ body: (CacheServer) throws -> Void) throws {
    var log = ""
    for _ in 0..<5 {
      let scratch = try Scratch()
      let port = Int.random(in: 20000...30000)
      let server = try RunningProgram("/usr/sbin/nginx", ["-c", try configuration(scratch, port)])
      defer {
        server.send(SIGTERM, toGroup: true)
        _ = try? server.wait(seconds: 10)
      }
      let deadline = Date(timeIntervalSinceNow: 10)
      while server.isRunning, !scratch.exists("pid"), Date() < deadline { usleep(20000) }
      log = server.errors
      guard server.isRunning else { continue }  // The port was somebody's.
      return try body(CacheServer(scratch: scratch, address: "http://127.0.0.1:\(port)"))
    }
    Issue.record("nginx cannot be started: \(log)")
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
        access_log off; client_body_temp_path \(folder)/body; \(temporary.joined(separator: " "))
        client_max_body_size 1g;
        server {
          listen 127.0.0.1:\(port);
          root \(folder)/root;
          location /open { dav_methods PUT; create_full_put_path on; }
          location /closed { alias \(folder)/root/open; }
          location /full { return 507; }
          location /garbage { return 200 "hello"; }
        }
      }

      """)
  }

  /// The files that were uploaded.
  var files: [String] {
    let names =
      FileManager.default.enumerator(atPath: "\(scratch.path)/root")?.compactMap { $0 as? String } ?? []
    return names.filter { $0.split(separator: "/").count == 3 }.map { "\(scratch.path)/root/\($0)" }.sorted()
  }
}
