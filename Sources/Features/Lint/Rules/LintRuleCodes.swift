package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let lintRuleCodes: [Diagnostic.Code] = [
    .baseNameDuplicate, .fileGuidDuplicate, .flashGap, .flashRegionBlocks, .flashRegionUnused,
    .libraryClassMisspelt, .libraryClassUnused, .moduleNotInFlash, .pcdLibNull, .pcdUnused, .policyForbidden,
    .policyMalformed,
  ]

  package static let baseNameDuplicate = Diagnostic.Code(
    "base-name-duplicate", "two modules have the same BASE_NAME", .warning,
    explanation: """
      Two INFs of the platform that are built for the same architecture have the same BASE_NAME but
      different paths. A build names what it makes after BASE_NAME: the module's .efi and .debug
      files are copied into one folder for each architecture, so the second module overwrites the
      first one's. The flash image itself can still be right, as its files are named by FILE_GUID,
      but debuggers load the wrong symbols, link maps describe the wrong module, and a size report
      cannot tell one from the other.
      """,
    remedy: "Give one of the two modules a different BASE_NAME in its INF.")

  package static let fileGuidDuplicate = Diagnostic.Code(
    "file-guid-duplicate", "two modules or files have the same FILE_GUID",
    explanation: """
      Two modules of the platform, or two files of one firmware volume, have the same name. The name
      of an FFS file is its FILE_GUID, and it must be unique within a firmware volume (PI 1.8 Vol 3,
      3.2.3). With two files of one name the search by GUID finds only the first: an a-priori list,
      a depex with BEFORE or AFTER and FvFile device paths all refer to that one, and the other
      cannot be reached. Duplicates usually come from an INF that was copied without a new GUID.

      Two files in the same volume are an error. Two modules that merely exist in the same platform
      are a warning, as they may go into different volumes. A component that is meant to be built
      twice can be renamed in the DSC:

          MdeModulePkg/Universal/Foo/Foo.inf {
            <Defines>
              FILE_GUID = 3AF43C2A-0F6A-4B8B-9F39-1D5E2B6E6D11
          }
      """,
    remedy: "Give one of them a new GUID, for example from `uuidgen`.")

  package static let flashGap = Diagnostic.Code(
    "flash-gap", "part of a flash device belongs to no region", .note,
    explanation: """
      The regions of an `[FD]` section leave some of the device's bytes out. A gap in front of a region
      is filled with the erase value; behind the last region the file simply ends, as edk2 writes it.
      So the image is correct, but nobody can use the space: no volume grows into it and no PCD names
      it. Gaps often remain when a region was moved or shrunk and its neighbours
      were not. Devices that only describe memory (every volume in them is also inside another
      volume, like MEMFD of OVMF) are not checked.
      """,
    remedy: "Extend a neighbouring region over the gap, or reduce Size and NumBlocks of the device.")

  package static let flashRegionBlocks = Diagnostic.Code(
    "flash-region-blocks", "a region with a volume does not begin and end on block boundaries", .warning,
    explanation: """
      A region holds a firmware volume, and its offset or size is not a multiple of the device's
      BlockSize. Flash is erased in whole blocks, and a volume's block map can describe whole blocks
      only (PI 1.8 Vol 3, 3.2.1). If the firmware, a capsule update or the FTW driver erases the
      volume's first or last block, it erases part of the neighbouring region with it. Devices whose
      blocks differ in size are not checked.

          BlockSize = 0x1000
          0x00021800|0x00100000          # begins in the middle of a block
          FV = PEIFV
      """,
    remedy: "Make the region's offset and size multiples of the block size.")

  package static let flashRegionUnused = Diagnostic.Code(
    "flash-region-unused", "a region is empty and no PCD refers to it", .note,
    explanation: """
      The FDF reserves a region of a flash device without putting anything into it, and neither a
      PCD behind the region's offset nor a SET statement with its address tells code where it is.
      The region occupies flash that nothing can find at run time. An empty region that a PCD names
      is fine: that is how a spare area or a page that firmware writes is reserved.
      """,
    remedy:
      "Put a PCD pair behind the region (`TokenSpace.PcdBase|TokenSpace.PcdSize`), or give its bytes to "
      + "another region.")

  package static let libraryClassMisspelt = Diagnostic.Code(
    "library-class-misspelt", "the DSC gives an instance to a library class that does not exist",
    explanation: """
      A line of `[LibraryClasses]` names a class that no package declares, that no INF provides
      (LIBRARY_CLASS) and that no INF asks for. edk2's `build` accepts such a line in silence, as
      every class is only looked up by those who ask for it. The instance is therefore never linked
      under that name: modules fail with a missing class, or worse, they link another instance that
      an earlier, correctly spelt line names.

          [LibraryClasses]
            DebugPrintErorrLevelLib|MdePkg/Library/BaseDebugPrintErrorLevelLib/BaseDebugPrintErrorLevelLib.inf

      kiln suggests the known class whose spelling is closest, or the class that the instance says
      it provides.
      """,
    remedy: "Correct the name of the class, or remove the line.")

  package static let libraryClassUnused = Diagnostic.Code(
    "library-class-unused", "the DSC gives an instance to a library class that no module uses", .note,
    explanation: """
      In this configuration no module, and no library linked into one, asks for the class, so the
      line has no effect. For a line in a component's `<LibraryClasses>`, neither that module nor
      one of its libraries asks for it. Dead lines are harmless to the image, but they mislead:
      someone replaces the instance and nothing changes. They also collect when a driver is removed,
      or when the module that needs the class is inside an `!if` that is not taken.
      """,
    remedy: "Remove the line, or move it under the same `!if` as the module that needs it.")

  package static let moduleNotInFlash = Diagnostic.Code(
    "module-not-in-flash", "a module is built but placed in no volume",
    explanation: """
      `[Components]` lists the module, so every build compiles it, but no INF or FILE statement of
      the FDF puts it into a firmware volume, option ROM or capsule. A driver outside of flash never
      runs: a feature that seems to be enabled is missing at boot, and the build still succeeds.

      It is a warning if the FDF never mentions the module. It is a note if the FDF places it under
      a condition that is false in this configuration, as the build then only costs time, and for a
      UEFI_APPLICATION, which may be meant for a disk. HOST_APPLICATION and library components are
      not checked.
      """,
    remedy: "Add an INF line to a volume in the FDF, or remove the component, or put it under the same `!if` "
      + "as its INF line.")

  package static let pcdLibNull = Diagnostic.Code(
    "pcd-lib-null", "a module reads a dynamic PCD through a PcdLib that reaches no PCD database",
    explanation: """
      A PCD of type Dynamic or DynamicEx has no value at compile time: PcdGet32() and its kin call
      PcdLib, which must ask the PCD PPI or the PCD protocol. This module is linked with an
      instance, such as BasePcdLibNull, whose INF names neither. Every read returns 0 or stops with
      an assertion in a DEBUG build, whatever value the DSC sets. Such mistakes appear when a PCD is
      changed from FixedAtBuild to Dynamic and a library that reads it is also linked into modules
      of an earlier phase. edk2's `build` does not detect them.

          [PcdsDynamicDefault]
            gUefiCpuPkgTokenSpaceGuid.PcdCpuMaxLogicalProcessorNumber|64
          [LibraryClasses.common.PEIM]
            PcdLib|MdePkg/Library/BasePcdLibNull/BasePcdLibNull.inf      # should be PeiPcdLib

      It is an error if the module itself, or a library class that its own INF asks for, names the
      PCD. It is a warning if only libraries further down name it, as manifests do not tell whether
      that code is called. In SEC, where no database exists yet, libraries that name it are only a
      note: PEI modules that share them read it later.
      """,
    remedy: "Give the module a PcdLib for its phase (PeiPcdLib.inf or DxePcdLib.inf), or make the PCD "
      + "FixedAtBuild or PatchableInModule.")

  package static let pcdUnused = Diagnostic.Code(
    "pcd-unused", "a PCD is set that no module reads",
    explanation: """
      The DSC or FDF sets a PCD that no module of this configuration, and no library linked into
      one, lists in its INF, and that no condition, expression or FILE statement of the manifests
      uses. The setting has no effect. Often the module that reads it is inside an `!if` that is not
      taken, the PCD was renamed upstream, or the library that reads it was replaced by another
      instance; the notes name instances that would read it but are not linked. For a PCD in a
      component's own `<Pcds…>` section, that component and its libraries are meant.

      It is a warning in the DSC. It is a note where the FDF sets it, because a region's PCDs also
      serve as its name. PCDs that edk2's `build` itself reads, such as PcdVpdBaseAddress, are not
      reported.
      """,
    remedy: "Remove the line, or put it under the same `!if` as the module that reads the PCD.")

  package static let policyForbidden = Diagnostic.Code(
    "policy-forbidden", "the platform contains something that its policy forbids",
    explanation: """
      A policy lists INFs that must not be part of a platform, and one of them is a component of it
      or is linked as a library. This keeps out what slips in unnoticed through shared include
      files, such as Xen drivers in a platform for QEMU, test drivers in a product, or a NULL
      instance of a security library. The note shows the policy and its reason.

          [UserExtensions.Kiln."Policy"]
            forbidden | OvmfPkg/Xen* | Xen guests have a platform of their own

      The second field is a pattern for INF paths. kiln reads the section from the DSC and from a
      file below `Platforms/policies`, or from the one that `--policy` names.
      """,
    remedy: "Remove the module or choose another library instance, or change the policy if it no longer "
      + "holds.")

  package static let policyMalformed = Diagnostic.Code(
    "policy-malformed", "a line of a policy cannot be read",
    explanation: """
      A line of `[UserExtensions.Kiln."Policy"]` must have three fields, separated by `|`: the word
      `forbidden`, a pattern for INF paths, and a reason that is not empty. kiln ignores the line
      otherwise, so what it was meant to forbid would be allowed; therefore it is an error.

          forbidden | OvmfPkg/Xen* | Xen guests have a platform of their own
      """,
    remedy: "Write `forbidden | PATTERN | REASON`.")
}
