extension BuildPlan {
  /// `compile_commands.json` (clang's JSON Compilation Database): all calls of the C compiler for modules,
  /// without the launcher.
  package func compileCommands() -> [UInt8] {
    var output = Array("[".utf8)
    output.reserveCapacity(actions.count * 3000)
    let directory = Array("{\"directory\":".utf8) + JSONText.quoted(environment.output)
    // Most words of a recipe are the same for all its actions, so they are encoded only once.
    var templates: [CompileTemplate?] = Array(repeating: nil, count: recipes.count)
    var isFirst = true
    for action in actions {
      let recipe = recipes[action.recipe]
      guard recipe.kind.isCompile, let source = action.inputs.first else { continue }
      let template =
        templates[action.recipe] ?? CompileTemplate(recipe, launcher: environment.launcher.count)
      templates[action.recipe] = template
      output += (isFirst ? "\n" : ",\n").utf8
      isFirst = false
      output += directory
      output += ",\"file\":".utf8
      JSONText.append(source, to: &output)
      output += ",\"output\":".utf8
      JSONText.append(action.output, to: &output)
      output += ",\"arguments\":[".utf8
      template.append(action, recipe, to: &output)
      output += "]}".utf8
    }
    output += "\n]\n".utf8
    return output
  }
}

/// The JSON of a compiler call, with gaps for the paths of an action.
private struct CompileTemplate {
  private enum Part {
    case text([UInt8])
    case argument(Recipe.Argument)
  }

  private var parts: [Part] = []

  init(_ recipe: Recipe, launcher: Int) {
    var text: [UInt8] = []
    var isFirst = true
    var skipped = 0
    for argument in recipe.steps.first?.arguments ?? [] {
      guard case .words(let words) = argument else {
        parts += [.text(text), .argument(argument)]
        text = []
        continue
      }
      for word in words {
        skipped += 1
        if skipped <= launcher { continue }
        if !isFirst { text.append(UInt8(ascii: ",")) }
        isFirst = false
        JSONText.append(ShellWords.readable(word), to: &text)
      }
    }
    parts.append(.text(text))
  }

  func append(_ action: Action, _ recipe: Recipe, to output: inout [UInt8]) {
    for part in parts {
      switch part {
      case .text(let text): output += text
      case .argument(let argument):
        for word in recipe.words(argument, of: action) {
          output.append(UInt8(ascii: ","))
          JSONText.append(word, to: &output)
        }
      }
    }
  }
}

/// JSON strings (RFC 8259, 7).
enum JSONText {
  static func quoted(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    append(text, to: &output)
    return output
  }

  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    // A fast path: there are hundreds of thousands of strings, and nearly all need no escaping.
    guard !text.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) else {
      output.append(contentsOf: text.utf8)
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        output.append(UInt8(ascii: "\\"))
        output.append(byte)
      case 0..<0x20:
        output += "\\u00".utf8
        let digits = Array("0123456789abcdef".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
  }
}
