extension BuildPlan {
  /// `compile_commands.json` (JSON Compilation Database of clang): every call of the C compiler for a
  /// module, the launcher left out.
  package func compileCommands() -> [UInt8] {
    var output = Array("[".utf8)
    var isFirst = true
    let directory = JSONText.quoted(environment.output)
    for action in actions {
      let recipe = recipe(of: action)
      guard recipe.kind.isCompile, let command = recipe.commands(of: action).first,
        let source = action.inputs.first
      else { continue }
      output.append(contentsOf: (isFirst ? "\n" : ",\n").utf8)
      isFirst = false
      output.append(contentsOf: "{\"directory\":\(directory),\"file\":\(JSONText.quoted(source))".utf8)
      output.append(contentsOf: ",\"output\":\(JSONText.quoted(action.output)),\"arguments\":[".utf8)
      for (index, word) in command.dropFirst(environment.launcher.count).enumerated() {
        if index > 0 { output.append(UInt8(ascii: ",")) }
        JSONText.append(word, to: &output)
      }
      output.append(contentsOf: "]}".utf8)
    }
    output.append(contentsOf: "\n]\n".utf8)
    return output
  }
}

/// Strings of JSON (RFC 8259, 7).
enum JSONText {
  static func quoted(_ text: String) -> String {
    var output: [UInt8] = []
    append(text, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    defer { output.append(UInt8(ascii: "\"")) }
    // Nearly every text is taken as it is, and there are hundreds of thousands.
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
        output.append(contentsOf: "\\u00".utf8)
        let digits = Array("0123456789abcdef".utf8)
        output.append(digits[Int(byte >> 4)])
        output.append(digits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
  }
}
