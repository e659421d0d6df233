package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let comparisonCommandCodes: [Diagnostic.Code] = [
    .explanationMissing, .familyAbsent, .familyUnknown, .imageNotInFolder, .interrupted, .platformUnknown,
    .referenceMalformed, .variantForeign,
  ]

  package static let explanationMissing = Diagnostic.Code(
    "explanation-missing", "the platform has nothing of the given name",
    explanation: """
      `kiln explain` looks for a module (path of its INF, BASE_NAME or FILE_GUID), a library class
      or instance, a PCD, a build option, a macro or an offset in the image. The resolved platform
      has none of this name. A module under an `!if` that is not taken is not part of the platform:
      give the same `-D` flags as for the build.
      """,
    remedy: "Use one of the suggested names, or list what there is with `kiln resolve`.")

  package static let familyAbsent = Diagnostic.Code(
    "family-absent", "fewer than two members of the family are in the workspace",
    explanation: """
      `kiln drift` compares the members of a family with each other. Members whose DSC does not
      exist in this tree are left out, since not every release has every platform, and fewer than
      two remained. Usually `--workspace` does not name the edk2 tree.
      """,
    remedy: "Name the tree that has the family's platforms with `--workspace`.")

  package static let familyUnknown = Diagnostic.Code(
    "family-unknown", "the family of platforms is not found",
    explanation: """
      `kiln drift` takes the name of a file below `Platforms/families`, without its extension, or
      the path of such a file. kiln looks in the working folder and where it is installed.
      """,
    remedy: "Use one of the names that the message lists, or give a path.")

  package static let imageNotInFolder = Diagnostic.Code(
    "image-not-in-folder", "the folder has no image with the name of the other one",
    explanation: """
      `kiln diff` compares an image with a folder that holds several. It looks in the folder for an
      image of the same name, such as OVMF_CODE.fd, and there is none, so kiln cannot know which one
      is meant.
      """,
    remedy: "Name the image in the folder that you want to compare with.")

  package static let interrupted = Diagnostic.Code(
    "interrupted", "reading the platforms was interrupted",
    explanation: """
      `kiln diff` resolves both platforms at the same time, and one of these tasks was cancelled
      before it ended. It says nothing about the platforms.
      """,
    remedy: "Run the command again.")

  package static let platformUnknown = Diagnostic.Code(
    "platform-unknown", "the platform is not found",
    explanation: """
      A platform is the path of a DSC, absolute or relative to the workspace or a folder of
      PACKAGES_PATH, or the name of one of kiln's own below `Platforms`. Nothing of this name was
      found in the folders that the notes list.

          kiln build qemu --workspace $EDK2
          kiln build OvmfPkg/OvmfPkgX64.dsc --workspace $EDK2
      """,
    remedy: "Give the path of a .dsc file or one of the names that the message lists, and check "
      + "`--workspace`.")

  package static let referenceMalformed = Diagnostic.Code(
    "reference-malformed", "an argument names neither a platform nor an image", ends: .usage,
    explanation: """
      `kiln diff` takes two texts. A text that names a file or folder is that file. Any other text is split into words
      as a shell splits them. The first word names a platform, with a git revision and a colon in front if need be; the
      words after it are options for this platform alone. Here a quote is not closed, or an option does not exist.

          kiln diff OvmfPkg/OvmfPkgX64.dsc 'OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE=TRUE'
          kiln diff "HEAD~1:'My Pkg/My.dsc'" 'My Pkg/My.dsc'
      """,
    remedy:
      "Close quotes, quote words that contain blanks inside the text, and use options that `kiln build` has.")

  package static let variantForeign = Diagnostic.Code(
    "variant-foreign", "a variant is no configuration of the family",
    explanation: """
      `kiln drift FAMILY --variants FILE` examines the members of a family with the options of each variant.
      The platform of this variant is no member, or the variant names another workspace, so there is nothing
      to compare it with, and it was not looked at.

          kiln drift ovmf --variants debian-12 --only 'Ovmf*' --since origin/master
      """,
    remedy: "Leave the variant out with `--only`, or give no family: then the platforms of the variants are "
      + "the members.")
}
