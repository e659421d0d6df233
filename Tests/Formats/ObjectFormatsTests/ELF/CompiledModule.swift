import TestSupport

/// A module that gcc compiles and ld links as edk2's GCC tool chains do, with edk2's linker script.
struct CompiledModule {
  enum Target: String, CaseIterable, Sendable {
    case x64, ia32, riscv64
    /// With absolute addresses in instructions, which no tool chain of edk2 asks for but GenFw converts.
    case riscv64Absolute

    fileprivate var compiler: String {
      switch self {
      case .x64, .ia32: "gcc"
      case .riscv64, .riscv64Absolute: "riscv64-linux-gnu-gcc"
      }
    }

    /// CC_FLAGS of `tools_def.template`, as far as they matter to relocations, without LTO.
    fileprivate var compilerFlags: [String] {
      let common = [
        "-c", "-Os", "-ffreestanding", "-fshort-wchar", "-fno-builtin", "-fno-common", "-ffunction-sections",
        "-fdata-sections", "-fno-stack-protector", "-fno-asynchronous-unwind-tables", "-Wall", "-Werror",
      ]
      return switch self {
      case .x64: common + ["-m64", "-mno-red-zone", "-mcmodel=small", "-fpie"]
      case .ia32: common + ["-m32", "-march=i586", "-malign-double", "-fno-pic", "-fno-pie"]
      case .riscv64, .riscv64Absolute:
        common + [
          "-march=rv64gc", "-mabi=lp64", "-mno-relax", "-msmall-data-limit=0", "-fpack-struct=8", "-fno-pie",
          self == .riscv64 ? "-mcmodel=medany" : "-mcmodel=medlow",
        ]
      }
    }

    /// DLINK_FLAGS of `tools_def.template`.
    fileprivate var linkerFlags: [String] {
      let common = [
        "-nostdlib", "-Wl,-n,-q,--gc-sections", "-z", "common-page-size=0x40", "-Wl,--entry,Start", "-u",
        "Start",
        "-Wl,--build-id=none",
      ]
      return switch self {
      case .x64: common + ["-Wl,-melf_x86_64,--oformat=elf64-x86-64,-pie"]
      case .ia32: common + ["-m32", "-no-pie", "-Wl,-m,elf_i386,--oformat=elf32-i386"]
      case .riscv64, .riscv64Absolute:
        common + ["-no-pie", "-Wl,-melf64lriscv,--oformat=elf64-littleriscv,--no-relax"]
      }
    }

    /// What the linker script leaves room for.
    var headerSize: UInt64 { self == .x64 ? 0x228 : 0x220 }
    /// Where the image is tried, far from where it is linked.
    var base: UInt64 { self == .x64 || self == .riscv64 ? 0x12_3456_7000 : 0x7654_3000 }
  }

  struct ToolFailed: Error, CustomStringConvertible { let description: String }

  let target: Target
  let scratch: Scratch

  init(_ target: Target) throws {
    self.target = target
    scratch = try Scratch()
    try scratch.write("module.c", Self.source)
    let assembly =
      switch target {
      case .x64: Self.assembly64
      case .ia32: Self.assembly32
      case .riscv64, .riscv64Absolute: Self.assemblyRISCV
      }
    try scratch.write("table.S", assembly)
    for name in ["module.c", "table.S"] {
      try run(target.compiler, target.compilerFlags + [name, "-o", "\(name).o"])
    }
  }

  /// The objects, linked for an image whose headers start at `base`.
  func linked(at base: UInt64) throws -> [UInt8] {
    let header = "-Wl,--defsym=PECOFF_HEADER_SIZE=0x" + String(base + target.headerSize, radix: 16)
    let script = "-Wl,--script=\(try Provided.edk2())/BaseTools/Scripts/GccBase.lds"
    try run(
      target.compiler, target.linkerFlags + [header, script, "module.c.o", "table.S.o", "-o", "linked"])
    return try scratch.bytes("linked")
  }

  /// What readelf says of the file that was linked last.
  func readelf(_ flags: [String]) throws -> String { try run("readelf", flags + ["-W", "linked"]) }

  @discardableResult
  private func run(_ tool: String, _ arguments: [String]) throws -> String {
    // Of the 20 s and 10 MiB none needs more than a hundredth.
    let limited = ["-c", "ulimit -t 20 -f 20000; exec \"$@\"", "sh", tool]
    let program = try Program.run("/bin/sh", limited + arguments, in: scratch.path, seconds: 60)
    guard program.status == 0 else {
      throw ToolFailed(description: "\(tool) \(arguments.joined(separator: " ")): \(program.errors)")
    }
    return program.output
  }

  /// Pointers in code and data, constant and not, to both; jump tables, zeros, functions that go unused.
  private static let source = """
    #pragma GCC visibility push(hidden)
    typedef unsigned long long u64;
    typedef unsigned int u32;
    struct row { const char *name; u32 (*call) (u32); const void *next; unsigned short kind; };
    extern const u64 places[];
    u32 counter = 7;
    u32 zeros[75];
    static u32 twice (u32 x) { return 2 * x + counter; }
    static u32 thrice (u32 x) { zeros[x % 75] += x; return 3 * x; }
    u32 unused (u32 x) { return x + 1; }
    struct row rows[] = {
      { "twice", twice, &rows[1], 1 }, { "thrice", thrice, &rows[0], 2 }, { "none", 0, zeros + 3, 3 },
    };
    const struct row fixed[] = { { "fixed", thrice, places, 4 }, { "more", twice, &counter, 5 } };
    static u32 *const pointers[] = { &counter, &zeros[74], zeros };
    __attribute__((noinline)) u32 choose (u32 what) {
      switch (what) {
      case 0: return twice (zeros[1]);
      case 1: return thrice (11);
      case 2: return counter;
      case 3: return *pointers[zeros[5] % 3];
      case 4: zeros[2] = what; return 5;
      case 5: return fixed[zeros[7] % 2].call (what);
      case 6: return rows[zeros[8] % 2].call (3);
      case 7: return (u32) places[0];
      default: return what * 77;
      }
    }
    u32 Start (u32 a) { return choose (a) + rows[a % 3].kind; }
    """

  /// Entries of the global offset table that ld cannot relax away, a distance of 64 bits.
  private static let assembly64 = """
    .section .rodata.places, "a"
    .globl places
    .hidden places, counter, zeros, choose
    .balign 8
    places: .quad counter - .
            .quad choose
            .quad zeros + 16
            .quad table
            .long choose - .
            .long 0
    .section .text.table, "ax"
    .globl table
    table: pushq counter@GOTPCREL(%rip)
           pushq choose@GOTPCREL(%rip)
           pushq counter@GOTPCREL(%rip)
           movq zeros@GOTPCREL(%rip), %rax
           call choose
           ret
    """

  private static let assembly32 = """
    .section .rodata.places, "a"
    .globl places
    .hidden places, counter, zeros, choose
    .balign 8
    places: .long counter, choose, zeros + 16, choose - .
    """

  /// Distances of 32 and 64 bits, and calls, jumps and branches of every length.
  private static let assemblyRISCV = """
    .section .rodata.places, "a"
    .globl places
    .hidden places, counter, zeros, choose
    .balign 8
    places: .dword counter - .
            .dword choose
            .dword zeros + 16
            .dword table
            .word choose - .
            .word 0
    .section .text.table, "ax"
    .globl table
    table: call choose
           beqz a0, table
           beq a0, a1, table
           j table
           tail choose
    """
}
