extension BaseToolsBehaviour {
  private static let genFv = "Source/C/GenFv/GenFvInternalLib.c"
  private static let parser = "Source/Python/GenFds/FdfParser.py"

  package static let noApplicationProcessorVector = Self(
    "ap-vector-removed", "392456240aa74966", since: .stable202311, .lacks(genFv, "FindApResetVectorPosition"),
    .always,
    "GenFv no longer writes a start vector for application processors into volumes without VTF-0, which kiln reports"
      + " as an error.")

  package static let vectorPad = Self(
    "vtf-pad", "b279ac9f36e1b386", since: .stable202505, .has(genFv, "VtfPadSize"), .always,
    "GenFv leaves room for a pad file before the volume top file; the volume was broken before.")

  package static let executeInPlace = Self(
    "xip", "adc5e8d00941485d", since: .master202608, .has(parser, "_IsKeyword(\"Xip\")"), .always,
    "A section of an FDF rule may have `Xip = TRUE`; with FvForceRebase = TRUE, only modules of such rules are rebased"
      + " if there are any. Older tools stop at the keyword.")

  package static let freeSectionKeywords = Self(
    "pe32-keyword-order", "d6eb4c4965328395", since: .master202608,
    .has(parser, "elif self._IsKeyword('RELOCS_STRIPPED')"), .always,
    "Keywords of a section of an FDF rule may be in any order.")

  package static let freeVolumeKeywords = Self(
    "fv-keyword-order", "57164cdc87cfc420", since: .master202608,
    .has(parser, "return IsWordToken", count: 2), .always,
    "BlockSize, FvBaseAddress and the like may follow a volume's attributes.")

  package static let capsuleFlags = Self(
    "oem-capsule-flags", "5572b43c6767f7cc", since: .stable202405,
    .has("Source/Python/GenFds/Capsule.py", "OEM_CAPSULE_FLAGS"), .refused,
    "[Capsule] may have OEM_CAPSULE_FLAGS. kiln writes no capsules.")

  package static let fullVolumesWarn = Self(
    "full-volume-warns", "09faa4a1ce356efd", since: .stable202505,
    .has("Source/Python/build/build.py", "FreeSizeValue == 0"), .always,
    "With FV_SPARE_SPACE_THRESHOLD, a volume without a free byte is a warning.")

  /// GenFds and GenFv.
  static let volumes = [
    noApplicationProcessorVector, vectorPad, executeInPlace, freeSectionKeywords, freeVolumeKeywords,
    capsuleFlags,
    fullVolumesWarn,
  ]
}
