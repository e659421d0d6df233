import Diagnostics

/// A .uni file as text: UTF-8, or UTF-16 behind a byte order mark.
///
/// HII strings are UCS-2, so a character beyond U+FFFF or half of a surrogate pair is an error wherever
/// it stands.
struct UNISource {
  /// Its bytes are UTF-8, whatever the file on disk is, so that places in it can be shown.
  let file: SourceFile
  /// The folder of `path`.
  let folder: String

  init(path: String, bytes: [UInt8], includedFrom: SourceRange? = nil) throws(DiagnosticError) {
    folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
    var mistake: Mistake?
    var text = bytes
    if bytes.starts(with: [0xFF, 0xFE]) {
      text = Self.transcode(bytes, isBigEndian: false, &mistake)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = Self.transcode(bytes, isBigEndian: true, &mistake)
    } else {
      mistake = Self.check(bytes)
    }
    file = SourceFile(path: path, bytes: text, includedFrom: includedFrom)
    if let mistake { throw DiagnosticError(.uniEncoding(mistake, in: file)) }
  }

  enum Mistake {
    case notUTF8(at: Int)
    case beyondUCS2(at: Int)
    case surrogate(at: Int)
    case oddLength(at: Int)
  }

  private static func transcode(_ bytes: [UInt8], isBigEndian: Bool, _ mistake: inout Mistake?) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var index = 2
    while index + 1 < bytes.count {
      let (high, low) = isBigEndian ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      let unit = UInt16(high) << 8 | UInt16(low)
      index += 2
      if unit < 0x80 {
        text.append(low)
      } else if unit < 0x800 {
        text.append(0xC0 | UInt8(truncatingIfNeeded: unit >> 6))
        text.append(0x80 | low & 0x3F)
      } else {
        if unit & 0xF800 == 0xD800, mistake == nil { mistake = .surrogate(at: text.count) }
        text.append(0xE0 | UInt8(truncatingIfNeeded: unit >> 12))
        text.append(0x80 | UInt8(truncatingIfNeeded: unit >> 6) & 0x3F)
        text.append(0x80 | low & 0x3F)
      }
    }
    if index < bytes.count, mistake == nil { mistake = .oddLength(at: text.count) }
    return text
  }

  /// The first place that is not UTF-8 of UCS-2 (The Unicode Standard, table 3-7).
  private static func check(_ bytes: [UInt8]) -> Mistake? {
    func continues(_ index: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index < bytes.count && range.contains(bytes[index])
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case 0..<0x80: index += 1
      case 0xC2...0xDF where continues(index + 1): index += 2
      case 0xE0 where continues(index + 1, 0xA0...0xBF) && continues(index + 2): index += 3
      case 0xED where continues(index + 1, 0x80...0x9F) && continues(index + 2): index += 3
      case 0xE1...0xEC where continues(index + 1) && continues(index + 2): index += 3
      case 0xEE...0xEF where continues(index + 1) && continues(index + 2): index += 3
      case 0xF0...0xF4 where continues(index + 1) && continues(index + 2) && continues(index + 3):
        return .beyondUCS2(at: index)
      default: return .notUTF8(at: index)
      }
    }
    return nil
  }
}
