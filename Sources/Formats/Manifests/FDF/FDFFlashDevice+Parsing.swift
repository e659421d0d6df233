import Diagnostics
import Vocabulary

extension FDFFlashDevice {
  /// The statements of `[FD.name]`; nil, and said why, when one that edk2 demands is missing.
  init?(_ name: Located<String>, _ parser: inout FDFParser) {
    var createFile: Located<String>?
    var baseAddress: FDFAnnotatedValue?
    var size: FDFAnnotatedValue?
    var erasePolarity: Located<FDFErasePolarity>?
    var blocks: [FDFBlock] = []
    var items: [Item] = []
    let errorsBefore = parser.errorCount

    parser.readStatements(starting: \.isAtFlashDeviceStatement) { parser throws(DiagnosticError) in
      if let set = try parser.takeSet() {
        items.append(.set(set))
      } else if let file = try parser.takeCreateFile() {
        createFile = file
      } else if let value = try parser.takeAnnotatedValue("BaseAddress") {
        baseAddress = value
      } else if let value = try parser.takeAnnotatedValue("Size") {
        size = value
      } else if let polarity = try parser.takeErasePolarity() {
        erasePolarity = polarity
      } else if let block = try parser.takeBlock(needsCount: true) {
        blocks.append(block)
      } else {
        let (region, sets) = try parser.readRegion()
        items.append(.region(region))
        items += sets.map(Item.set)
      }
    }

    guard let baseAddress, let size, let erasePolarity else {
      let missing = [
        baseAddress == nil ? "BaseAddress" : nil, size == nil ? "Size" : nil,
        erasePolarity == nil ? "ErasePolarity" : nil,
      ].compactMap { $0 }.joined(separator: ", no ")
      // What is missing may be what could not be read, and that was said.
      if parser.errorCount == errorsBefore {
        parser.report(
          .fdfMissing(missing, of: name, fix: "write BaseAddress, Size and ErasePolarity before the regions"))
      }
      return nil
    }
    self.init(
      name: name.map { DeviceName($0) }, createFile: createFile, baseAddress: baseAddress, size: size,
      erasePolarity: erasePolarity,
      blocks: blocks, items: items)
  }
}

/// Settings of flash devices, some of which volumes have too.
extension FDFParser {
  fileprivate var isAtFlashDeviceStatement: Bool {
    guard current.kind == .word else { return false }
    if isAt("SET") || isAt("INF") || next.kind == .equals { return true }
    // A region: `offset|size`.
    var distance = 0
    while peek(distance).kind != .endOfFile, peek(distance).line == current.line {
      if peek(distance).kind == .bar { return true }
      distance += 1
    }
    return false
  }

  /// `CREATE_FILE = path`; nil when something else stands here.
  mutating func takeCreateFile() throws(DiagnosticError) -> Located<String>? {
    guard isAtSetting("CREATE_FILE") else { return nil }
    skip(to: index + 2)
    return try expectPath("a file name")
  }

  /// `keyword = value [| pcd]`; nil when something else stands here.
  mutating func takeAnnotatedValue(
    _ keyword: String, stops: [String] = []
  ) throws(DiagnosticError) -> FDFAnnotatedValue? {
    guard isAt(keyword) else { return nil }
    advance()
    try expectEquals(after: keyword)
    let value = try expectExpression("the value of \(keyword)", endingAtBar: true, stops: stops)
    return FDFAnnotatedValue(value: value, pcd: take(.bar) ? try expectPCD() : nil)
  }

  /// BlockSize and the NumBlocks behind it; nil when something else stands here.
  mutating func takeBlock(needsCount: Bool) throws(DiagnosticError) -> FDFBlock? {
    let keyword = located(current)
    guard let size = try takeAnnotatedValue("BlockSize", stops: ["NumBlocks"]) else { return nil }
    var count: Located<String>?
    if isAt("NumBlocks") {
      advance()
      try expectEquals(after: "NumBlocks")
      count = try expectExpression("the number of blocks", endingAtBar: false)
    }
    guard count != nil || !needsCount else {
      throw .fdfMissing("NumBlocks", of: keyword, fix: "write 'NumBlocks = …' directly after BlockSize")
    }
    return FDFBlock(size: size, count: count)
  }

  fileprivate mutating func takeErasePolarity() throws(DiagnosticError) -> Located<FDFErasePolarity>? {
    guard isAt("ErasePolarity") else { return nil }
    advance()
    try expectEquals(after: "ErasePolarity")
    let word = try expectWord("0 or 1", fix: "write 'ErasePolarity = 1'")
    guard let bit = UInt8(word.value), let polarity = FDFErasePolarity(rawValue: bit) else {
      throw .fdfValue(
        word, "expected an erase polarity, found '\(word.value)'",
        fix: "write 1 when erased bits read as one, else 0")
    }
    return word.map { _ in polarity }
  }
}
