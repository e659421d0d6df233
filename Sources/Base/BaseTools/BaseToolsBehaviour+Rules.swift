extension BaseToolsBehaviour {
  private static let rule = "Conf/build_rule.template"
  private static let tools = "Conf/tools_def.template"
  private static let trim = "Source/Python/Trim/Trim.py"

  package static let linksInPlace = Self(
    "xip-link-rule", "bcbb7099594af28b", since: .stable202502,
    .has(rule, "[Static-Library-File.SEC, Static-Library-File.PEI_CORE"),
    .always,
    "SEC and PEI modules of all architectures are linked with DLINK_XIPFLAGS, which no older tools_def defines for GCC"
      + " elsewhere.")

  package static let tablesWithoutCFlags = Self(
    "aslc-without-cc-flags", "95c5f119bd25096c", since: .stable202511,
    .lacks(rule, "$(CC_FLAGS) $(ASLCC_FLAGS)"),
    .followed, "Tables in C (.aslc) are compiled with ASLCC_FLAGS alone.")

  package static let cppFlags = Self(
    "cxx-flags", "238a6175fbd7978b", since: .stable202511, .has(rule, "$(CXX_FLAGS)"), .always,
    "C++ sources are compiled with CXX_FLAGS, which older tools_defs lack.")

  package static let assemblyLines = Self(
    "nasm-line-directives", "e22f4a61c9e68fdf", since: .stable202605, .has(trim, "source-code-format"),
    .followed,
    "Trim leaves line markers in sources for NASM. Only debug information differs.")

  package static let formObjects = Self(
    "hii-object", "85d3fc596bcc0193", since: .stable202602, .has(rule, "$(GENFWHII_FLAGS)"), .always,
    "GENFWHII_FLAGS take the place of a literal option.")

  package static let onceInTables = Self(
    "asl-pragma-once", "a59064933f698e7c", since: .master202608, .has(trim, "gPragmaOncePattern"), .followed,
    "Trim drops `#pragma once` from ASL; no .asl file of edk2 has it.")

  package static let missingTableIncludes = Self(
    "asl-missing-include", "b75d9f556d6f290a", since: .stable202411,
    .has(trim, "EdkLogger.error(\"Trim\", FILE_NOT_FOUND"),
    .followed,
    "A file that ASL includes and that is missing is an error; before, Trim warned and left it out.")

  package static let noGCC5 = Self(
    "gcc5-removed", "bdadb269e379cb32", since: .stable202605, .lacks(tools, "_GCC5_"), .followed,
    "GCC5 is GCC. kiln takes either name for the tool chain that the tree has.")

  package static let pagesOf4KiB = Self(
    "x64-4-kib", "87e486f622c5eaa0", since: .stable202605, .has(tools, "_GCC_X64_DLINK_XIPFLAGS"), .fromTree,
    "X64 modules but SEC and PEI ones are aligned to 4 KiB.")

  package static let protectedStacks = Self(
    "stack-protector", "f53f029122d4493e", since: .stable202411,
    .has(tools, "DEFINE GCC_IA32_X64_CC_FLAGS", "-mstack-protector-guard=global"), .fromTree,
    "GCC compiles with -fstack-protector.")

  package static let branchTargetNotes = Self(
    "bti-note", "f484427d10a5ff6c", since: .stable202305, .has(tools, "GnuNoteBti.bin"), .fromTree,
    "Objects of forms have the note of branch target identification.")

  /// build_rule, tools_def and Trim.
  static let rules = [
    linksInPlace, tablesWithoutCFlags, cppFlags, assemblyLines, formObjects, onceInTables,
    missingTableIncludes,
    noGCC5, pagesOf4KiB, protectedStacks, branchTargetNotes,
  ]
}
