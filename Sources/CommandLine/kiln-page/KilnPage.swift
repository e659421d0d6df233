import Pages
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The program that fills templates for kiln: a request on standard input, the page on standard output.
///
/// A program of its own, because the library that does it brings Foundation, which would cost kiln milliseconds of
/// start-up whenever ninja calls it.
@main
enum KilnPage {
  static func main() {
    do {
      let page = try PageRequest(json: try standardInput()).rendered()
      try FileDescriptor.standardOutput.writeAll(page.utf8)
    } catch {
      let reason = (error as? PageError)?.reason ?? String(describing: error)
      _ = try? FileDescriptor.standardError.writeAll("\(reason)\n".utf8)
      exit(1)
    }
  }

  private static func standardInput() throws -> [UInt8] {
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try chunk.withUnsafeMutableBytes { try FileDescriptor.standardInput.read(into: $0) }
      if count == 0 { return all }
      all += chunk.prefix(count)
    }
  }
}
