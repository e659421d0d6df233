package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let firmwareSetCodes: [Diagnostic.Code] = [
    .descriptorArchitecture, .descriptorFeatureFalse, .descriptorFeatureMissing, .descriptorFeatureUnknown,
    .descriptorFileMissing, .descriptorInterface, .descriptorKeysMissing, .descriptorKeysUnused,
    .descriptorMachine, .descriptorMalformed, .descriptorMapping, .descriptorOtherFile, .descriptorTargets,
    .descriptorVerbose, .setFlashChip, .setFlashSize, .setStorePlain, .setStoreSize, .setStoreTwice,
    .setStoreUnused,
  ]

  package static let descriptorArchitecture = Diagnostic.Code(
    "descriptor-architecture", "a firmware descriptor claims an architecture that the image does not have",
    explanation: """
      The descriptor's `targets` name an emulator that cannot run the code in the image: `x86_64`
      runs X64 and IA32 code, `i386` IA32, `aarch64` AARCH64 and ARM, `arm` ARM, `riscv64` RISCV64,
      `loongarch64` LOONGARCH64. kiln reads the architecture from the PE headers in the image.
      libvirt would choose this firmware for a guest of that architecture, and the guest would never
      print a character.
      """,
    remedy: "Correct `architecture` in the descriptor's targets, or name the image for that architecture.")

  package static let descriptorFeatureFalse = Diagnostic.Code(
    "descriptor-feature-false", "a firmware descriptor claims a feature that the image does not have",
    explanation: """
      The descriptor lists a feature, and the modules and tables of the image show that it was built
      without it: for example `secure-boot` without SecureBootConfigDxe, or `amd-sev` without
      AmdSevDxe. libvirt and virt-manager choose firmware by these features, so a guest whose owner
      asked for Secure Boot would run without it.
      """,
    remedy: "Remove the feature from `features`, or name an image that was built with it.")

  package static let descriptorFeatureMissing = Diagnostic.Code(
    "descriptor-feature-missing", "a firmware descriptor does not claim a feature that the image has",
    explanation: """
      The image has a feature that the descriptor does not list. This is an error for
      `requires-smm`: such firmware does not boot unless the machine has SMM and the flash is
      secured, and management software only arranges that if it is told. It is a warning for
      `enrolled-keys`, where the variable store holds PK, KEK and db, so that Secure Boot enforces
      signatures from the first boot. It is a note for `secure-boot`, which nobody would look for
      here.
      """,
    remedy: "Add the feature to the descriptor's `features`, unless it is left out on purpose.")

  package static let descriptorFeatureUnknown = Diagnostic.Code(
    "descriptor-feature-unknown", "a firmware descriptor claims a feature that QEMU does not define",
    explanation: """
      The word is not one of FirmwareFeature in QEMU's docs/interop/firmware.json (up to QEMU 10).
      Management software ignores features that it does not know, so a misspelt one counts as
      absent: `secureboot` does not claim `secure-boot`.
      """,
    remedy: "Use a name that docs/interop/firmware.json defines.")

  package static let descriptorFileMissing = Diagnostic.Code(
    "descriptor-file-missing", "a firmware descriptor names a file that does not exist",
    explanation: """
      The descriptor's mapping names a file that is neither on disk nor among the files given with
      it. A file given on the command line stands for the descriptor's file of the same name,
      wherever that will be installed. libvirt skips or fails on a descriptor whose files are
      missing.
      """,
    remedy: "Correct the file name in the descriptor, or give the file that will be installed under that "
      + "name.")

  package static let descriptorInterface = Diagnostic.Code(
    "descriptor-interface", "a firmware descriptor does not say that the firmware is UEFI",
    explanation: """
      The descriptor's `interface-types` does not contain `uefi`, but the image has firmware
      volumes. Management software filters by interface first: a guest that asks for UEFI never gets
      this firmware.

          "interface-types": ["uefi"]
      """,
    remedy: "Write `\"interface-types\": [\"uefi\"]`.")

  package static let descriptorKeysMissing = Diagnostic.Code(
    "descriptor-keys-missing",
    "a firmware descriptor claims enrolled keys, but the variable store holds none",
    explanation: """
      The descriptor claims `enrolled-keys`, and the variable store that goes with it lacks PK, KEK
      or db. Without a platform key the firmware is in setup mode and enforces nothing (UEFI 2.10,
      32.3), so a guest that was promised Secure Boot starts unsigned code. The store is the
      nvram-template, or the image itself if it holds code and variables.
      """,
    remedy: "Enrol the keys in the template, for example with virt-fw-vars, or remove `enrolled-keys`.")

  package static let descriptorKeysUnused = Diagnostic.Code(
    "descriptor-keys-unused", "a firmware descriptor claims enrolled keys without Secure Boot",
    explanation: """
      The descriptor claims `enrolled-keys` but not `secure-boot`. Enrolled keys mean that Secure
      Boot is enabled by default, which firmware without Secure Boot cannot do. QEMU's specification
      uses the two features together; a guest that asks for enrolled keys asks for both and does not
      match this descriptor.
      """,
    remedy: "Add `secure-boot`, or remove `enrolled-keys`.")

  package static let descriptorMachine = Diagnostic.Code(
    "descriptor-machine", "a firmware descriptor names a machine that the platform is not for",
    explanation: """
      kiln identified the platform that the image was built from, and that platform does not run on
      a machine of the descriptor's `targets`: it was made for another hypervisor (Xen, bhyve, Cloud
      Hypervisor), for other QEMU machines, or it requires SMM, which OVMF can use on `pc-q35-*` but
      not on `pc-i440fx-*`. A guest of such a machine would hang early or find no devices.
      """,
    remedy: "Correct `machines`, or name the image that was built for them.")

  package static let descriptorMalformed = Diagnostic.Code(
    "descriptor-malformed", "a file is not a firmware descriptor",
    explanation: """
      The file begins like JSON, so kiln reads it as a firmware descriptor as QEMU's
      docs/interop/firmware.json describes it, and that failed: it is not valid JSON, lacks one of
      `interface-types`, `mapping`, `targets` and `features`, or has a value of the wrong type.
      libvirt refuses such a file.
      """,
    remedy: "Write the descriptor as docs/interop/firmware.json of QEMU describes.")

  package static let descriptorMapping = Diagnostic.Code(
    "descriptor-mapping", "a firmware descriptor maps its files in a way that does not work",
    explanation: """
      The descriptor's `mapping` contradicts itself or the files that it names. kiln checks device
      (`flash`, `kernel`, `memory`) and flash mode (`split`, `combined`, `stateless`), that split
      flash has an nvram-template and other modes have none, that the executable holds code and the
      template variables, that an image with its own variables is not used split, that a kernel has
      a PVH header and an x86 image mapped as memory (`-bios`) is a multiple of 64 KiB, and that raw
      files are called raw. QEMU refuses such a guest, or it starts and loses its variables at
      power-off.

          "mapping": {
            "device": "flash", "mode": "split",
            "executable":     { "filename": "/usr/share/OVMF/OVMF_CODE.fd", "format": "raw" },
            "nvram-template": { "filename": "/usr/share/OVMF/OVMF_VARS.fd", "format": "raw" }
          }
      """,
    remedy: "Correct the mapping as the message says.")

  package static let descriptorOtherFile = Diagnostic.Code(
    "descriptor-other-file", "a firmware descriptor names another file than the one given", .warning,
    explanation: """
      The descriptor's file exists, and the image given with it has a different name, so kiln held
      the descriptor against an image that a guest would not get. Files stand for each other by name
      only.
      """,
    remedy: "Give the files that the descriptor names, or copies of the same name.")

  package static let descriptorTargets = Diagnostic.Code(
    "descriptor-targets", "a firmware descriptor has no targets",
    explanation: """
      `targets` is empty. Management software looks for a descriptor whose targets match the guest's
      architecture and machine type, so that no guest ever gets this firmware.
      """,
    remedy: "Name the emulator and its machines, such as `{\"architecture\": \"x86_64\", \"machines\": "
      + "[\"pc-q35-*\"]}`.")

  package static let descriptorVerbose = Diagnostic.Code(
    "descriptor-verbose", "a firmware descriptor is wrong about debug messages",
    explanation: """
      `verbose-dynamic` says that firmware writes debug messages to QEMU's debug port, where the
      user can switch them off; `verbose-static` that they always go to the serial port. The
      descriptor claims both, which exclude each other (an error), or it claims one of them and the
      image is a RELEASE build, whose DEBUG() statements were removed by the compiler (a warning).
      """,
    remedy: "Keep one of the two features, or neither for a RELEASE build.")

  package static let setFlashChip = Diagnostic.Code(
    "set-flash-chip", "a file is smaller or larger than the flash chip of the machine", .warning,
    explanation: """
      QEMU's ARM `virt` machine has two flash chips of 64 MiB, and QEMU refuses a pflash file of
      another size. Distributions pad both files to that size; those that a build leaves are
      smaller. QEMU's message, "device requires 67108864 bytes, block backend provides …", appears
      only when the guest starts.
      """,
    remedy: "Pad the file, for example with `truncate -s 67108864 FILE`.")

  package static let setFlashSize = Diagnostic.Code(
    "set-flash-size", "a file has a size that QEMU does not accept for flash",
    explanation: """
      The x86 machines of QEMU map pflash in pages, and refuse a file that is empty or not a
      multiple of 4096 bytes. Images from a build always are, so such a file was probably cut off in
      a download or is not a flash image.
      """,
    remedy: "Give the file as it was built, or pad it to a multiple of 4096 bytes.")

  package static let setStorePlain = Diagnostic.Code(
    "set-store-plain", "a store of plain variables is used with Secure Boot firmware",
    explanation: """
      The code has Secure Boot, whose keys are authenticated variables, and the file of variables
      has a store of plain ones (signature gEfiVariableGuid instead of
      gEfiAuthenticatedVariableGuid). The two formats have variable headers of different lengths, so
      the driver cannot use the store: it reports it as corrupted or finds no variables. Such pairs
      arise when OVMF_CODE.secboot.fd is combined with an OVMF_VARS.fd from a build without Secure
      Boot.
      """,
    remedy: "Use a variable store that was built with SECURE_BOOT_ENABLE, best the OVMF_VARS.fd of the same "
      + "build.")

  package static let setStoreSize = Diagnostic.Code(
    "set-store-size", "a file of variables has a size that the code does not expect",
    explanation: """
      Code and variables are mapped one below the other, ending at 4 GiB on x86, and the code finds
      its variables at addresses that were fixed when it was built. With a file of another size
      everything is shifted: a 4 MB OVMF_CODE.fd (0x37C000 bytes) needs 0x84000 bytes of variables,
      a 2 MB one 0x20000. If they do not match, the firmware looks for its variable store in the
      wrong place, finds garbage, and often hangs before the first output. The note says what the
      expected size is based on.
      """,
    remedy: "Use the variables file that was built with the code: OVMF_VARS_4M.fd with OVMF_CODE_4M.fd.")

  package static let setStoreTwice = Diagnostic.Code(
    "set-store-twice", "a file of variables is given to an image that holds variables itself",
    explanation: """
      The image has code and variables in one file (OVMF.fd), so a second file of variables would be
      mapped below it, where the firmware never looks. Variables are written into the first file. A
      guest set up like this seems to work, but its NVRAM file stays untouched and all guests that
      share the image share their variables.
      """,
    remedy: "Give the image alone, or the code without variables (OVMF_CODE.fd) together with the file of "
      + "variables.")

  package static let setStoreUnused = Diagnostic.Code(
    "set-store-unused", "a file of variables is given to firmware that never reads it", .warning,
    explanation: """
      The image contains no driver for variables in flash (no FvbServicesRuntimeDxe), so it keeps
      them in memory and loses them at power-off. Platforms such as AmdSev or IntelTdx do this on
      purpose, since the host could change the flash. The file of variables is mapped and ignored.
      """,
    remedy: "Leave the file of variables out, or use an image with variables in flash.")
}
