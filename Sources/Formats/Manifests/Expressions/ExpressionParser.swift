import Bytes
import Diagnostics

/// Precedence climbing over tokens, into postfix steps.
///
/// Only parentheses and arrays recurse, and they are counted.
struct ExpressionParser {
  private var lexer: ExpressionLexer
  private var token: ExpressionToken
  private var steps: [Expression.Step] = []
  private var nesting = 0
  private let place: (Range<Int>) -> SourceRange

  /// Parentheses within parentheses; real manifests have three.
  static let deepestNesting = 200

  init(_ bytes: [UInt8], place: @escaping (Range<Int>) -> SourceRange) {
    lexer = ExpressionLexer(bytes)
    token = ExpressionToken(kind: .end, text: 0..<0)
    self.place = place
  }

  mutating func parse() throws(DiagnosticError) -> [Expression.Step] {
    try advance()
    if token.kind == .end { throw DiagnosticError(.expressionEmpty(at: place(0..<lexer.bytes.count))) }
    try conditional()
    guard token.kind == .end else {
      throw DiagnosticError(.expressionSyntax("an operator", found: found, at: place(token.text)))
    }
    return steps
  }

  private mutating func advance() throws(DiagnosticError) {
    do {
      token = try lexer.next()
    } catch {
      switch error {
      case .unclosedString(let text): throw DiagnosticError(.expressionString(at: place(text)))
      case .unexpected(let text):
        throw DiagnosticError(.expressionSyntax("an operand", found: spelled(text), at: place(text)))
      case .tooLarge(let text): throw DiagnosticError(.expressionTooLarge(at: place(text)))
      }
    }
  }

  private func spelled(_ text: Range<Int>) -> String { String(decoding: lexer.bytes[text], as: UTF8.self) }
  private var found: String { token.kind == .end ? "the end" : spelled(token.text) }

  private mutating func emit(_ kind: Expression.Kind, at text: Range<Int>) {
    steps.append(.init(kind: kind, range: place(text)))
  }

  private mutating func take(_ symbol: String) throws(DiagnosticError) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    try advance()
    return true
  }

  private mutating func expect(_ symbol: String) throws(DiagnosticError) {
    let (wanted, at) = (found, token.text)
    guard try take(symbol) else {
      throw DiagnosticError(.expressionSyntax("'\(symbol)'", found: wanted, at: place(at)))
    }
  }

  /// `a ? b : c ? d : e` is `(a ? b : c) ? d : e`, as edk2 reads it.
  private mutating func conditional() throws(DiagnosticError) {
    let start = token.text.lowerBound
    try binary(level: 0)
    while try take("?") {
      try binary(level: 0)
      try expect(":")
      try binary(level: 0)
      emit(.conditional, at: start..<token.text.lowerBound)
    }
  }

  /// From the loosest to the tightest.
  private static let levels: [[String: Expression.BinaryOperator]] = [
    ["||": .or, "OR": .or, "or": .or],
    ["&&": .and, "AND": .and, "and": .and],
    ["|": .bitOr],
    ["^": .bitXor, "XOR": .bitXor, "xor": .bitXor],
    ["&": .bitAnd],
    [
      "==": .equal, "EQ": .equal, "!=": .notEqual, "NE": .notEqual, "IN": .isIn, "in": .isIn,
      "!": .isNotIn, "NOT": .isNotIn, "not": .isNotIn,
    ],
    [
      "<": .less, "LT": .less, "<=": .lessOrEqual, "LE": .lessOrEqual, ">": .greater, "GT": .greater,
      ">=": .greaterOrEqual, "GE": .greaterOrEqual,
    ],
    ["<<": .shiftLeft, ">>": .shiftRight],
    ["+": .add, "-": .subtract],
    ["*": .multiply, "/": .divide, "%": .remainder],
  ]

  private static let precedence: [String: (level: Int, operator: Expression.BinaryOperator)] = {
    var table: [String: (level: Int, operator: Expression.BinaryOperator)] = [:]
    for (level, operators) in levels.enumerated() {
      for (spelling, meaning) in operators { table[spelling] = (level, meaning) }
    }
    return table
  }()

  /// All operators bind to the left. The pending ones are kept here instead of on the machine's stack.
  private mutating func binary(level floor: Int) throws(DiagnosticError) {
    var pending: [(level: Int, operator: Expression.BinaryOperator, text: Range<Int>)] = []
    try unary()
    while let next = binaryOperator, next.level >= floor {
      let text = token.text
      try advance()
      if next.operator == .isNotIn {
        guard token.kind == .word("IN") || token.kind == .word("in") else {
          throw DiagnosticError(.expressionSyntax("IN", found: found, at: place(token.text)))
        }
        try advance()
      }
      while let last = pending.last, last.level >= next.level {
        emit(.binary(last.operator), at: last.text)
        pending.removeLast()
      }
      pending.append((next.level, next.operator, text))
      try unary()
    }
    for last in pending.reversed() { emit(.binary(last.operator), at: last.text) }
  }

  private var binaryOperator: (level: Int, operator: Expression.BinaryOperator)? {
    switch token.kind {
    case .symbol(let text), .word(let text): Self.precedence[text]
    case .value, .pcd, .end: nil
    }
  }

  private mutating func unary() throws(DiagnosticError) {
    var pending: [(operator: Expression.UnaryOperator, text: Range<Int>)] = []
    while let sign = unaryOperator {
      pending.append((sign, token.text))
      try advance()
    }
    try operand()
    for last in pending.reversed() { emit(.unary(last.operator), at: last.text) }
  }

  private var unaryOperator: Expression.UnaryOperator? {
    switch token.kind {
    case .symbol("!"), .word("NOT"), .word("not"): .not
    case .symbol("~"): .complement
    case .symbol("-"): .negate
    case .symbol("+"): .plus
    default: nil
    }
  }
}

