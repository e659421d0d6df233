import Functions
import ObjectFormats
import TestSupport

/// C sources compiled and linked as edk2's tool chains do, for one machine.
struct LinkedBuild {
  enum Target: String, CaseIterable, Sendable {
    case x64, ia32, aarch64, riscv64

    /// Whether ld links it; lld's map has another form.
    var hasLinkMap: Bool { self == .x64 || self == .ia32 }

    fileprivate var compiler: String {
      let common =
        "-c -Os -ffreestanding -fshort-wchar -fno-builtin -fno-common -ffunction-sections -fdata-sections "
        + "-fno-stack-protector -fno-asynchronous-unwind-tables -Wall -Werror"
      return switch self {
      case .x64: "gcc \(common) -m64 -mno-red-zone -mcmodel=small -fpie"
      case .ia32: "gcc \(common) -m32 -march=i586 -fno-pic -fno-pie"
      case .aarch64: "clang \(common) --target=aarch64-elf -mcmodel=small -Wno-unused-function"
      case .riscv64:
        "clang \(common) --target=riscv64-elf -march=rv64gc -mabi=lp64 -mcmodel=medany -mno-relax -Wno-unused-function"
      }
    }

    fileprivate var linker: String {
      let script =
        "--script=script.lds --emit-relocs --gc-sections --build-id=none -e Start -u Start -Map=linked.map"
      return switch self {
      case .x64: "ld -m elf_x86_64 -pie \(script)"
      case .ia32: "ld -m elf_i386 \(script)"
      case .aarch64, .riscv64: "ld.lld --no-relax \(script)"
      }
    }
  }

  struct ToolFailed: Error, CustomStringConvertible { let description: String }

  let elf: [UInt8]
  let map: [UInt8]

  /// - Parameter optimises: whether all sources are optimised as one, as RELEASE builds are.
  init(_ target: Target, _ sources: [String], optimises: Bool = false) throws {
    let scratch = try Scratch()
    // As edk2's: constants among the code, everything else behind.
    _ = try scratch.write(
      "script.lds",
      """
      SECTIONS {
        . = 0x240;
        .text : ALIGN(64) { *(.text .text.*) *(.rodata .rodata.*) *(.got .got.*) }
        .data : ALIGN(64) { *(.data .data.*) *(.bss .bss.*) }
        /DISCARD/ : { *(.note.*) *(.comment) *(.dynsym) *(.dynstr) *(.hash .gnu.hash) *(.dynamic) *(.interp) *(.eh_frame) }
      }
      """)
    let names = sources.indices.map { "source\($0)" }
    for (name, source) in zip(names, sources) {
      _ = try scratch.write("\(name).c", source)
      try Self.run("\(target.compiler) \(optimises ? "-flto" : "") \(name).c -o \(name).o", in: scratch)
    }
    let objects = names.map { "\($0).o" }.joined(separator: " ")
    if optimises {
      try Self.run(
        "gcc -Os -flto -ffunction-sections -fdata-sections -nostdlib -pie -Wl,--script=script.lds,--emit-relocs,--gc-sections,--build-id=none,-e,Start,"
          + "-u,Start,-Map=linked.map \(objects) -o linked", in: scratch)
    } else {
      try Self.run("\(target.linker) \(objects) -o linked", in: scratch)
    }
    elf = try scratch.bytes("linked")
    map = try scratch.bytes("linked.map")
  }

  /// - Parameter usesMap: whether the link map is at hand, which lld writes in another form.
  func module(usesMap: Bool = true) throws -> LinkedModule? {
    LinkedModule(try ELFImage(parsing: elf[...]), inputs: usesMap ? LinkMap.inputs(in: map) : [])
  }

  private static func run(_ command: String, in scratch: Scratch) throws {
    let program = try Program.run("/bin/sh", ["-c", command], in: scratch.path, seconds: 60)
    guard program.status == 0 else { throw ToolFailed(description: "\(command): \(program.errors)") }
  }
}
