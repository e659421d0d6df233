package import Bytes
import Diagnostics
package import FirmwareImage

/// Decodes an LZMA stream symbol by symbol and records the cost of each.
///
/// liblzma is faster but does not report costs. This decoder follows the LZMA specification (2015-06-14) and
/// checks every distance and every input byte, so that a damaged stream ends with an error.
struct LZMAReplay {
  private static let states = 12
  private static let positions = 1 << 4
  private static let bitsOfModel: UInt32 = 11
  private static let adaption: UInt16 = 5
  private static let half: UInt16 = 1 << 10
  private static let top: UInt32 = 1 << 24
  private static let shortestMatch = 2
  private static let firstModelledSlot = 4
  private static let firstDirectSlot = 14
  private static let alignBits = 4

  /// The index of the first probability of each kind.
  private enum Base {
    static let isMatch = 0
    static let isRep = isMatch + states * positions
    static let isRepG0 = isRep + states
    static let isRepG1 = isRepG0 + states
    static let isRepG2 = isRepG1 + states
    static let isRep0Long = isRepG2 + states
    static let slot = isRep0Long + states * positions
    static let special = slot + 4 * 64
    static let align = special + 128
    static let length = align + 16
    static let repLength = length + lengthSize
    static let literal = repLength + lengthSize
    /// Two choices, the low and middle trees of each position, and the high tree.
    static let lengthSize = 2 + 2 * positions * 8 + 256
  }

  private let input: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var isOverrun = false
  private var range: UInt32 = .max
  private var code: UInt32 = 0
  private let probabilities: UnsafeMutablePointer<UInt16>

  private init(_ input: UnsafeBufferPointer<UInt8>, _ probabilities: UnsafeMutablePointer<UInt16>) {
    self.input = input
    self.probabilities = probabilities
    // The first byte is 0; the next four initialise the code.
    for _ in 0..<5 { code = code << 8 | next() }
  }

  private mutating func next() -> UInt32 {
    guard position < input.count else {
      isOverrun = true
      return 0
    }
    defer { position += 1 }
    return UInt32(input[position])
  }

  // MARK: Range coder

  @inline(__always)
  private mutating func normalize() {
    guard range < Self.top else { return }
    range <<= 8
    code = code << 8 | next()
  }

  @inline(__always)
  private mutating func bit(_ index: Int) -> Int {
    let probability = probabilities[index]
    let bound = (range >> Self.bitsOfModel) &* UInt32(probability)
    defer { normalize() }
    if code < bound {
      range = bound
      probabilities[index] = probability &+ ((1 << UInt16(Self.bitsOfModel)) &- probability) >> Self.adaption
      return 0
    }
    range &-= bound
    code &-= bound
    probabilities[index] = probability &- probability >> Self.adaption
    return 1
  }

  @inline(__always)
  private mutating func tree(_ base: Int, bits: Int) -> Int {
    var index = 1
    for _ in 0..<bits { index = index << 1 | bit(base + index) }
    return index - 1 << bits
  }

  @inline(__always)
  private mutating func reverseTree(_ base: Int, bits: Int) -> Int {
    var index = 1
    var value = 0
    for place in 0..<bits {
      let bit = bit(base + index)
      index = index << 1 | bit
      value |= bit << place
    }
    return value
  }

  private mutating func direct(_ bits: Int) -> Int {
    var value = 0
    for _ in 0..<bits {
      range >>= 1
      let isOne = code >= range
      if isOne { code &-= range }
      value = value << 1 | (isOne ? 1 : 0)
      normalize()
    }
    return value
  }

  private mutating func length(_ base: Int, _ positionState: Int) -> Int {
    if bit(base) == 0 { return tree(base + 2 + positionState * 8, bits: 3) }
    if bit(base + 1) == 0 { return 8 + tree(base + 2 + (Self.positions + positionState) * 8, bits: 3) }
    return 16 + tree(base + 2 + 2 * Self.positions * 8, bits: 8)
  }

  private mutating func distance(_ length: Int) -> Int {
    let slot = tree(Base.slot + min(length, 3) * 64, bits: 6)
    guard slot >= Self.firstModelledSlot else { return slot }
    let bits = slot >> 1 - 1
    let high = (2 | slot & 1) << bits
    if slot < Self.firstDirectSlot {
      return high + reverseTree(Base.special + high - slot, bits: bits)
    }
    let middle = direct(bits - Self.alignBits) << Self.alignBits
    return high + middle + reverseTree(Base.align, bits: Self.alignBits)
  }

  /// The number of bits that the stream has used so far.
  @inline(__always)
  private var spent: Double { Double(position * 8) - Self.binaryLogarithm(range) }

  /// log₂ of a range to eight digits. Errors do not accumulate: an error in the cost of one symbol is
  /// compensated by the next.
  @inline(__always)
  private static func binaryLogarithm(_ range: UInt32) -> Double {
    let value = Double(range)
    // The series of the inverse hyperbolic tangent, for a significand below 2 and thus an argument of at most
    // ⅓.
    let x = (value.significand - 1) / (value.significand + 1)
    let square = x * x
    var sum = 0.0
    for divisor in stride(from: 15.0, through: 1, by: -2) { sum = sum * square + 1 / divisor }
    return Double(value.exponent) + 2 * x * sum * 1.442_695_040_888_963_4
  }

  // MARK: Symbols

  private mutating func literal(_ base: Int) -> Int {
    var symbol = 1
    while symbol < 0x100 { symbol = symbol << 1 | bit(base + symbol) }
    return symbol
  }

