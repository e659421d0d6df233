import Foundation
import TestSupport
import Testing

/// README.md, or a guide in Documentation: its commands, what they print, and its links.
struct Document: Sendable, CustomTestStringConvertible {
  /// A ```sh block, and the ```text block that follows it, if any.
  struct Block: Sendable {
    var commands: [Command]
    /// What the commands print; an ellipsis stands for lines that are left out.
    var output: [String]?
  }

  /// A command line: continued lines joined, the comment removed.
  struct Command: Sendable, Hashable {
    let text: String
    /// From 1.
    let line: Int

    /// The words as sh splits them, quotation marks removed and nothing expanded.
    var words: [String] {
      var words: [String] = []
      var word: String?
      var quote: Character?
      for character in text {
        if let open = quote {
          if character == open { quote = nil } else { word = (word ?? "") + String(character) }
        } else if character == "'" || character == "\"" {
          quote = character
          word = word ?? ""
        } else if character == " " {
          if let whole = word { words.append(whole) }
          word = nil
        } else {
          word = (word ?? "") + String(character)
        }
      }
      return words + (word.map { [$0] } ?? [])
    }
  }

  /// Below the checkout.
  let path: String
  let lines: [String]

  var testDescription: String { path }

  static let all: [Document] = {
    let folder = "\(Provided.root)/Documentation"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let guides = names.filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
    return (["README.md"] + guides).map { path in
      let bytes = FileManager.default.contents(atPath: "\(Provided.root)/\(path)") ?? Data()
      let text = String(decoding: bytes, as: UTF8.self)
      return Document(
        path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }()

  /// The fenced blocks of a language, each with the number of its first line.
  private func fenced(_ language: String) -> [(line: Int, lines: [String])] {
    var blocks: [(line: Int, lines: [String])] = []
    var open: String?
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("```") {
        if open == nil {
          open = String(line.dropFirst(3))
          if open == language { blocks.append((index + 2, [])) }
        } else {
          open = nil
        }
      } else if open == language {
        blocks[blocks.count - 1].lines.append(line)
      }
    }
    return blocks
  }

  /// The blocks of commands.
  var blocks: [Block] {
    let outputs = fenced("text")
    return fenced("sh").map { first, lines in
      let output = outputs.first { $0.line == first + lines.count + 2 }
      return Block(commands: Self.commands(lines, from: first), output: output?.lines)
    }
  }

  /// The kiln commands of the examples for CI systems.
  var workflowCommands: [Command] {
    fenced("yaml").flatMap { first, lines in
      lines.enumerated().compactMap { index, line in
        guard let start = line.range(of: "- run: kiln ") ?? line.range(of: "- kiln ") else { return nil }
        return Command(text: "kiln " + line[start.upperBound...], line: first + index)
      }
    }
  }

  /// What stands between backticks in running text and begins with `kiln`.
  var mentions: [Command] {
    prose.flatMap { line, text in
      text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 && $0.element.hasPrefix("kiln ") }
        .map { Command(text: String($0.element), line: line) }
    }
  }

  /// The targets of links to other files and headings of the project.
  var links: [(line: Int, target: String)] {
    prose.flatMap { line, text in
      text.components(separatedBy: "](").dropFirst().compactMap { rest in
        let target = String(rest.prefix { $0 != ")" })
        return target.contains("://") ? nil : (line, target)
      }
    }
  }

  /// The names that headings have as targets of links, as GitHub and GitLab make them.
  var anchors: Set<String> {
    Set(
      prose.filter { $0.text.hasPrefix("#") }.map { heading in
        let title = heading.text.drop { $0 == "#" }.drop { $0 == " " }.lowercased()
        return String(
          title.compactMap { $0 == " " ? "-" : $0.isLetter || $0.isNumber || $0 == "-" ? $0 : nil })
      })
  }

  /// Lines outside of fenced blocks.
  private var prose: [(line: Int, text: String)] {
    var isFenced = false
    return lines.enumerated().compactMap { index, line in
      if line.hasPrefix("```") { isFenced.toggle() }
      return isFenced || line.hasPrefix("```") ? nil : (index + 1, line)
    }
  }

  private static func commands(_ lines: [String], from first: Int) -> [Command] {
    var commands: [Command] = []
    var pending: (text: String, line: Int)?
    for (index, line) in lines.enumerated() {
      let start = pending ?? ("", first + index)
      let code = line.components(separatedBy: " #")[0].trimmingCharacters(in: .whitespaces)
      let text = start.text + (start.text.isEmpty ? "" : " ") + code
      if code.hasSuffix("\\") {
        pending = (text.dropLast().trimmingCharacters(in: .whitespaces), start.line)
      } else {
        pending = nil
        if !text.isEmpty { commands.append(Command(text: text, line: start.line)) }
      }
    }
    return commands
  }
}
