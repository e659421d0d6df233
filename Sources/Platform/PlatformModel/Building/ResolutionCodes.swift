package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let resolutionCodes: [Diagnostic.Code] = [
    .constructorCircle, .depexMissing, .depexName, .depexPcd, .guidUndeclared, .libraryClassUnresolved,
    .libraryModuleType, .moduleGuidCollision, .moduleNameCollision, .pcdAmbiguous, .pcdDatumType, .pcdSize,
    .pcdStructureUnsupported, .pcdToken, .pcdTypeMismatch, .pcdUndeclared, .pcdValueTooLarge, .pcdValueType,
    .pcdVariable,
  ]

  package static let constructorCircle = Diagnostic.Code(
    "constructor-circle", "libraries with constructors depend on each other in a circle",
    explanation: """
      A library may have a constructor, and ProcessLibraryConstructorList() in AutoGen.c calls all of them
      before the module's entry point. A constructor may use other libraries, so those must be constructed
      first. For the libraries in the notes no such order exists: following the `[LibraryClasses]` of one
      leads through others with constructors back to itself.

          DebugLib  -> SerialPortLib -> PcdLib -> DebugLib

      kiln sorts libraries exactly as edk2 does, and edk2 stops here too ("Library … with constructors has
      a cycle"). Circles among libraries without constructors are allowed, since nothing runs in them
      before it is called. A circle with a single constructor is allowed as well.
      """,
    remedy: """
      Remove the library class from one of the INFs, or choose an instance without a constructor, such \
      as a Null instance.
      """)

  package static let depexMissing = Diagnostic.Code(
    "depex-missing", "a module lacks the [Depex] section that its type requires",
    explanation: """
      PEIMs and DXE, runtime, SAL and SMM drivers are started by a dispatcher, which evaluates their
      dependency expression first. The INF of this module has no `[Depex]` for the architecture. A missing
      expression does not mean "no dependencies": a DXE driver without one waits for all architectural
      protocols, as if it were a UEFI driver, and so starts late or in an unexpected order. edk2 therefore
      demands the section, and kiln does so too.

          [Depex]
            gEfiPcdProtocolGuid AND gEfiVariableArchProtocolGuid

      Dependencies of the libraries are added to it automatically. Modules of type UEFI_DRIVER and
      UEFI_APPLICATION need none, nor do modules that consist of binaries.
      """,
    remedy: "Add a `[Depex]` section with what the module needs, or with TRUE.")

  package static let depexName = Diagnostic.Code(
    "depex-name", "a dependency expression uses an undeclared name",
    explanation: """
      Operands of a `[Depex]` are the C names of protocols, PPIs or GUIDs. kiln looks each of them up in
      the packages that the INF lists in `[Packages]`, and this one is declared in none. An operand that
      ends in .inf stands for the FILE_GUID of that module and is only known when the platform has the
      module. Without the 16 bytes of the GUID there is no expression to write into the module's depex
      section.

      The expression may come from a library: then the name is looked up in the packages of the library's
      INF, and the message names that INF.
      """,
    remedy: "Add the package that declares the name to `[Packages]`, or correct the name.")

  package static let depexPcd = Diagnostic.Code(
    "depex-pcd", "a dependency expression names a PCD that is not a GUID",
    explanation: """
      An operand TokenSpaceGuid.PcdName of a `[Depex]` stands for the GUID that the PCD holds. This takes
      a PCD that the module or one of its libraries lists, that is FixedAtBuild for this module, and whose
      value has 16 bytes. The dispatcher reads the expression before any driver runs, so a dynamic PCD
      cannot be used.

          [FixedPcd]
            gPkgTokenSpaceGuid.PcdRequiredProtocol
          [Depex]
            gPkgTokenSpaceGuid.PcdRequiredProtocol

      kiln found a PCD of another kind or with another length, or none. edk2 demands a VOID* PCD that the
      INF lists.
      """,
    remedy: "List the PCD in `[FixedPcd]` of the INF, and give it 16 bytes in braces or GUID().")

  package static let guidUndeclared = Diagnostic.Code(
    "guid-undeclared", "an INF lists a name that its packages do not declare",
    explanation: """
      Sections `[Guids]`, `[Protocols]` and `[Ppis]` of an INF list C names, and the token spaces of its
      PCDs are names of GUIDs too. kiln writes a definition for each of them into AutoGen.c and takes the
      value from the DEC files in `[Packages]`, in their order. None of these declares the name. The notes
      list where kiln looked.

          [Packages]
            MdePkg/MdePkg.dec
          [Protocols]
            gQemuFwCfgProtocolGuid

      A package that only another module lists does not count. A name that a DEC declares as Private is
      known only to modules of that package. The kind counts as well: a PPI that stands in `[Protocols]`
      is not found.
      """,
    remedy: """
      Add the package that declares the name to `[Packages]`, move the line to the right section, or \
      correct the name.
      """)

  package static let libraryClassUnresolved = Diagnostic.Code(
    "library-class-unresolved", "a library class has no instance",
    explanation: """
      An INF says with a library class what a module or library needs, for instance DebugLib; the DSC says
      which implementation it gets. For this class and the type of this module the DSC names none. kiln
      looks in the order of edk2: `<LibraryClasses>` of the component, `[LibraryClasses]` for the
      architecture and the module type, for the architecture, for the type, for all; then what the INF
      itself recommends.

          [LibraryClasses.common.PEIM]
            PcdLib|MdePkg/Library/PeiPcdLib/PeiPcdLib.inf

      A PcdLib that is named only here is missing for DXE drivers. The notes show the libraries through
      which the class is needed, INFs of the platform that provide it, and lines of this or a related DSC
      that name an instance, with the conditions around them. Often the line exists and stands under a
      flag that is off. kiln also reports what would be missing next.
      """,
    remedy: """
      Add a line `LibraryClass|Path/Of/Instance.inf` to `[LibraryClasses]` of the DSC, or switch on the \
      flag that has it.
      """)

  package static let libraryModuleType = Diagnostic.Code(
    "library-module-type", "a library instance does not support modules of this type",
    explanation: """
      LIBRARY_CLASS in the INF of a library lists the module types that it may be linked into. The DSC
      names this library for a module of another type, or names an INF that has no LIBRARY_CLASS and so is
      no library.

          LIBRARY_CLASS = MemoryAllocationLib|PEIM PEI_CORE

      A DXE driver with this instance would compile and call PEI services that do not exist any more. The
      list is the author's word on where the library works, and edk2 checks it as well. Without a list all
      types are allowed; USER_DEFINED and HOST_APPLICATION modules take any library.
      """,
    remedy: """
      Name an instance for the module's type, as in `[LibraryClasses.common.DXE_DRIVER]`, or in the \
      component's braces.
      """)

  package static let moduleGuidCollision = Diagnostic.Code(
    "module-guid-collision", "two modules of a volume have the same FILE_GUID",
    explanation: """
      FILE_GUID becomes the name of a module's file, and files of a volume are found by name. Two
      different INFs have the same one, and the FDF places both in one volume. GenFv refuses that ("the
      same file GUID"), so kiln reports it before anything is compiled. At run time only the first would
      be found: by APRIORI lists, by boot options and by drivers that load a file by name.

      Copying an INF and forgetting to change the GUID is the cause nearly always. Modules of one
      FILE_GUID are fine as long as only one is in a volume, such as alternatives under an !if.
      """,
    remedy: "Give one of them a new FILE_GUID; `uuidgen` makes one.")

  package static let moduleNameCollision = Diagnostic.Code(
    "module-name-collision", "two modules have the same BASE_NAME and FILE_GUID",
    explanation: """
      Build output and reports tell modules apart by BASE_NAME, and where two share it, by BASE_NAME and
      FILE_GUID together. These two have both in common for one architecture, so they would write their
      images to the same file. edk2 stops with "Modules have same BaseName and FILE_GUID".

          MdeModulePkg/Application/HelloWorld/HelloWorld.inf {
            <Defines>
              FILE_GUID = 6987936E-ED34-44db-AE97-1FA5E4ED2117
          }

      With such a FILE_GUID in its braces, the same INF can stand in a DSC several times with different
      libraries or PCDs.
      """,
    remedy: "Give one of them another FILE_GUID, in its INF or in `<Defines>` of the component.")

  package static let pcdDatumType = Diagnostic.Code(
    "pcd-datum-type", "a DSC gives a PCD another type than its package",
    explanation: """
      The DEC that declares a PCD gives it a datum type: BOOLEAN, UINT8, UINT16, UINT32, UINT64 or VOID*.
      A line of a DSC may repeat the type, and here it is another one. C code reads the PCD with the macro
      for the declared type, such as PcdGet32, and packages compiled separately rely on it, so the DSC
      cannot change it.

          gEfiMdePkgTokenSpaceGuid.PcdMaximumAsciiStringLength|0|UINT16

      This PCD is a UINT32. The note shows the declaration. In a DSC the type is needed only for VOID*, in
      front of a size.
      """,
    remedy: "Write the declared type, or leave type and size out.")

  package static let pcdSize = Diagnostic.Code(
    "pcd-size", "the size of a PCD does not match its value",
    explanation: """
      A VOID* PCD has a maximum size in bytes. The DSC may give it behind the type; otherwise it is the
      size of the value, strings with their terminating zero. kiln reports a size that is no number from 0
      to 65535, a value that is longer than the size the DSC gives, and a PCD that is used and has neither
      value nor size. The PCD database stores sizes in 16 bits.

          gEfiMdeModulePkgTokenSpaceGuid.PcdFirmwareVendor|L"Example firmware"|VOID*|0x10

      The string takes 34 bytes, two for each character and for the zero. A patchable or dynamic PCD has
      just that room at run time, so a value that does not fit would overwrite what follows.
      """,
    remedy: "Raise the size behind VOID*, or leave type and size out.")

  package static let pcdStructureUnsupported = Diagnostic.Code(
    "pcd-structure-unsupported", "a DSC sets a field of a structure PCD",
    explanation: """
      A structure PCD has a C type in its DEC, and a DSC can set single fields of it:

          gPkgTokenSpaceGuid.PcdConfig.Mode|3

      To calculate the bytes, edk2's build writes a C program with the structure, compiles and runs it.
      kiln does not do that, and it does not leave the field out in silence, because the firmware would
      run with another configuration. Platforms of OvmfPkg use no such lines. The same limit holds for a
      field in a component's braces.
      """,
    remedy: "Give the whole PCD its value in one line, as bytes in braces in the layout of the structure.")

  package static let pcdToken = Diagnostic.Code(
    "pcd-token", "the token number of a PCD is not a number",
    explanation: """
      Each PCD has a token number in its DEC, unique within the token space: a 32-bit number, decimal or
      with 0x. DynamicEx PCDs are found by token space GUID and token number at run time, so the number is
      part of the interface between binary modules.

          gPkgTokenSpaceGuid.PcdTimeout|5|UINT16|0x00000012

      kiln reads the fourth part as a plain number. An expression or a macro without a value is not
      accepted. It cannot generate code for a module that uses the PCD.
      """,
    remedy: "Write a number of at most 32 bits as the last part of the declaration.")

  package static let pcdTypeMismatch = Diagnostic.Code(
    "pcd-type-mismatch", "a module and the platform disagree about the kind of a PCD",
    explanation: """
      The section in which an INF lists a PCD can fix its kind: `[FixedPcd]`, `[PatchPcd]`, `[FeaturePcd]`
      or `[PcdEx]`; `[Pcd]` leaves it to the platform. Here the INF demands one kind, and the DSC, or the
      component's braces, set the PCD as another. The code of the module was written for its kind:
      FixedPcdGet32 is a constant in AutoGen.h, PcdGet32 of a dynamic PCD calls a service.

          [FixedPcd]                              # in the INF
            gPkgTokenSpaceGuid.PcdTimeout
          [PcdsDynamicDefault]                    # in the DSC
            gPkgTokenSpaceGuid.PcdTimeout|5

      edk2 stops with "Mismatched PCD type". In such a case one of the two has to move.
      """,
    remedy: """
      Set the PCD in the DSC section of the module's kind, or list it in `[Pcd]` of the INF if its code \
      allows that.
      """)

  package static let pcdAmbiguous = Diagnostic.Code(
    "pcd-ambiguous", "several packages declare a PCD of the name given with `--pcd`",
    explanation: """
      `--pcd` may leave out the token space if one package alone, of those that the platform's modules
      use, declares a PCD of this name. Here there are several, and the notes list them. edk2's `build`
      ends with an error, too.
      """,
    remedy: "Write the token space: `--pcd TokenSpaceGuid.PcdName=value`.")

  package static let pcdUndeclared = Diagnostic.Code(
    "pcd-undeclared", "no package declares a PCD",
    explanation: """
      A PCD exists when a DEC declares it, with its type, default value and token number. kiln reports a
      PCD that a DSC, an FDF, an INF or --pcd names and that no DEC declares. For a DSC or FDF the
      packages are those that any module or library of the platform lists; for an INF only those in its
      own `[Packages]` count, and the declaration must allow the kind that the INF wants. The note lists
      similar names, or the kinds for which the PCD is declared.

          gUefiOvmfPkgTokenSpaceGuid.PcdOvmfPeiMemFvBse|0x00820000

      Without this error a misspelt name would leave the real PCD at its default. PCDs come and go between
      edk2 releases, so a DSC from another release is a usual cause.
      """,
    remedy: "Correct the name, add the package to `[Packages]`, or remove the line if no module needs it.")

  package static let pcdValueTooLarge = Diagnostic.Code(
    "pcd-value-too-large", "a PCD's value does not fit its type",
    explanation: """
      The value is a number, and the type that the DEC declares has too few bytes for it: 1 for UINT8, 2
      for UINT16, 4 for UINT32, 8 for UINT64. A BOOLEAN is 0 or 1. kiln does not cut off the upper bytes,
      since a size or address would then be quite another.

          gEfiMdePkgTokenSpaceGuid.PcdUartDefaultDataBits|0x108

      This PCD is a UINT8. Values of an FDF are checked in the same way: a region above 4 GiB cannot set a
      UINT32 PCD.
      """,
    remedy: "Write a smaller value, or have the package declare a wider type.")

  package static let pcdValueType = Diagnostic.Code(
    "pcd-value-type", "a PCD has a value of the wrong kind",
    explanation: """
      The value must suit the declared type. BOOLEAN and UINT8 to UINT64 take numbers that are not
      negative, TRUE and FALSE; characters and byte arrays of up to eight bytes count as little-endian
      numbers. VOID* takes strings, L"…" strings, byte arrays and GUIDs. Here the value is of a kind that
      cannot be converted, for example a GUID or a longer string for a UINT32:

          gEfiMdeModulePkgTokenSpaceGuid.PcdConOutColumn|"eighty columns"

      A negative result of an expression has this error too. The PCD gets no value from the line, so the
      build stops.
      """,
    remedy: "Write a value of the declared type: TRUE or FALSE for a BOOLEAN, a number for the UINTs.")

  package static let pcdVariable = Diagnostic.Code(
    "pcd-variable", "a PCD names no usable UEFI variable",
    explanation: """
      `[PcdsDynamicHii]` and `[PcdsDynamicExHii]` keep a PCD in a UEFI variable, so that setup menus can
      change it. The line needs the name of the variable as a string, the C name of its GUID, and the
      offset of the PCD in the variable, below 65536. One of these cannot be used: the name is no string,
      no DEC of the platform declares the GUID, or the offset is no such number.

          gUefiOvmfPkgTokenSpaceGuid.PcdExample|L"Setup"|gPkgSetupVariableGuid|0x10|5|NV,BS

      Name, GUID and offset go into the PCD database, where the PCD driver reads them at run time. The
      default value and the attributes behind them are optional.
      """,
    remedy: """
      Write L"VariableName"|gVariableGuid|offset[|default[|attributes]], with a GUID that a package \
      declares.
      """)
}
