import Diagnostics
import Vocabulary

extension FDFParser {
  private static let regionFix = "write 'offset|size' on a line, then the contents of the region"

  /// A region, and the SET statements among its lines: edk2 takes those anywhere.
  mutating func readRegion() throws(DiagnosticError) -> (region: FDFRegion, sets: [FDFSet]) {
    guard current.isFirstOnLine, current.kind == .word, next.kind != .equals, !isAt("INF") else {
      throw .fdfUnknownStatement(at: self, in: "[FD]", fix: Self.regionFix)
    }
    let offset = try expectExpression("the offset of a region", endingAtBar: true, startsLine: true)
    guard take(.bar) else {
      throw .fdfExpected("'|' and the size of the region", at: self, fix: Self.regionFix)
    }
    let size = try expectExpression("the size of the region", endingAtBar: true)
    guard current.isFirstOnLine || current.kind == .endOfFile else {
      throw .fdfExpected("the end of the line", at: self, fix: "write the PCDs on the next line")
    }

    var sets: [FDFSet] = []
    while let set = try takeSet() { sets.append(set) }
    let (basePCD, sizePCD) = try takeRegionPCDs()
    while let set = try takeSet() { sets.append(set) }
    let region = FDFRegion(
      offset: offset, size: size, basePCD: basePCD, sizePCD: sizePCD, content: try readRegionContent())
    return (region, sets)
  }

  /// `base|size` or `base`: PCD names alone on their line. Anything else is the next region.
  private mutating func takeRegionPCDs() throws(DiagnosticError)
    -> (base: Located<FDFPCDReference>?, size: Located<FDFPCDReference>?)
  {
    guard current.isFirstOnLine, current.kind == .word, Self.pcd(current.text) != nil else {
      return (nil, nil)
    }
    if next.kind == .bar, next.line == current.line {
      guard peek(2).kind == .word, Self.pcd(peek(2).text) != nil, peek(3).isFirstOnLine else {
        return (nil, nil)
      }
      let base = try expectPCD()
      advance()
      return (base, try expectPCD())
    }
    guard next.isFirstOnLine else { return (nil, nil) }
    return (try expectPCD(), nil)
  }

  private mutating func readRegionContent() throws(DiagnosticError) -> FDFRegionContent {
    if isAtSetting("FV") {
      return .volumes(try takeNames("FV", "the name of an FV").map { $0.map { VolumeName($0) } })
    }
    if isAtSetting("CAPSULE") { return .capsules(try takeNames("CAPSULE", "the name of a capsule")) }
    if isAtSetting("FILE") { return .files(try takeNames("FILE", "the path of a file")) }
    if isAtSetting("DATA") {
      var data: [FDFData] = []
      while isAtSetting("DATA") {
        skip(to: index + 2)
        data.append(try readData())
      }
      return .data(data)
    }
    var modules: [FDFModule] = []
    while isAt("INF") { modules.append(try readModule()) }
    return modules.isEmpty ? .empty : .modules(modules)
  }

  /// `keyword = name`, once or more.
  private mutating func takeNames(_ keyword: String, _ what: String) throws(DiagnosticError) -> [Located<
    String
  >] {
    var names: [Located<String>] = []
    while isAtSetting(keyword) {
      skip(to: index + 2)
      names.append(try expectPath(what))
    }
    return names
  }

  /// `{ 0x…, … }`.
  mutating func readData() throws(DiagnosticError) -> FDFData {
    let open = try openBlock(of: "DATA")
    var numbers: [Located<FDFData.Number>] = []
    repeat {
      let fix = "write hexadecimal numbers with commas between them: 0x5F, 0x46"
      let word = try expectWord("a hexadecimal number", fix: fix)
      guard let number = FDFData.Number(word.value) else {
        throw .fdfValue(word, "'\(word.value)' is not a hexadecimal number of 1 to 16 digits", fix: fix)
      }
      numbers.append(word.map { _ in number })
    } while take(.comma)
    guard current.kind == .closeBrace else {
      throw .fdfExpected(
        "',' or '}'", at: self, fix: "put a comma between two numbers, and '}' after the last")
    }
    advance()
    return FDFData(numbers: numbers, range: open)
  }
}

extension FDFData.Number {
  /// `0x` and up to 16 digits, of which two make a byte.
  init?(_ text: String) {
    let digits = text.utf8.dropFirst(2)
    guard text.hasPrefix("0x") || text.hasPrefix("0X"), (1...16).contains(digits.count),
      digits.first != UInt8(ascii: "+"),
      digits.first != UInt8(ascii: "-"), let value = UInt64(Substring(digits), radix: 16)
    else { return nil }
    self.init(value: value, byteCount: (digits.count + 1) / 2)
  }
}
