import AutoGen
import Bytes
import Diagnostics
import PlatformModel
import TestSupport
import Testing
import Vocabulary

@Suite struct DependencyExpressionTests {
  static let guids: [GUID] = [
    "665E3FF6-46CC-11D4-9A38-0090273FC14D", "AE800180-4828-4063-8DE9-CF417BB7FC17",
    "5473C07A-3DCB-4DCA-BD6F-1E9689E7349A",
  ]

  /// Words separated by blanks; A, B and C are GUIDs.
  static func tokens(_ text: String) -> [DepexToken] {
    let file = SourceFile(path: "M.inf", bytes: Array(text.utf8))
    var offset = 0
    return text.split(separator: " ").map { word in
      defer { offset += word.utf8.count + 1 }
      let range = SourceRange(file, offset..<offset + word.utf8.count)
      let names = ["A", "B", "C"]
      if let index = names.firstIndex(of: String(word)) {
        return DepexToken(kind: .guid(name: names[index], guids[index]), range: range)
      }
      return DepexToken(kind: .keyword(String(word)), range: range)
    }
  }

  static func compile(_ text: String, _ type: String) -> String {
    guard let phase = DependencyExpression.Phase(moduleType: ModuleType(type)),
      let expression = try? DependencyExpression(parsing: tokens(text), phase: phase)
    else { return "error" }
    guard let simplified = expression.simplified(moduleType: ModuleType(type)) else { return "none" }
    return simplified.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Well-formed expressions of all shapes, as edk2's own GenDepex compiles them.
  @Test func compilesAsEDK2Compiles() throws {
    var generator = Generator(state: 7)
    var lines: [(type: String, text: String)] = []
    for type in ["PEIM", "DXE_DRIVER", "DXE_SMM_DRIVER", "UEFI_DRIVER"] {
      for text in [
        "TRUE", "FALSE", "A", "A AND TRUE", "TRUE AND TRUE", "A OR FALSE", "A AND A", "NOT A",
        "FALSE OR FALSE",
      ] {
        lines.append((type, text))
      }
      if type != "PEIM" { lines += [(type, "BEFORE A"), (type, "AFTER B"), (type, "SOR A AND B")] }
      for _ in 0..<150 { lines.append((type, generator.expression(depth: 3))) }
    }
    let scratch = try Scratch()
    let file = try scratch.write(
      "expressions", lines.map { "\($0.type)\t\(Self.written($0.text))\n" }.joined())
    let theirs = try Program.oracle("depex.py", [try Provided.edk2(), file]).output.split(separator: "\n")
    #expect(theirs.count == lines.count)
    for (line, bytes) in zip(lines, theirs) {
      #expect(Self.compile(line.text, line.type) == bytes, "\(line.type): \(line.text)")
    }
    #expect(Set(theirs).count > 150)
  }

  /// GUIDs as GenDepex wants them.
  private static func written(_ text: String) -> String {
    text.split(separator: " ").map { word -> String in
      guard let index = ["A", "B", "C"].firstIndex(of: String(word)) else { return String(word) }
      let stored = guids[index].mixedEndianBytes
      func number(_ range: Range<Int>) -> String {
        "0x"
          + stored[range].reversed().map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      }
      let tail = (8..<16).map { number($0..<$0 + 1) }.joined(separator: ", ")
      return "{\(number(0..<4)), \(number(4..<6)), \(number(6..<8)), {\(tail)}}"
    }.joined(separator: " ")
  }

  @Test(arguments: [
    ("A B", "an operator is missing before 'B'", 3), ("A AND", "an operand is missing after AND", 3),
    ("( A", "the parentheses do not match", 3), ("A )", "the parentheses do not match", 3),
    ("( )", "an operand is missing after (", 1), ("A AND BEFORE B", "must come first", 7),
    ("BEFORE A AND B", "take one GUID", 1), ("A XOR B", "unknown word", 3),
    ("OR A", "an operand is missing", 1),
  ])
  func mistakesHaveTheirPlace(text: String, message: String, column: Int) {
    do {
      _ = try DependencyExpression(parsing: Self.tokens(text), phase: .dxe)
      Issue.record("'\(text)' was read")
    } catch {
      let diagnostic = error.diagnostics[0]
      #expect(diagnostic.code == "depex-malformed")
      #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
      guard case .source(let range) = diagnostic.place else { return }
      #expect(range.column == column, "\(text)")
    }
  }
}

/// Random well-formed expressions, the same every time.
private struct Generator {
  var state: UInt64

  mutating func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }

  mutating func expression(depth: Int) -> String {
    switch depth == 0 ? 0 : next(6) {
    case 0, 1: ["A", "B", "C", "TRUE", "FALSE"][Int(next(5))]
    case 2: "NOT \(operand(depth))"
    case 3: "( \(expression(depth: depth - 1)) )"
    case 4: "\(operand(depth)) AND \(expression(depth: depth - 1))"
    default: "\(operand(depth)) OR \(expression(depth: depth - 1))"
    }
  }

  private mutating func operand(_ depth: Int) -> String {
    next(2) == 0 ? ["A", "B", "C", "TRUE"][Int(next(4))] : "( \(expression(depth: depth - 1)) )"
  }
}