extension ExpressionParser {
  private mutating func operand() throws(DiagnosticError) {
    let text = token.text
    switch token.kind {
    case .value(let value):
      emit(.value(value), at: text)
      try advance()
    case .pcd(let name):
      emit(.pcd(name), at: text)
      try advance()
    case .symbol("("):
      try nested { parser throws(DiagnosticError) in try parser.conditional() }
      try expect(")")
    case .symbol("{"): try array()
    case .word(let word):
      try advance()
      if token.kind == .symbol("(") { return try call(word, at: text) }
      emit(.value(.string(word, .plain)), at: text)
    case .symbol, .end:
      throw DiagnosticError(.expressionSyntax("an operand", found: found, at: place(text)))
    }
  }

  /// Steps over the opening token and reads on, one level deeper.
  private mutating func nested(_ body: (inout Self) throws(DiagnosticError) -> Void) throws(DiagnosticError) {
    nesting += 1
    guard nesting <= Self.deepestNesting else {
      throw DiagnosticError(.expressionTooDeep(Self.deepestNesting, at: place(token.text)))
    }
    try advance()
    try body(&self)
    nesting -= 1
  }

  /// `UINT8(…)` … `UINT64(…)` and `GUID(…)`; the name has been read.
  private mutating func call(_ name: String, at text: Range<Int>) throws(DiagnosticError) {
    let sizes = ["UINT8": 1, "UINT16": 2, "UINT32": 4, "UINT64": 8]
    if let bytes = sizes[name] {
      try nested { parser throws(DiagnosticError) in try parser.conditional() }
      try expect(")")
      return emit(.sized(bytes: bytes, inArray: false), at: text)
    }
    guard name == "GUID" else { throw DiagnosticError(.expressionFunction(name, at: place(text))) }
    try nested { parser throws(DiagnosticError) in try parser.guidArgument() }
    try expect(")")
  }

  /// A C name, a registry form with or without quotation marks, or a C structure.
  private mutating func guidArgument() throws(DiagnosticError) {
    let text = token.text
    switch token.kind {
    case .word(let name): emit(.namedGUID(name), at: text)
    case .value(.guid(let guid)): emit(.value(.guid(guid)), at: text)
    case .value(.string(let written, .plain)):
      guard let guid = GUID(written) else { throw DiagnosticError(.guidMalformed(written, at: place(text))) }
      emit(.value(.guid(guid)), at: text)
    case .symbol("{"): return try array()
    default: throw DiagnosticError(.expressionSyntax("a GUID", found: found, at: place(text)))
    }
    try advance()
  }

  /// `{…}`: a C structure of a GUID when it is one, else bytes.
  private mutating func array() throws(DiagnosticError) {
    let start = token.text.lowerBound
    if let end = guidStructureEnd(from: start), let guid = GUID(cStructure: spelled(start..<end)) {
      while token.kind != .end, token.text.upperBound < end { try advance() }
      emit(.value(.guid(guid)), at: start..<end)
      return try advance()
    }
    var count = 0
    try nested { parser throws(DiagnosticError) in
      while parser.token.kind != .symbol("}") {
        try parser.conditional()
        parser.keepSizeOfLast()
        count += 1
        guard try parser.take(",") else { break }
      }
    }
    let end = token.text.upperBound
    try expect("}")
    emit(.array(count: count), at: start..<end)
  }

  private mutating func keepSizeOfLast() {
    guard let last = steps.last, case .sized(let bytes, _) = last.kind else { return }
    steps[steps.count - 1] = .init(kind: .sized(bytes: bytes, inArray: true), range: last.range)
  }

  /// Where the braces that open at `start` are closed again.
  private func guidStructureEnd(from start: Int) -> Int? {
    // `{0x8be4df61, 0x93ca, 0x11d2, {…}}` has 90 bytes or so, blanks apart.
    let window = lexer.bytes[start...].prefix(400)
    guard window.dropFirst().contains(ASCII.openBrace) else { return nil }
    var depth = 0
    for index in window.indices {
      if window[index] == ASCII.openBrace { depth += 1 }
      if window[index] == ASCII.closeBrace { depth -= 1 }
      if depth == 0 { return index + 1 }
    }
    return nil
  }
}
