package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let generatedCodeCodes: [Diagnostic.Code] = [
    .entryPointCount, .moduleTypeVersion, .pcdNameAmbiguous, .specificationVersion,
  ]

  package static let entryPointCount = Diagnostic.Code(
    "entry-point-count", "a core module does not have exactly one entry point",
    explanation: """
      The entry point library of a module calls ProcessModuleEntryPointList, which edk2's build and kiln
      generate into AutoGen.c. For drivers it calls every function that ENTRY_POINT names in the INF, one
      after the other, and none is fine. A PEI core, DXE core, SMM core or standalone MM core is entered
      once and, as a rule, does not return, so it needs exactly one. Lines count when they apply to the
      architecture being built. edk2 reports the same.

          [Defines]
            MODULE_TYPE = DXE_CORE
            ENTRY_POINT = DxeMain
      """,
    remedy: "Name the entry point with exactly one ENTRY_POINT line in [Defines] of the INF.")

  package static let moduleTypeVersion = Diagnostic.Code(
    "module-type-version", "the INF states an older PI specification than its module type needs",
    explanation: """
      SMM_CORE modules exist since PI 1.1 (0x0001000A), and MM_STANDALONE and MM_CORE_STANDALONE since PI
      1.5 (0x00010032). The INF must state at least that version with PI_SPECIFICATION_VERSION, which also
      becomes a constant in AutoGen.c. A missing line counts as version 0. edk2's build reports the same.
      """,
    remedy: "Set PI_SPECIFICATION_VERSION in [Defines] to at least the version in the message.")

  package static let pcdNameAmbiguous = Diagnostic.Code(
    "pcd-name-ambiguous", "a module uses two dynamic PCDs with the same C name",
    explanation: """
      In C a PCD has no token space: PcdGet32 (PcdName) is a macro in AutoGen.h that is made from the name
      alone. For dynamic PCDs that macro holds the PCD's token number, so of two PCDs with one name from
      different token spaces only one could be reached, and a library may mean the other. DynamicEx PCDs
      do not have this problem, because PcdGetEx takes the GUID of the token space. edk2's build reports
      the same. The notes say which INF names which PCD.
      """,
    remedy: "Declare and use the PCDs as DynamicEx, or use only one of them in the module and its libraries.")

  package static let specificationVersion = Diagnostic.Code(
    "specification-version", "a specification version in an INF cannot be read",
    explanation: """
      UEFI_SPECIFICATION_VERSION, EFI_SPECIFICATION_VERSION and PI_SPECIFICATION_VERSION become constants
      in AutoGen.c, such as `_gUefiDriverRevision`. The value is either a decimal version with one or two
      digits after the point, or the number itself: the major version in the upper 16 bits, and hundredths
      of the minor version in the lower 16. So 2.7 and 2.70 are the same.

          UEFI_SPECIFICATION_VERSION = 2.10          # 0x0002000A
      """,
    remedy: "Write the version as 2.10 or as 0x0002000A.")
}
