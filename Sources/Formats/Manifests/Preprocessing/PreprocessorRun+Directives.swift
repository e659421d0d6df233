import Diagnostics

/// Conditionals and `!error` (EDK II DSC Specification, 2.2.8 "!if Directives").
extension PreprocessorRun {
  /// The parts of a line that starts with `!`.
  struct Directive {
    /// As written, with the `!`.
    let spelled: String
    let operand: MappedText
    var keyword: String { spelled.lowercased() }

    /// nil for another line.
    init?(_ line: SourceLineReader.Line) {
      guard line.bytes.first == ASCII.exclamation else { return nil }
      var nameEnd = line.bytes.startIndex + 1
      while nameEnd < line.bytes.endIndex, line.bytes[nameEnd].isLetter { nameEnd += 1 }
      let start = line.bytes.startIndex
      let inside = line.bytes.trimmedBounds(nameEnd..<line.bytes.endIndex)
      let shift = line.source.lowerBound - start
      operand = MappedText(
        line.bytes[inside], at: (inside.lowerBound + shift)..<(inside.upperBound + shift))
      spelled = String(decoding: line.bytes[start..<nameEnd], as: UTF8.self)
    }
  }

  mutating func direct(_ line: SourceLineReader.Line, in file: SourceFile) {
    guard let directive = Directive(line) else { return }
    let (spelled, operand) = (directive.spelled, directive.operand)
    let range = SourceRange(file, line.source)

    let isConditional =
      switch directive.keyword {
      case "!if", "!ifdef", "!ifndef": true
      default: false
      }
    if isConditional {
      return open(spelled, operand, at: range, in: file)
    }
    switch directive.keyword {
    case "!elseif": elseIf(spelled, operand, at: range, in: file)
    case "!else": elseIf(spelled, nil, at: range, in: file)
    case "!endif":
      if frames[frames.count - 1].conditionals.popLast() == nil {
        diagnostics.add(.unbalanced(spelled, at: range))
      }
    case "!include" where !isTaken: passOver(operand, at: range)
    case _ where !isTaken: break
    case "!include":
      if notesUses { record.read(range.bytes.lowerBound, in: file, section: tables.section) }
      include(operand, at: range, in: file)
    case "!error":
      if notesUses { record.read(range.bytes.lowerBound, in: file, section: tables.section) }
      diagnostics.add(.errorDirective(unquoted(operand.bytes), at: range))
    default:
      diagnostics.add(
        .directiveUnknown(spelled, at: SourceRange(file, line.source.prefix(spelled.utf8.count))))
    }
  }

  private mutating func open(
    _ name: String, _ operand: MappedText, at range: SourceRange, in file: SourceFile
  ) {
    let outer = isTaken
    let holds = outer && condition(name.lowercased(), operand, at: range, in: file)
    if outer { record.decided(range, holds) }
    frames[frames.count - 1].conditionals.append(
      Conditional(name: name, range: range, isOuterTaken: outer, isTaken: holds, wasTaken: holds))
  }

  /// `operand` is nil for `!else`.
  private mutating func elseIf(
    _ name: String, _ operand: MappedText?, at range: SourceRange, in file: SourceFile
  ) {
    let top = frames.count - 1
    guard var conditional = frames[top].conditionals.popLast() else {
      return diagnostics.add(.unbalanced(name, at: range))
    }
    if conditional.hasElse { diagnostics.add(.afterElse(name, opened: conditional.range, at: range)) }
    conditional.isTaken = false
    if conditional.isOuterTaken, !conditional.wasTaken, !conditional.hasElse {
      conditional.isTaken = operand.map { condition("!if", $0, at: range, in: file) } ?? true
      if operand != nil { record.decided(range, conditional.isTaken) }
      conditional.wasTaken = conditional.isTaken
    }
    conditional.hasElse = conditional.hasElse || operand == nil
    frames[top].conditionals.append(conditional)
  }

  /// Whether the condition holds; false after an error.
  private mutating func condition(
    _ name: String, _ operand: MappedText, at range: SourceRange, in file: SourceFile
  ) -> Bool {
    guard !operand.bytes.isEmpty else {
      diagnostics.add(.directiveIncomplete(name, at: range))
      return false
    }
    if name != "!if" {
      let isDefined = tables.isDefined(macroName(operand.bytes))
      return name == "!ifdef" ? isDefined : !isDefined
    }
    let line = ManifestLine(
      text: String(decoding: operand.bytes, as: UTF8.self), file: file, pieces: operand.pieces)
    let environment = ExpressionEnvironment(
      macro: { [tables] in tables.conditionValue(of: $0) }, pcd: { [tables] in tables.pcd($0) })
    return environment.evaluate(0..<operand.bytes.count, of: line, diagnostics: &diagnostics)?.isTrue ?? false
  }

  /// `!ifdef $(NAME)` is equivalent to `!ifdef NAME`.
  private func macroName(_ operand: [UInt8]) -> String {
    let isWrapped =
      operand.starts(with: [ASCII.dollar, ASCII.openParenthesis]) && operand.last == ASCII.closeParenthesis
    return String(decoding: isWrapped ? operand.dropFirst(2).dropLast() : operand[...], as: UTF8.self)
  }

  private func unquoted(_ bytes: [UInt8]) -> String {
    let isQuoted = bytes.count >= 2 && bytes.first == ASCII.quote && bytes.last == ASCII.quote
    return String(decoding: isQuoted ? bytes.dropFirst().dropLast() : bytes[...], as: UTF8.self)
  }
}
