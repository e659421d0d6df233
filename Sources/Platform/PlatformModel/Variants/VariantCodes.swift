package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let variantCodes: [Diagnostic.Code] = [.variantMalformed, .variantTwice]

  package static let variantMalformed = Diagnostic.Code(
    "variant-malformed", "a file of variants cannot be read",
    explanation: """
      A file of variants (`--variants`) lists what a project builds. It is written in the language of a
      DSC: a `[UserExtensions.Kiln."Variant"]` section, which edk2's `build` passes over, with a line
      for each variant. The line has a name, a platform with its options as on kiln's command line, and
      optionally the build folder, a file of budgets, what the variant belongs to, and the names of the
      images that are shipped. Macros hold what variants have in common.

          [Defines]
            DEFINE COMMON = -a X64 -b RELEASE -D SECURE_BOOT_ENABLE
          [UserExtensions.Kiln."Variant"]
            2M     | OvmfPkg/OvmfPkgX64.dsc $(COMMON) -D FD_SIZE_2MB | output = Build/2M
            4M.smm | OvmfPkg/OvmfPkgX64.dsc $(COMMON) -D FD_SIZE_4MB -D SMM_REQUIRE | output = Build/4M.smm

      A line has another form, its options cannot be read, or there is no line at all.
      """,
    remedy: "Write the line as in the example.")

  package static let variantTwice = Diagnostic.Code(
    "variant-twice", "two variants have one name",
    explanation: """
      Results of a command over several variants are told apart by the names of the variants: in its
      table, in JUnit and SARIF reports, and in `--only`. Two lines of the file have the same name.
      """,
    remedy: "Give each variant a name of its own.")
}
