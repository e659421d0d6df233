package import Diagnostics
import PlatformModel
import Vocabulary

extension Diagnostic.Code {
  /// All that are declared here.
  package static let verifyCodes: [Diagnostic.Code] = [
    .verifyDeviceUnclear, .verifyForeign, .verifyImageAmbiguous, .verifyImageMissing, .verifyImageUnnamed,
    .verifyNotBuilt, .verifyNothing,
  ]

  package static let verifyImageUnnamed = Diagnostic.Code(
    "verify-image-unnamed", "no variant has the image that is to be verified", ends: .usage,
    explanation: """
      `kiln verify --variants FILE` finds out by the name of an image which variant it is compared with: the names
      stand after `images =` in the file of variants. None of the selected variants has this name. It may be one
      that is made later, such as a variable store with enrolled keys, or its variant is left out by `--only`.
      """,
    remedy: "Give the image the name by which it is shipped, or name its platform and flags with `-p`.")

  package static let verifyImageAmbiguous = Diagnostic.Code(
    "verify-image-ambiguous", "several variants have the image that is to be verified", ends: .usage,
    explanation: """
      `kiln verify --variants FILE` finds out by the name of an image which variant it is compared with. If several
      variants have it, the architecture of the code in the image decides, then the name of the folder, which may be
      that of the variant's product, then the size. Here all of these leave more than one.
      """,
    remedy: "Choose one of them with `--only`.")

  package static let verifyNothing = Diagnostic.Code(
    "verify-nothing", "no image of the folder is one of a variant",
    explanation: """
      `kiln verify` with a folder compares the images in it, and in the folders there, that a selected variant names.
      There is none, so nothing would be verified, and a pipeline must not take that for success.
      """,
    remedy: "Name another folder, or other variants with `--only`.")

  package static let verifyForeign = Diagnostic.Code(
    "verify-foreign", "the image is not one of the platform",
    explanation: """
      Before anything is built, `kiln verify` looks for the platform's modules in the image, by FILE_GUID and
      architecture. Fewer than half of what could be there was found, so it is an image of another platform or of
      another architecture. A comparison would show nothing but differences.
      """,
    remedy:
      "Choose the right platform, architecture and variant; `kiln identify` says what an image was built from."
  )

  package static let verifyDeviceUnclear = Diagnostic.Code(
    "verify-device-unclear", "it is not clear which flash device an image is", ends: .usage,
    explanation: """
      A platform may have several flash devices, such as OVMF, OVMF_CODE and OVMF_VARS. `kiln verify` chooses the one
      whose name the file has, else the only one of the image's size, else the only one whose size is not larger than
      the image and not smaller than what the image has in front of its padding.
      """,
    remedy: "Name the `[FD]` of the FDF with `--fd`.")

  package static let verifyImageMissing = Diagnostic.Code(
    "verify-image-missing", "the build has no image that could be compared",
    explanation: """
      The source was built, and the file with which the image is to be compared is not among the images that it gave.
      The file of variants may name a flash device that the FDF of this tree does not have.
      """,
    remedy: "Name an image of the platform's FDF after `images =`.")

  package static let verifyNotBuilt = Diagnostic.Code(
    "verify-not-built", "the source gave no images",
    explanation: """
      `kiln verify` builds the source as `kiln build` does. The build has ended without images, for a reason that it
      has said before. Nothing was compared.
      """,
    remedy: "Build the platform with `kiln build` and correct what it says.")
}

extension Diagnostic {
  /// How many variants a message lists.
  private static let most = 12

  static func verifyImageUnnamed(_ path: String, _ loaded: VariantLoader.Loaded) -> Diagnostic {
    let rows = loaded.variants.filter { !$0.images.isEmpty }.map { variant in
      Note("\(variant.name) has \(variant.images.map(\.name).joined(separator: ", "))")
    }
    let rest = rows.count > most ? [Note("and \(rows.count - most) more variants")] : []
    return Diagnostic(
      .verifyImageUnnamed, at: .file(path),
      "expected an image that one of \(loaded.variants.count) selected variants names, found another name",
      notes: rows.prefix(most) + rest,
      fix: "use a name that the file of variants has, or give the platform with -p")
  }

  static func verifyImageAmbiguous(_ path: String, _ variants: [VariantName]) -> Diagnostic {
    Diagnostic(
      .verifyImageAmbiguous, at: .file(path),
      "expected one variant with an image of this name, found \(variants.map(\.text).joined(separator: ", "))",
      fix: "choose one with --only")
  }

  static func verifyNothing(_ paths: [String], _ loaded: VariantLoader.Loaded) -> Diagnostic {
    Diagnostic(
      .verifyNothing, at: .file(paths.first ?? ""),
      "expected an image that one of \(loaded.variants.count) selected variants names, found none",
      fix: "name the folder that has the shipped images, or choose other variants with --only")
  }

  static func verifyForeign(_ path: String, _ platform: ResolvedPlatform, known: Int, machines: [String])
    -> Diagnostic
  {
    let wanted = platform.architectures.map(\.name).joined(separator: ", ")
    let found = machines.isEmpty ? "" : "; its code is for \(machines.joined(separator: ", "))"
    return Diagnostic(
      .verifyForeign, at: .file(path),
      "expected an image of \(platform.name) for \(wanted), found \(known) of the platform's modules in it\(found)",
      fix: "choose the variant or platform that the image was built from: see 'kiln identify'")
  }

  static func verifyDeviceUnclear(_ path: String, _ platform: ResolvedPlatform, named: String?) -> Diagnostic
  {
    let devices = (platform.flash?.devices ?? []).map { "\($0.name) (\($0.size) bytes)" }
    let found = named.map { "'\($0)'" } ?? "another name and size"
    return Diagnostic(
      .verifyDeviceUnclear, at: .file(path),
      "expected an image of one of \(platform.name)'s flash devices, found \(found)",
      fix: devices.isEmpty
        ? "name the FDF with FLASH_DEFINITION" : "choose with --fd: \(devices.joined(separator: ", "))")
  }

  static func verifyImageMissing(_ path: String) -> Diagnostic {
    Diagnostic(
      .verifyImageMissing, at: .file(path), "expected an image of the build, found no file",
      fix: "name a file in FV/ of its build folder after 'images ='")
  }

  static func verifyNotBuilt(_ platform: String) -> Diagnostic {
    Diagnostic(
      .verifyNotBuilt, at: .commandLine, "the build of \(platform) gave no images",
      fix: "see what 'kiln build' says of it")
  }
}
