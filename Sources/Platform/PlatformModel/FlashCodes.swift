package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let flashCodes: [Diagnostic.Code] = [
    .fdAddress, .fdBlocks, .fdRegionData, .fdRegionOutside, .fdRegionOverlap, .fdfRuleMissing, .flashNumber,
    .fvBlocks, .fvRegions, .pvhDeviceUnknown, .pvhMalformed, .pvhRegionTaken, .pvhRegionUnknown,
  ]

  package static let fdAddress = Diagnostic.Code(
    "fd-address", "an address lies outside of 64 bits",
    explanation: """
      The base address of a flash device or FvBaseAddress of a volume comes to a number that is negative
      or needs more than 64 bits, or the device or volume would end behind the last address. Addresses are
      often calculated, and a macro without a value counts as 0:

          BaseAddress = $(FW_BASE_ADDRESS) - 0x1000

      With FW_BASE_ADDRESS undefined this is negative. A device may end exactly at the top of the address
      space, as flash for x86 ends at 4 GiB with the reset vector at its end.
      """,
    remedy: "Check the macros of the expression, and lower the address or the size.")

  package static let fdBlocks = Diagnostic.Code(
    "fd-blocks", "the blocks of a flash device do not add up to its size",
    explanation: """
      An `[FD]` section has the size of the device and, as BlockSize and NumBlocks, its erase blocks. The
      product, or the sum of several runs of blocks, must be the size. GenFds stops as well ("Size not
      consistent with block array").

          Size      = 0x00400000
          BlockSize = 0x1000
          NumBlocks = 0x200

      This is half of the device. Volumes copy the blocks under their region into their headers, and
      drivers that write variables erase by these numbers.
      """,
    remedy: "Make BlockSize times NumBlocks equal to Size.")

  package static let fdRegionData = Diagnostic.Code(
    "fd-region-data", "the DATA of a region is larger than the region",
    explanation: """
      A region can be filled with typed-in bytes: DATA = { 0x00, … }. There are more of them than the
      region is large, so they would run into the region behind it. OVMF describes the header of its
      variable volume in this way, and such text tends to be copied from a platform with another flash
      layout. GenFds stops with "Size of DATA is larger than Region Size". DATA that is shorter than the
      region is filled up with the erase value.
      """,
    remedy: "Enlarge the region, or shorten its DATA.")

  package static let fdRegionOutside = Diagnostic.Code(
    "fd-region-outside", "a region ends behind its flash device",
    explanation: """
      A line offset|size in an `[FD]` section places a region in the device, with both numbers counted
      from its start. Offset plus size is larger than Size of the device.

          Size = 0x00400000
          0x00380000|0x00100000
          FV = SECFV

      Regions are offsets and not addresses: an address such as 0xFFC84000 in this place has the same
      effect. The PCDs behind a region get the address, which kiln adds from BaseAddress.
      """,
    remedy: "Move or shrink the region, or enlarge the device with its blocks.")

  package static let fdRegionOverlap = Diagnostic.Code(
    "fd-region-overlap", "two regions of a flash device overlap",
    explanation: """
      Regions of an `[FD]` section stand in ascending order, and each starts at or behind the end of the
      one before. This one starts earlier, or it overlaps another when the image is put together. One of
      them would overwrite the other: a variable store that reaches into a volume destroys code with the
      first SetVariable().

          0x00000000|0x0000E000
          0x0000D000|0x00001000

      Room between regions is allowed and filled with the erase value. GenFds rejects both a wrong order
      and an overlap. A size that was changed in one place, while the following offsets stayed, is the
      usual cause.
      """,
    remedy: "Write the regions in ascending order, each behind the end of the one before.")

  package static let fdfRuleMissing = Diagnostic.Code(
    "fdf-rule-missing", "no rule says how a module becomes a file",
    explanation: """
      For each INF statement of an FDF a `[Rule]` section describes the FFS file that the module becomes:
      its type and sections. kiln looks for the rule of the module's type and architecture, then for the
      common one. The name of a RuleOverride, or BINARY for a module with a `[Binaries]` section, must
      match as well. There is no such rule.

          [Rule.Common.PEIM.TIANOCOMPRESSED]
            FILE PEIM = $(NAMED_GUID) {

      is used only by INF statements with RuleOverride = TIANOCOMPRESSED. GenFds stops without a rule as
      well; kiln reports it before it compiles anything.
      """,
    remedy: "Add the rule that the message names, or correct RuleOverride of the INF statement.")

  package static let flashNumber = Diagnostic.Code(
    "flash-number", "a number in an FDF is out of the range for flash",
    explanation: """
      Sizes, offsets and numbers of blocks in an FDF are expressions. This one comes to no number at all,
      to a negative one, or to more than 0xFFFFFFFF; a block size must not be 0 either. PCDs in these
      expressions need care: a PCD that a region of the same FDF has set stands for the offset of the
      region there, while modules see its address.

          0x00010000|gUefiOvmfPkgTokenSpaceGuid.PcdOvmfSecPageTablesBase - 0x20000

      Here the offset may be smaller than what is subtracted. A macro without a value counts as 0.
      """,
    remedy: "Write a number of bytes from 0 to 0xFFFFFFFF, and check the macros and PCDs of the expression.")

  package static let fvBlocks = Diagnostic.Code(
    "fv-blocks", "the blocks of a volume do not match its region",
    explanation: """
      A volume's header has a block map. It is taken from the flash device under the volume's region,
      unless the `[FV]` section has BlockSize and NumBlocks of its own. Those that stand here add up to
      more than the region, or have other sizes than the device has at that place; or there are none that
      could be used. GenFds makes the same demands ("BlockStatements … not align with FD's").

          [FV.FVMAIN_COMPACT]
          BlockSize = 0x10000     # the device has blocks of 0x1000

      A driver that erases blocks by a wrong map erases something else.
      """,
    remedy: "Drop BlockSize and NumBlocks from the volume, so that it takes those of the device.")

  package static let fvRegions = Diagnostic.Code(
    "fv-regions", "a volume has regions of different sizes",
    explanation: """
      A volume may stand in several flash devices: OVMF has its volumes in the whole image and again in
      the one with the code alone. It is packed once, so its size must be the same everywhere. The regions
      here differ, and one of them would get a volume that is too large or too small for it.

          [FD.OVMF]
          0x00084000|0x00348000
          FV = FVMAIN_COMPACT

          [FD.OVMF_CODE]
          0x00000000|0x00340000
          FV = FVMAIN_COMPACT

      The first region also gives the volume its address. Use the same macro for the size in both devices.
      """,
    remedy: "Give the volume the same size in every flash device.")

  package static let pvhDeviceUnknown = Diagnostic.Code(
    "pvh-device-unknown", "a PVH line names a flash device that does not exist",
    explanation: """
      A line of `[UserExtensions.Kiln."Pvh"]` asks for an ELF header at the start of a flash device, so
      that Xen and QEMU's -kernel can load the device as a PVH kernel. Its first part is the name of an
      `[FD]` section, in upper or lower case. The platform has no such device, or no FDF at all.

          [UserExtensions.Kiln."Pvh"]
            OVMF | 0x0 | ELF32
      """,
    remedy: "Name a flash device of the FDF; the message lists them. Take the line out if there is no FDF.")

  package static let pvhMalformed = Diagnostic.Code(
    "pvh-malformed", "a line of a PVH section cannot be read",
    explanation: """
      A line of `[UserExtensions.Kiln."Pvh"]` has three or four parts with `|` between them: the flash
      device, the offset of the region for the header, ELF32 or ELF64, and the physical address to load
      the image to where that is not 0x100000. Offset and address may be expressions.

          OVMF | 0x0 | ELF32
          OVMF | 0x0 | ELF64 | 0x200000

      Something is missing or not of these forms. kiln writes no header then. That is an error, because no
      loader would accept the image. edk2 ignores the section.
      """,
    remedy: "Write FD | offset | ELF32 or ELF64, and behind another `|` the load address if need be.")

  package static let pvhRegionTaken = Diagnostic.Code(
    "pvh-region-taken", "the region for a PVH header holds something else",
    explanation: """
      kiln writes the PVH header into a region that has no contents in the FDF. The region at this offset
      has an FV, a FILE, DATA or an INF already, and both cannot be there. OVMF's own Xen platform keeps a
      typed-in header as DATA in XenElfHeader.fdf.inc, for one size of image:

          0x00000000|0x00001000
          DATA = { 0x7f, 0x45, 0x4c, 0x46, … }

      To have it computed by kiln, leave the region's line and remove its DATA.
      """,
    remedy: """
      Leave the region for the header without contents in the FDF, or take the line out of the section.
      """)

  package static let pvhRegionUnknown = Diagnostic.Code(
    "pvh-region-unknown", "a PVH line names an offset where no region starts",
    explanation: """
      The second part of a line in `[UserExtensions.Kiln."Pvh"]` is the offset of a region in the flash
      device. It must be exactly the offset at which the FDF has one, so that the header does not
      overwrite parts of something else. A loader looks for the header at the start of the file, so the
      offset is 0x0 in practice.

          [FD.OVMF]
          0x00000000|0x00001000
          # no contents: kiln puts the header here
      """,
    remedy: "Name the offset of a region that is empty in the FDF; the message lists the offsets.")
}
