import Foundation
import TestSupport
import Testing

@testable import KilnDriver

/// The command line of edk2's `build`; what it means is what edk2's own parser says (buildoptions.py, with Python's
/// optparse).
@Suite struct EDK2CommandLineTests {
  /// Words are separated by blanks.
  private static let lines = [
    "", "-a X64 -t GCC5 -p OvmfPkg/OvmfPkgX64.dsc -DNETWORK_TLS_ENABLE -DFD_SIZE_2MB -b RELEASE",
    "-a IA32 -a X64 -aARM --arch AARCH64 --arch=EBC", "-pA.dsc all", "all -p A.dsc", "-p A.dsc -- -q x",
    "--plat A.dsc --buildt DEBUG --tag GCC", "--def X=1 --define=Y=2=3 -D Z", "--pc a.b=1 --pcd=c=\"x\"",
    "-qsv", "-qn 4", "-qn4", "-n 0x10", "-n 010", "-n 0b11", "-n -1", "-n 08", "-n four", "-n", "-n 1 -n 2",
    "-d 9 -d 5", "-d 0xg", "-l 65536 --cmd-len=4096", "-y r.txt -Y PCD -Y HASH", "-Y TIME", "-Y pcd",
    "-w -j log.txt", "-u -e -c -N", "--hash --binary-destination=cache", "--hash=1", "--conf Conf",
    "--ignore-sources --check-usage", "--no-genfds-multi-thread --genfds-multi-thread",
    "--disable-include-path-check", "--disable", "--genfds", "--no", "--n", "--p A", "--re x", "--zz", "--",
    "-z", "-qz", "-", "-x SKU", "-x A -x B", "-f a.fdf", "-f a -f b", "-p a -p b", "-m a -m b",
    "-r FD1 -r FD2 -i FV -C Cap", "-F -c", "-F", "--pcd", "-p", "--platform=", "-p -q", "-D", "-h",
    "--version",
    "fds all", "CLEAN", "--verb", "--ver", "--sku A", "--skip", "--s", "--log=x --log y", "-k", "-o x",
  ]

  private struct Reading: Decodable {
    /// A value that is a number for an option that takes one.
    struct Value: Decodable {
      let text: String
      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try (try? container.decode(String.self)) ?? String(container.decode(Int.self))
      }
    }
    let error: String?, words: [String]?, options: [String: [Value]]?
  }

  /// `-h` and `--version` end the parser before it has a result.
  private static let compared = lines.filter { !["-h", "--version"].contains($0) }

  @Test func linesMeanWhatTheyMeanToEDK2() throws {
    let oracle = try Program.oracle("build_options.py", [Provided.edk2()] + Self.compared)
    let theirs = try JSONDecoder().decode([Reading].self, from: Data(oracle.output.utf8))
    #expect(theirs.count == Self.compared.count)
    for (line, expected) in zip(Self.compared, theirs) {
      do {
        let read = try EDK2CommandLine(parsing: line.split(separator: " ").map(String.init))
        #expect(expected.error == nil, "'\(line)': edk2 says \(expected.error ?? "")")
        #expect(read.words == expected.words, "'\(line)'")
        let names = Set(read.options.map(\.name.rawValue))
        #expect(names == Set((expected.options ?? [:]).keys), "'\(line)'")
        for (name, values) in expected.options ?? [:] {
          let option = try #require(EDK2Option.Name(rawValue: name))
          #expect(read[option].map { Self.normal($0, option) } == values.map(\.text), "'\(line)'")
        }
      } catch let fault as EDK2CommandLine.Fault {
        // The newest release has one choice more than 2022.11.
        let reason = fault.reason.replacingOccurrences(of: ", 'COMPILE_INFO')", with: ")")
        #expect(reason == expected.error, "'\(line)'")
      }
    }
  }

  /// Numbers in decimal.
  private static func normal(_ value: String, _ name: EDK2Option.Name) -> String {
    guard case .number = EDK2Option[name]?.argument else { return value }
    return EDK2CommandLine.number(value).map { String($0) } ?? value
  }

  /// What follows is not even read, as in optparse.
  @Test(arguments: [["-h", "-z"], ["--version", "--zz"]])
  func helpEndsIt(arguments: [String]) throws {
    let line = try EDK2CommandLine(parsing: arguments)
    #expect(line.has(.help) || line.has(.version))
  }

  @Test func aChoiceOfTheNewestRelease() throws {
    #expect(try EDK2CommandLine(parsing: ["-Y", "COMPILE_INFO"])[.reportType] == ["COMPILE_INFO"])
  }

  @Test(arguments: [
    (["/usr/lib/kiln/build"], true), (["build", "-h"], true), (["kiln", "build"], false), ([], false),
    (["/opt/build/kiln"], false), (["build", "tool", "trim"], false),
  ])
  func theNameDecides(arguments: [String], expected: Bool) {
    #expect(EDK2Program.isCalled(by: arguments) == expected)
  }
}
