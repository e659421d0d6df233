import Diagnostics
import Manifests
import PlatformModel

/// The text of a platform's DSC and FDF, including branches that are not taken: a PCD in a condition is used, and a
/// module that another configuration places is known.
struct ManifestScan {
  /// A line without its comment and the blanks around it.
  struct Line {
    let file: SourceFile
    let text: String
    /// The conditions around it, as written, outermost first.
    let conditions: [String]
  }

  let dsc: [Line]
  let fdf: [Line]

  init(_ survey: PlatformSurvey) {
    var dscFiles = Files()
    dscFiles.add(survey.dsc.file)
    survey.dsc.components.forEach { dscFiles.add($0.path.range.file) }
    survey.dsc.libraryClasses.forEach { dscFiles.add($0.path.range.file) }
    survey.dsc.pcds.forEach { dscFiles.add($0.name.range.file) }
    survey.dsc.defines.forEach { dscFiles.add($0.name.range.file) }
    survey.dsc.macros.forEach { dscFiles.add($0.name.range.file) }
    survey.dsc.userExtensions.flatMap(\.lines).forEach { dscFiles.add($0.file) }
    dsc = dscFiles.all.flatMap(Self.lines)

    var fdfFiles = Files()
    if let fdf = survey.fdf {
      fdf.defines.forEach { fdfFiles.add($0.name.range.file) }
      fdf.flashDevices.forEach { device in
        fdfFiles.add(device.name.range.file)
        device.regions.forEach { fdfFiles.add($0.offset.range.file) }
        device.sets.forEach { fdfFiles.add($0.pcd.range.file) }
      }
      for volume in fdf.volumes {
        fdfFiles.add(volume.name.range.file)
        for case .module(let module) in volume.entries { fdfFiles.add(module.path.range.file) }
        for case .file(let file) in volume.entries { fdfFiles.add(file.type.range.file) }
      }
      fdf.rules.forEach { fdfFiles.add($0.moduleType.range.file) }
    }
    fdf = fdfFiles.all.flatMap(Self.lines)
  }

  /// Each file once, in the order of appearance, with the files that include it.
  private struct Files {
    private(set) var all: [SourceFile] = []
    private var paths: Set<String> = []

    mutating func add(_ file: SourceFile) {
      guard paths.insert(file.path).inserted else { return }
      all.append(file)
      for directive in file.includeStack { add(directive.file) }
    }
  }

  private static func lines(of file: SourceFile) -> [Line] {
    var lines: [Line] = []
    var conditions = ConditionStack()
    for raw in file.bytes.split(separator: UInt8(ascii: "\n")) {
      let code = raw.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "\r") }
      let blank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
      let start = code.firstIndex { !blank($0) } ?? code.endIndex
      let end = code.lastIndex { !blank($0) }.map { $0 + 1 } ?? start
      guard start < end else { continue }
      let text = String(decoding: code[start..<end], as: UTF8.self)
      if text.hasPrefix("!") { conditions.follow(text) }
      lines.append(Line(file: file, text: text, conditions: conditions.conditions))
    }
    return lines
  }

  /// The conditions around the INF line of a module in the FDF, whether they hold or not; nil if there is no such line.
  func placement(of path: String) -> [String]? {
    let line = fdf.first { line in
      line.text.hasPrefix("INF") && line.text.hasSuffix(path)
        && line.text.dropLast(path.count).last.map { $0 == " " || $0 == "\t" } == true
    }
    return line?.conditions
  }

  /// The PCDs that the texts use other than by setting them: in conditions, expressions and FILE statements.
  func pcdsUsed() -> Set<String> {
    var used: Set<String> = []
    for line in dsc { Self.collect(line.text, isFDF: false, into: &used) }
    for line in fdf { Self.collect(line.text, isFDF: true, into: &used) }
    return used
  }

  private static func collect(_ text: String, isFDF: Bool, into used: inout Set<String>) {
    let bytes = Array(text.utf8)
    let isWord = { (byte: UInt8) in
      byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    var words: [(text: String, start: Int, end: Int)] = []
    var index = 0
    while index < bytes.count {
      guard isWord(bytes[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < bytes.count, isWord(bytes[index]) { index += 1 }
      words.append((String(decoding: bytes[start..<index], as: UTF8.self), start, index))
    }
    let upper = words.first?.text.uppercased() ?? ""
    let isSet = isFDF && upper == "SET"
    let receives = isFDF && ["BASEADDRESS", "SIZE", "BLOCKSIZE"].contains(upper)
    for (number, word) in words.enumerated() where word.text.contains(".") {
      let behind = bytes[word.end...].first { $0 != 0x20 && $0 != 0x09 }
      let before = bytes[..<word.start].last { $0 != 0x20 && $0 != 0x09 }
      let bar = UInt8(ascii: "|")
      if number == 0, word.start == 0, behind == bar || (isFDF && behind == nil) { continue }
      if isSet, number == 1 { continue }
      if receives, before == bar { continue }
      // The second PCD of a region, which receives its size.
      if isFDF, number == 1, before == bar, behind == nil, words[0].text.contains(".") { continue }
      used.insert(word.text)
    }
  }
}
