import Foundation
import TestSupport
import Testing

/// kiln's own reset vector: what PI, Xen's PVH boot protocol and OvmfPkg's SEC ask of one.
@Suite(.serialized) struct ResetVectorTests {
  static let platforms = [TinyFirmware.Memory.xen, .qemu]

  /// Addresses below the end of flash: 0xFFFFFFF0 is x86's, 0xFFFFFFEC GenFv's ("VTF", 0: nothing to
  /// patch), 0xFFFFFFD0 the one that OVMF's ELF headers name.
  @Test(arguments: platforms)
  func entriesAreWhereTheyAreLookedFor(memory: TinyFirmware.Memory) throws {
    let firmware = try TinyFirmware(memory)
    let size = firmware.stub.count
    // The file has to end with its volume, and files begin at multiples of 8.
    #expect(size % 16 == 0)
    // The volume of the 1 MB layout has few bytes to spare beside the SEC core.
    #expect(size <= 0x400)
    #expect(Array(firmware.stub[(size - 0x14)..<(size - 0x10)]) == Array("VTF\0".utf8))

    for bits in [16, 32] {
      let target = try firmware.target(bits: bits)
      #expect(target < size - 0x30)
      // There is no interrupt table yet.
      #expect(try firmware.instruction(bits: bits, beforeEnd: size - target) == "cli")
    }
  }

  /// Nothing in it is an address of the place that it was assembled for.
  @Test(arguments: platforms)
  func twoOriginsGiveTheSameBytes(memory: TinyFirmware.Memory) throws {
    let low = try TinyFirmware(memory, origin: 0x10_0000).stub
    #expect(try TinyFirmware(memory, origin: 0xFFF0_0000).stub == low)
  }

  /// SecEntry.nasm: RAX is the self test's result, DI 'BP', RBP the volume. Flash is where SEC was
  /// linked for.
  @Test(arguments: platforms, TinyFirmware.Layout.all)
  func aResetReachesSEC(memory: TinyFirmware.Memory, layout: TinyFirmware.Layout) throws {
    let entry = try TinyFirmware(memory).run(layout, asPVH: false)
    #expect(entry.volume == 0x1_0000_0000 - UInt64(layout.secVolumeSize))
    #expect(entry.address > entry.volume && entry.address < 0x1_0000_0000)
    expectTheContract(entry)
    if let startInfo = entry.startInfo { #expect(startInfo >> 32 != 0x4856_5058) }
  }

  /// The same image at 1 MB, in the hands of QEMU's PVH loader.
  @Test(arguments: platforms, TinyFirmware.Layout.all)
  func aPVHGuestReachesSECWhereItWasLoaded(memory: TinyFirmware.Memory, layout: TinyFirmware.Layout) throws {
    let entry = try TinyFirmware(memory).run(layout, asPVH: true)
    #expect(entry.volume == 0x10_0000 + UInt64(layout.imageSize - layout.secVolumeSize))
    #expect(entry.address > entry.volume && entry.address < 0x10_0000 + UInt64(layout.imageSize))
    expectTheContract(entry)
    if let startInfo = entry.startInfo {
      // XenPlatformPei: the address, then "XPVH". start_info.h: XEN_HVM_START_MAGIC_VALUE
      #expect(startInfo >> 32 == 0x4856_5058)
      #expect(entry.magic == 0x336E_C578)
    }
  }

  @Test(arguments: [false, true])
  func aTerseImageIsFoundAndMovedToo(asPVH: Bool) throws {
    let layout = TinyFirmware.Layout.all[0]
    expectTheContract(try TinyFirmware(.xen).run(layout, asPVH: asPVH, isTE: true, machine: "q35"))
  }

  private func expectTheContract(_ entry: TinyFirmware.Entry) {
    #expect(entry.accumulator == 0)
    #expect(entry.destination & 0xFFFF == 0x5042)
    // SEC asserts that.
    #expect(entry.pageTables == UInt64(TinyFirmware.Memory.pageTables))
    // What holds an address in SEC's image follows the image.
    #expect(entry.wide == entry.address)
    #expect(entry.narrow == entry.address)
    // WorkArea.h: guest type 0 is a guest like any other.
    #expect(entry.workArea == 0)
  }
}
