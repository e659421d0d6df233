import Foundation
import TestSupport
import Testing

/// The sample workflows of the guide for CI: their commands run as they stand.
@Suite struct WorkflowTests {
  /// The commands of a `yaml` block that call kiln: of `run:` in GitHub's form, of `script:` in GitLab's.
  private static func commands() throws -> [String] {
    let guide = String(decoding: try Provided.bytes("\(Provided.root)/Documentation/ci.md"), as: UTF8.self)
    let blocks = guide.components(separatedBy: "```yaml\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
    return blocks.flatMap { $0.components(separatedBy: "\n") }.compactMap { line in
      let words = line.trimmingCharacters(in: .whitespaces)
      return ["- run: ", "run: ", "- "].first { words.hasPrefix($0 + "kiln ") }.map {
        String(words.dropFirst($0.count))
      }
    }
  }

  @Test func commandsOfTheGuide() throws {
    let commands = try Self.commands()
    #expect(commands.count == 2, "\(commands)")
    let scratch = try Scratch()
    for (name, target) in [
      ("edk2", try Provided.edk2()), ("OVMF_CODE.fd", ShippedFirmware.code.path),
      ("kiln", try Provided.kiln()),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: "\(scratch.path)/\(name)", withDestinationPath: target)
    }
    for command in commands {
      let shell = try Program.run(
        "/bin/bash", ["-euc", "PATH=\"$PWD:$PATH\"; \(command)"], in: scratch.path)
      #expect(shell.status == 0, "\(command): \(shell.errors)")
      if command.contains("--format github") {
        try read("github", try scratch.write("printed", shell.output))
      }
      let words = command.components(separatedBy: " ")
      for (option, value) in zip(words, words.dropFirst()) where option == "--write" {
        let parts = value.components(separatedBy: "=")
        try read(parts[0], "\(scratch.path)/\(parts[1])")
      }
    }
  }

  private func read(_ format: String, _ path: String) throws {
    _ = try Program.oracle("check_reports.py", [format, path])
  }
}
