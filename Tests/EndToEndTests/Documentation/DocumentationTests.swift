import Foundation
import TestSupport
import Testing

/// What README and Documentation tell people to type works and prints what they show.
@Suite struct DocumentationTests {
  /// The commands and options of the kiln under test, by its own help.
  private static let help = Result {
    let commands = try Program.kiln(["--help"]).output.split(separator: "\n").compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
    }
    var options: [String: Set<String>] = [:]
    for command in commands.filter({ $0.allSatisfy(\.isLetter) }) {
      let help = try Program.kiln(["help", command])
      guard help.status == 0 else { continue }
      let named = help.output.split(separator: "\n").filter { $0.hasPrefix("  -") }.flatMap { line in
        line.split { " ,".contains($0) }.prefix { $0.hasPrefix("-") }
      }
      options[command] = Set(named.map(String.init))
    }
    return options
  }

  @Test func thereAreDocuments() {
    #expect(Document.all.count > 10)
    #expect(Document.all[0].lines.count <= 131, "README has at most 130 lines")
  }

  @Test(arguments: Document.all)
  func commandsAndOptionsExist(_ document: Document) throws {
    let known = try Self.help.get()
    let typed = document.blocks.flatMap(\.commands) + document.workflowCommands + document.mentions
    for command in typed where command.words.first == "kiln" {
      let words = Array(command.words.dropFirst())
      let place = "\(document.path):\(command.line): \(command.text)"
      // Of the argument parser, and what only builds and developers call: in no help.
      let hidden = ["help", "--help", "--version", "--generate-completion-script", "tool"]
      if hidden.contains(words.first ?? "") { continue }
      guard let name = words.first, let options = known[name] else {
        Issue.record("no such command: \(place)")
        continue
      }
      for word in words where word.hasPrefix("-") {
        let long = word.split(separator: "=").first.map(String.init) ?? word
        let option = word.hasPrefix("--") ? long : String(word.prefix(2))
        #expect(options.contains(option), "no option \(option): \(place)")
      }
    }
  }

  @Test(arguments: Document.all)
  func targetsOfMakeExist(_ document: Document) throws {
    let makefile = String(decoding: try Provided.bytes("\(Provided.root)/Makefile"), as: UTF8.self)
    for command in document.blocks.flatMap(\.commands) where command.words.first == "make" {
      #expect(makefile.contains("\n\(command.words[1]):"), "\(document.path):\(command.line)")
    }
  }

  @Test(arguments: Document.all)
  func linksLeadSomewhere(_ document: Document) throws {
    let folder = document.path.contains("/") ? "Documentation/" : ""
    for (line, target) in document.links {
      let parts = target.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
      let path = parts[0].isEmpty ? document.path : folder + parts[0]
      let file = URL(filePath: "\(Provided.root)/\(path)").standardized.path
      let place = "\(document.path):\(line): \(target)"
      #expect(FileManager.default.fileExists(atPath: file), "no such file: \(place)")
      guard parts.count > 1, let other = Document.all.first(where: { "\(Provided.root)/\($0.path)" == file })
      else { continue }
      #expect(other.anchors.contains(parts[1]), "no such heading: \(place)")
    }
  }

  /// A command that is only listed, or ends with something else than 0, is still in a document.
  @Test func everyExceptionIsUsed() {
    let typed = Set(Document.all.flatMap(\.blocks).flatMap(\.commands).map(\.text))
    for command in DocumentedRuns.exceptions.keys { #expect(typed.contains(command)) }
  }

  /// The commands of a document run one after the other, as a reader types them.
  @Test(arguments: Document.all.filter { $0.path != "Documentation/diagnostics.md" })
  func commandsRun(_ document: Document) throws {
    var folders: [DocumentedRuns.Place: DocumentedFolder] = [:]
    for block in document.blocks {
      var output: [String] = []
      var errors: [String] = []
      for command in block.commands {
        guard case .here(let status, let place) = DocumentedRuns.run(command) else { continue }
        let folder = try folders[place] ?? DocumentedFolder(place)
        folders[place] = folder
        let program = try folder.run(command.text)
        let line = "\(document.path):\(command.line): \(command.text)"
        #expect(program.status == status, "\(line)\n\(program.errors)")
        output += folder.portable(program.output).dropLast()
        errors += folder.portable(program.errors).dropLast()
      }
      guard let shown = block.output else { continue }
      let place = "\(document.path):\(block.commands.first?.line ?? 0)"
      #expect(
        Self.prints(output, shown) || Self.prints(errors, shown),
        "\(place) prints\n\(output.joined(separator: "\n"))\n\(errors.joined(separator: "\n"))")
    }
  }

  /// Whether `lines` are what a document shows: all of them, or, where it has lines of an ellipsis, the runs of
  /// lines between these, in their order.
  private static func prints(_ lines: [String], _ shown: [String]) -> Bool {
    guard shown.contains("…") else { return lines == shown }
    var rest = lines[...]
    for run in shown.split(separator: "…") {
      guard let start = rest.indices.first(where: { rest[$0...].starts(with: run) }) else { return false }
      rest = rest[(start + run.count)...]
    }
    return true
  }
}