  /// After a match, the byte that would continue the match selects the probabilities.
  private mutating func literal(_ base: Int, guidedBy match: UInt8) -> Int {
    var symbol = 1
    var guide = Int(match)
    while symbol < 0x100 {
      let expected = guide >> 7 & 1
      guide <<= 1
      let bit = bit(base + (1 + expected) << 8 + symbol)
      symbol = symbol << 1 | bit
      if bit != expected { return literalRest(base, symbol) }
    }
    return symbol
  }

  private mutating func literalRest(_ base: Int, _ start: Int) -> Int {
    var symbol = start
    while symbol < 0x100 { symbol = symbol << 1 | bit(base + symbol) }
    return symbol
  }

  private mutating func ledger(
    _ settings: LZMASettings, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(SectionCodecError) -> LZMALedger {
    let (lc, lp, pb) = (Int(settings.lc), Int(settings.lp), Int(settings.pb))
    var ends: [UInt32] = []
    var costs: [Double] = []
    // An estimate: firmware has about one symbol per eight bytes.
    ends.reserveCapacity(output.count / 6)
    costs.reserveCapacity(output.count / 6)
    let start = spent
    var state = 0
    var rep = (0, 0, 0, 0)
    var end = 0
    while end < output.count {
      let positionState = end & (1 << pb - 1)
      if bit(Base.isMatch + state << 4 + positionState) == 0 {
        let previous = end == 0 ? 0 : Int(output[end - 1])
        let context = (end & (1 << lp - 1)) << lc + previous >> (8 - lc)
        let base = Base.literal + 0x300 * context
        let symbol =
          state < 7 ? literal(base) : literal(base, guidedBy: output[end - rep.0 - 1])
        output[end] = UInt8(truncatingIfNeeded: symbol)
        end += 1
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6
      } else {
        var length = 1
        if bit(Base.isRep + state) == 0 {
          length = self.length(Base.length, positionState)
          rep = (distance(length), rep.0, rep.1, rep.2)
          state = state < 7 ? 7 : 10
          length += Self.shortestMatch
        } else if bit(Base.isRepG0 + state) == 0 {
          if bit(Base.isRep0Long + state << 4 + positionState) == 0 {
            state = state < 7 ? 9 : 11
          } else {
            length = repeated(&state, positionState)
          }
        } else {
          if bit(Base.isRepG1 + state) == 0 {
            rep = (rep.1, rep.0, rep.2, rep.3)
          } else if bit(Base.isRepG2 + state) == 0 {
            rep = (rep.2, rep.0, rep.1, rep.3)
          } else {
            rep = (rep.3, rep.0, rep.1, rep.2)
          }
          length = repeated(&state, positionState)
        }
        guard rep.0 < end, length <= output.count - end, !isOverrun else { throw Self.damaged(at: end) }
        for _ in 0..<length {
          output[end] = output[end - rep.0 - 1]
          end += 1
        }
      }
      ends.append(UInt32(truncatingIfNeeded: end))
      costs.append(spent - start)
    }
    guard !isOverrun else { throw Self.damaged(at: end) }
    return LZMALedger(ends: ends, costs: costs)
  }

  private mutating func repeated(_ state: inout Int, _ positionState: Int) -> Int {
    state = state < 7 ? 8 : 11
    return length(Base.repLength, positionState) + Self.shortestMatch
  }

  private static func damaged(at offset: Int) -> SectionCodecError {
    SectionCodecError(
      .lzmaData, "an LZMA stream is damaged or truncated after \(offset) bytes", spent: offset)
  }
}

extension LZMA {
  /// The cost of each byte of the decoded payload in `stream`, and the payload before the branch filter is
  /// undone, which does not move any byte.
  ///
  /// - Throws: as `decode` does.
  package func ledger(of stream: ArraySlice<UInt8>, limit: Int) throws(SectionCodecError) -> LZMALedger {
    let (settings, size) = try header(of: stream, limit: limit)
    guard settings.lc + settings.lp <= 8, settings.lp <= 4, settings.pb <= 4 else {
      throw SectionCodecError(.lzmaHeader, "an LZMA stream has invalid properties")
    }
    var result: Result<LZMALedger, SectionCodecError> = .success(LZMALedger(ends: [], costs: []))
    _ = [UInt8](unsafeUninitializedCapacity: size) { output, count in
      let window = UnsafeMutableBufferPointer(rebasing: output[..<size])
      stream.dropFirst(Self.headerSize).withUnsafeBufferPointer { input in
        result = Result { () throws(SectionCodecError) in
          try LZMAReplay.ledger(of: input, settings, into: window)
        }
      }
      count = 0
    }
    return try result.get()
  }
}

extension LZMAReplay {
  fileprivate static func ledger(
    of input: UnsafeBufferPointer<UInt8>, _ settings: LZMASettings,
    into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(SectionCodecError) -> LZMALedger {
    let count = Base.literal + 0x300 << Int(settings.lc + settings.lp)
    let probabilities = UnsafeMutablePointer<UInt16>.allocate(capacity: count)
    defer { probabilities.deallocate() }
    probabilities.initialize(repeating: half, count: count)
    var replay = LZMAReplay(input, probabilities)
    return try replay.ledger(settings, into: output)
  }
}

extension LZMALedger: StreamLedger {}

/// The ledgers of LZMA streams, with and without the x86 branch filter.
package struct LZMALedgers: SectionLedgers {
  package init() {}

  package func ledger(_ guid: GUID, payload: ArraySlice<UInt8>, limit: Int) -> (any StreamLedger)? {
    switch guid {
    case SectionGUID.lzma: try? LZMA().ledger(of: payload, limit: limit)
    case SectionGUID.lzmaX86: try? LZMA(hasBranchFilter: true).ledger(of: payload, limit: limit)
    default: nil
    }
  }
}
