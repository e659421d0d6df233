package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let pcdDatabaseCodes: [Diagnostic.Code] = [
    .pcdDatabaseTooLarge, .pcdDefaultStoresUnsupported, .pcdSkuSize, .pcdVariableAttributes,
    .pcdVariableCheckUnsupported, .pcdVpdOffset,
  ]

  package static let pcdDatabaseTooLarge = Diagnostic.Code(
    "pcd-database-too-large", "the PCD database has more content than its format can address",
    explanation: """
      The values of dynamic PCDs that PEI uses are in the PEI database, those of the other dynamic PCDs in
      the DXE database; each is a section in the file of that phase's PCD driver. The database refers to a
      value by an offset of 20 bits, so it reaches 1 MiB, and numbers its PCDs with 16 bits
      (PcdDataBaseSignatureGuid.h). edk2's build does not check the offsets, and its firmware then reads
      the wrong values. A few large VOID* values are the usual cause: each takes its full size for every
      SKU.
      """,
    remedy: """
      Make large VOID* PCDs smaller or move them into the VPD region; make PCDs FixedAtBuild that nothing \
      changes at run time.
      """)

  package static let pcdDefaultStoresUnsupported = Diagnostic.Code(
    "pcd-default-stores-unsupported", "kiln cannot collect the defaults of variables in the VPD region",
    explanation: """
      When gEfiMdeModulePkgTokenSpaceGuid.PcdNvStoreDefaultValueBuffer is in the VPD region, edk2's build
      collects the default values of all variables behind DynamicHii PCDs there, for each SKU and default
      store. The firmware then fills an empty variable store from that buffer. kiln does not make this
      buffer. Without it the value of each DynamicHii PCD still comes from the PCD database.
      """,
    remedy: "Remove PcdNvStoreDefaultValueBuffer from the [PcdsDynamicExVpd] section of the DSC.")

  package static let pcdSkuSize = Diagnostic.Code(
    "pcd-sku-size", "the value of a PCD has different sizes in different SKUs",
    explanation: """
      The PCD database holds the values of the default SKU and, for every other SKU, the bytes that differ
      from them. That only works when each value takes the same room in all SKUs, rounded up to an even
      number of bytes. edk2's build stops with "The size of each sku in one pcd are not same", without
      naming the PCD. The notes give the size in each SKU.

          [PcdsDynamicDefault.common.DEFAULT]
            gTokenSpaceGuid.PcdName|L"short"|VOID*|32     # 32 bytes in every SKU
      """,
    remedy: "Give the PCD a size after VOID* that is large enough for its value in every SKU.")

  package static let pcdVariableAttributes = Diagnostic.Code(
    "pcd-variable-attributes", "the attributes of a PCD's variable are not valid",
    explanation: """
      A DynamicHii PCD keeps its value in a UEFI variable, and the last field of its line gives the
      attributes of that variable: NV (non-volatile), BS (accessible in boot services), RT (accessible at
      run time), and RO (edk2's variable check refuses to write it). Other words are errors, and RT
      requires BS (UEFI 2.10, 8.2.1).

          [PcdsDynamicHii]
            gTokenSpaceGuid.PcdTimeout|L"Timeout"|gEfiGlobalVariableGuid|0x0|10|NV,BS,RT
      """,
    remedy: """
      Write the attributes as a comma-separated list of NV, BS, RT and RO, with BS wherever there is RT.
      """)

  package static let pcdVariableCheckUnsupported = Diagnostic.Code(
    "pcd-variable-check-unsupported", "kiln cannot make the list of allowed variable values",
    explanation: """
      With PCD_VAR_CHECK_GENERATION = TRUE in [Defines], edk2's build writes PcdVarCheck.bin: for each
      variable behind a DynamicHii PCD, the values that the DEC allows for it. VarCheckPcdLib reads the
      file from the image and rejects other values when a variable is set. kiln does not make this file.
      It stops, because an image without the list would let such writes pass without a sign.
      """,
    remedy: "Set PCD_VAR_CHECK_GENERATION to FALSE.")

  package static let pcdVpdOffset = Diagnostic.Code(
    "pcd-vpd-offset", "the offset of a PCD in the VPD region is not given",
    explanation: """
      VPD PCDs have their values in a region of flash, so that a tool can change them in a finished image.
      Their lines give the offset of the value in that region, or `*`. For `*`, edk2's build runs its BPDG
      tool, which arranges the values and writes the contents of the region. kiln does not choose offsets.

          [PcdsDynamicVpd]
            gTokenSpaceGuid.PcdBoardName|0x100|32|"Board"
      """,
    remedy: "Write the offset in place of `*`.")
}
