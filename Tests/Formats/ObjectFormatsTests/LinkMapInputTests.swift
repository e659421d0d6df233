import Testing

@testable import ObjectFormats

/// What lies where, out of maps that GNU ld 2.40 wrote for modules of edk2.
@Suite struct LinkMapInputTests {
  private static let map = Array(
    """
    Archive member included to satisfy reference by file (symbol)

    X64/Pkg/Mod/OUTPUT/Mod.lib(Mod.obj)
                                  (--whole-archive)
    X64/MdePkg/Library/BaseLib/BaseLib/OUTPUT/BaseLib.lib(LongJump.obj)
                                  X64/Pkg/Mod/OUTPUT/Mod.lib(Mod.obj) (InternalLongJump)

    Discarded input sections

     .text.Unused   0x0000000000000000       0x31 /tmp/cc1.ltrans0.ltrans.o

    Memory Configuration

    Linker script and memory map

    START GROUP
    LOAD X64/Pkg/Mod/OUTPUT/Mod.lib
    END GROUP

    .text           0x0000000000000240      0x100
     *(.text .text.*)
     .text          0x0000000000000240        0x0 /tmp/cc1.ltrans0.ltrans.o
     .text.DebugPrint.part.0
                    0x0000000000000240       0x31 /tmp/cc1.ltrans0.ltrans.o
     *fill*         0x0000000000000271        0x7
     .text.unlikely.Panic
                    0x0000000000000278        0x8 /tmp/cc1.ltrans0.ltrans.o
     .text          0x0000000000000280       0x20 X64/MdePkg/Library/BaseLib/BaseLib/OUTPUT/BaseLib.lib(LongJump.obj)
     .rodata.Help.str2.2
                    0x00000000000002a0       0x10 /tmp/cc1.ltrans1.ltrans.o
     .rodata.str1.1
                    0x00000000000002b0       0x08 /tmp/cc1.ltrans1.ltrans.o

    .data           0x0000000000000340       0x40
     .data.rel.ro.local.mTable
                    0x0000000000000340       0x40 /tmp/cc1.ltrans1.ltrans.o
     .debug_info    0x0000000000000000      0x999 /tmp/cc1.debug.temp.o

    """.utf8)

  @Test func inputs() {
    let inputs = LinkMap.inputs(in: Self.map)
    #expect(inputs.map(\.address) == [0x240, 0x278, 0x280, 0x2A0, 0x2B0, 0x340])
    #expect(inputs.map(\.size) == [0x31, 8, 0x20, 0x10, 8, 0x40])
    #expect(inputs.map(\.symbol) == ["DebugPrint", "Panic", nil, "Help", nil, "mTable"])
    #expect(inputs[2].object.hasSuffix("BaseLib.lib(LongJump.obj)"))
  }

  @Test func members() {
    #expect(
      LinkMap.members(in: Self.map) == [
        "X64/Pkg/Mod/OUTPUT/Mod.lib(Mod.obj)",
        "X64/MdePkg/Library/BaseLib/BaseLib/OUTPUT/BaseLib.lib(LongJump.obj)",
      ])
  }

  /// Whatever the bytes are, there is an answer.
  @Test func damagedMaps() {
    for count in stride(from: 0, to: Self.map.count, by: 7) {
      #expect(LinkMap.inputs(in: Array(Self.map.prefix(count))).count <= 6)
    }
    #expect(LinkMap.inputs(in: [0xFF, 0x0A, 0x20, 0x2E]).isEmpty)
    #expect(LinkMap.members(in: Array("(\n)\nx)\n".utf8)).isEmpty)
  }
}
