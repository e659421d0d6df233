import Foundation
import TestSupport
import Testing

/// `Templates/ResetVector` with a platform's numbers filled in, and a small image around it whose SEC
/// core tells how it was entered.
struct TinyFirmware {
  /// The memory that a platform's FDF sets aside (its MEMFD).
  struct Memory: Sendable {
    let name: String
    var workArea: UInt32
    /// 0 where the platform has no place for start_info.
    var startInfo: UInt32

    static let pageTables: UInt32 = 0x80_0000

    static let xen = Memory(name: "xen", workArea: 0x80_9000, startInfo: 0x80_8000)
    static let qemu = Memory(name: "qemu", workArea: 0x80_B000, startInfo: 0)
  }

  /// OVMF's flash layouts; qemu's OVMF.fd has 64 KB more in front.
  struct Layout: Sendable {
    let imageSize: Int
    let secVolumeSize: Int

    static let all = [
      Layout(imageSize: 0x10_0000, secVolumeSize: 0x14000),
      Layout(imageSize: 0x20_0000, secVolumeSize: 0x34000),
      Layout(imageSize: 0x21_0000, secVolumeSize: 0x34000),
      Layout(imageSize: 0x40_0000, secVolumeSize: 0x34000),
    ]
  }

  struct NoImage: Error, CustomStringConvertible {
    let description: String
  }

  private let scratch: Scratch
  let memory: Memory
  /// What nasm makes of the template.
  let stub: [UInt8]

  /// - Parameter origin: The address that nasm counts labels from.
  init(_ memory: Memory, origin: UInt32 = 0) throws {
    self.memory = memory
    scratch = try Scratch()
    // In a build the C preprocessor fills these in from AutoGen.h.
    try scratch.write(
      "holes.inc",
      """
      ORG \(origin)
      %define FixedPcdGet32(Name) Name
      %define PcdOvmfSecPageTablesBase \(Memory.pageTables)
      %define PcdOvmfSecPageTablesSize 0x6000
      %define PcdOvmfSecPeiTempRamBase 0x810000
      %define PcdOvmfSecPeiTempRamSize 0x10000
      %define PcdOvmfWorkAreaBase \(memory.workArea)
      %define PcdOvmfWorkAreaSize 0x1000
      %define PcdXenPvhStartOfDayStructPtr \(memory.startInfo)

      """)
    try Self.assemble(
      "\(Provided.root)/Templates/ResetVector/ResetVector.nasmb", ["-P", "\(scratch.path)/holes.inc"],
      to: "\(scratch.path)/stub.bin")
    stub = try scratch.bytes("stub.bin")
  }

  /// The instruction at so many bytes before the stub's end, as ndisasm has it.
  func instruction(bits: Int, beforeEnd: Int) throws -> String {
    let offset = "\(stub.count - beforeEnd)"
    let ndisasm = try Program.run(
      "/usr/bin/ndisasm", ["-b", "\(bits)", "-e", offset, "-o", offset, "\(scratch.path)/stub.bin"])
    guard ndisasm.status == 0, let line = ndisasm.output.split(separator: "\n").first else {
      throw NoImage(description: ndisasm.errors)
    }
    return line.split(separator: " ", omittingEmptySubsequences: true).dropFirst(2).joined(separator: " ")
  }

  /// Where in the stub an entry goes.
  func target(bits: Int) throws -> Int {
    let entry = try instruction(bits: bits, beforeEnd: bits == 16 ? 0x10 : 0x30)
    guard entry.hasPrefix("jmp "), let target = entry.split(separator: " ").last?.dropFirst(2),
      let offset = Int(target, radix: 16)
    else { throw NoImage(description: entry) }
    return bits == 16 ? offset & 0xFFFF : offset & 0xFFFF_FFFF
  }

  /// What the SEC core saw.
  struct Entry {
    var accumulator, destination, volume, pageTables: UInt64
    /// Where it ran, and what its two relocated words say about that.
    var address, wide, narrow: UInt64
    var workArea: UInt64
    /// The address of start_info with its mark, and start_info's first word; none without such a place.
    var startInfo, magic: UInt64?
  }

  /// Starts QEMU on an image, with a start_info of the last start, and not zeroes, where the stub must clear.
  func run(_ layout: Layout, asPVH: Bool, isTE: Bool = false, machine: String = "pc") throws -> Entry {
    let image = "\(scratch.path)/image.fd"
    try Self.assemble(
      "\(Provided.root)/Tests/EndToEndTests/TinyFirmware/TinyFirmware.nasm",
      [
        "-DIMAGE_SIZE=\(layout.imageSize)", "-DSECFV_SIZE=\(layout.secVolumeSize)",
        "-DSTUB=\"\(scratch.path)/stub.bin\"", "-DSTUB_SIZE=\(stub.count)",
        "-DWORK_AREA=\(memory.workArea)", "-DSTART_INFO=\(memory.startInfo)",
      ] + (isTE ? ["-DTE"] : []), to: image)
    var arguments = [
      "-machine", machine, "-accel", "tcg", "-m", "64", "-nodefaults", "-display", "none", "-no-reboot",
      asPVH ? "-kernel" : "-bios", image,
      "-debugcon", "file:\(scratch.path)/told", "-device", "isa-debug-exit,iobase=0x501",
    ]
    for place in [memory.workArea, memory.startInfo] where place != 0 {
      arguments += ["-device", "loader,addr=\(place),data=0x4856505800001000,data-len=8"]
    }
    let qemu = try Program.run("/usr/bin/qemu-system-x86_64", arguments, seconds: 60)
    let bytes = try scratch.bytes("told")
    let words = stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { offset in
      bytes[offset..<offset + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    // isa-debug-exit: twice the value written, and one.
    guard qemu.status == 1, words.count == (memory.startInfo == 0 ? 8 : 10) else {
      throw NoImage(description: "QEMU ended with \(qemu.status): \(words) \(qemu.errors)")
    }
    return Entry(
      accumulator: words[0], destination: words[1], volume: words[2], pageTables: words[3],
      address: words[4], wide: words[5], narrow: words[6], workArea: words[7],
      startInfo: words.count > 8 ? words[8] : nil, magic: words.count > 8 ? words[9] : nil)
  }

  private static func assemble(_ source: String, _ arguments: [String], to output: String) throws {
    let nasm = try Program.run(
      "/usr/bin/nasm", ["-f", "bin", "-Werror", "-o", output] + arguments + [source])
    guard nasm.status == 0 else { throw NoImage(description: nasm.errors) }
  }
}

extension TinyFirmware.Memory: CustomTestStringConvertible {
  var testDescription: String { name }
}
