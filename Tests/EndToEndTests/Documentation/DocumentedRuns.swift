/// How the commands of the documents are tested.
enum DocumentedRuns {
  /// Where the images in `out` come from.
  enum Place: Sendable {
    /// kiln's qemu platform, packed from the modules of Debian's image.
    case packed
    /// The folder of a build of TinyTree, with link maps.
    case compiled
  }

  enum Run: Sendable {
    /// Runs, and ends with this exit code.
    case here(Int32, Place = .packed)
    /// Runs somewhere else, or needs what no test has.
    case elsewhere(String)
  }

  /// Commands that do not simply run and end with 0.
  static let exceptions: [String: Run] = [
    // Exit codes that say something.
    "kiln build qemu -w $EDK2 --prebuilt /usr/share/OVMF/OVMF_CODE.fd -D FD_SIZE_1MB -D NETWORK_ENABLE=TRUE -o small":
      .here(2),
    "kiln diff qemu xen -w $EDK2": .here(3),
    "kiln diff qemu xen --workspace $EDK2": .here(3),
    "kiln diff qemu xen --workspace $EDK2 --format markdown --html difference.html": .here(3),
    "kiln diff OvmfPkg/OvmfPkgX64.dsc 'OvmfPkg/OvmfPkgX64.dsc -D SMM_REQUIRE=TRUE' --workspace $EDK2 -D SECURE_BOOT_ENABLE=TRUE":
      .here(3),
    "kiln diff /usr/share/OVMF/OVMF_CODE.fd /usr/share/OVMF/OVMF_CODE.secboot.fd": .here(3),
    "kiln diff out-before out-after": .here(3),
    // Debian's patch of the Shell broke most members.
    "kiln drift --workspace $EDK2": .here(1),
    "kiln lint OvmfPkg/OvmfXen.dsc --workspace $EDK2 --level note": .here(1),
    "kiln identify /usr/share/OVMF/OVMF_CODE.fd /usr/share/OVMF/OVMF_VARS_4M.fd": .here(1),
    // qemu has a PVH entry only with KILN_RESET_VECTOR.
    "kiln pvh out/FV/OVMF.fd": .here(1),
    "kiln size out --by symbol --top 20": .here(0, .compiled),

    // What takes minutes, or compiles a platform.
    "kiln build qemu --workspace $EDK2 --output out": .elsewhere("make demo"),
    "kiln build qemu --workspace $EDK2 -D SMM_REQUIRE=TRUE -D SECURE_BOOT_ENABLE=TRUE --output smm":
      .elsewhere("resolved and laid out by KnownPlatformTests"),
    "kiln build qemu -a AARCH64 --workspace $EDK2 --output qemu-arm":
      .elsewhere("resolved and laid out by KnownPlatformTests"),
    "kiln build xen -a AARCH64 --workspace $EDK2 --output xen-arm":
      .elsewhere("resolved and laid out by KnownPlatformTests"),
    "kiln build qemu --workspace $EDK2 -D NETWORK_ENABLE=TRUE -D FD_SIZE_4MB --output network":
      .elsewhere("compiles a platform, as PlatformTests do"),
    "kiln build --variants debian-12 --workspace $EDK2": .elsewhere(
      "compiles seven platforms; VariantListTests"),
    "kiln build --variants debian-12 --workspace $EDK2 --only ovmf --install images": .elsewhere(
      "compiles four platforms; VariantListTests"),
    "kiln check --variants debian-12 --workspace $EDK2 --only 'Ovmf3264*' --write junit=sizes.xml":
      .elsewhere("checks what the command before it builds; VariantListTests"),
    "kiln build --variants debian-12 --workspace $EDK2 --only 'Ovmf3264*' --reproducible --cache-url http://cache:8080":
      .elsewhere("compiles platforms; SeveralMachineTests"),
    "kiln build --variants debian-12 --workspace $EDK2 --only OvmfX64 --reproducible --cache-url http://cache:8080":
      .elsewhere("compiles a platform; SeveralMachineTests"),
    "kiln build --variants debian-12 --workspace $EDK2 --reproducible --cache-url http://cache:8080 --cache-read-only":
      .elsewhere("compiles seven platforms; SeveralMachineTests"),
    "kiln diff --variants debian-12 --workspace $EDK2 Ovmf3264 Ovmf3264-smm": .here(3),
    conformance: .elsewhere("make conformance"),
    "cmp debian/FV/OVMF_CODE.fd /usr/share/OVMF/OVMF_CODE.fd": .elsewhere("make conformance"),
    "kiln size qemu --workspace $EDK2 --output out --with -D NETWORK_ENABLE=TRUE":
      .elsewhere("compiles a platform twice; WithFlagsTests"),
    "kiln size /usr/share/OVMF/OVMF_CODE.fd --search-compression":
      .elsewhere("compresses eighteen times; SizeTests"),
    "kiln verify /usr/share/OVMF/OVMF_CODE_4M.fd --source edk2-2025.02 --variants debian-13":
      .elsewhere("compiles a platform with Debian 13's compilers; VerifyVariantTests"),
    "kiln verify OVMF_CODE.fd --source edk2 -p OvmfPkg/OvmfPkgX64.dsc -a X64 -b RELEASE -D SECURE_BOOT_ENABLE=TRUE":
      .elsewhere("compiles a platform; VerifyTests"),
    "kiln verify /usr/share --source edk2-2025.02 --variants debian-13 --only ovmf":
      .elsewhere("compiles three platforms with Debian 13's compilers; VerifyVariantTests"),
    "kiln boot out/FV --expect 'UEFI Interactive Shell' --timeout 60": .elsewhere("BootTests, make demo"),
    "kiln boot /usr/share/OVMF/OVMF_CODE.fd --vars /usr/share/OVMF/OVMF_VARS.fd --type ver --type 'reset -s'":
      .elsewhere("BootTests"),
    "kiln boot /usr/share/AAVMF/AAVMF_CODE.fd --type ver --type 'reset -s'": .elsewhere("BootTests"),
    "kiln boot --xen arm Build/ArmVirtXen-AARCH64/RELEASE_GCC5 --type ver --type 'reset -s'": .elsewhere(
      "XenBootTests, make xen"),
    "kiln boot --xen pvh out/FV/OVMF.fd --expect 'UEFI Interactive Shell'": .elsewhere("XenBootTests"),
    "kiln boot --xen hvm /usr/share/ovmf/OVMF.fd --type ver --type 'reset -s'": .elsewhere("XenBootTests"),

    // What needs a history in git, which Debian's source has not.
    "kiln check qemu --workspace $EDK2 --output out --base origin/main --history sizes.jsonl":
      .elsewhere("SizeBaseTests"),
    "kiln check qemu --workspace $EDK2 --output out --base origin/main --history sizes.jsonl --max-growth 4096":
      .elsewhere("SizeBaseTests"),
    "kiln diff edk2-stable202211:OvmfPkg/OvmfXen.dsc OvmfPkg/OvmfXen.dsc --workspace $EDK2":
      .elsewhere("PlatformDiffTests"),
    "kiln drift --variants debian-12 --since origin/master --workspace $EDK2": .elsewhere(
      "DriftVariantTests"),
    "kiln drift ovmf --variants debian-12 --since origin/master --workspace $EDK2": .elsewhere(
      "DriftVariantTests"),
    "kiln drift --since origin/master --workspace $EDK2": .elsewhere("DriftTests"),
    "kiln drift --since origin/main --workspace $EDK2": .elsewhere("DriftTests"),
    "kiln drift --since 1d76560146^ --revision 1d76560146 --workspace $EDK2": .elsewhere("DriftTests"),
    "kiln pvh foreign.fd --fix fixed.fd": .elsewhere("needs an image with a wrong header; PVHTests"),
  ]

  private static let conformance =
    "kiln build OvmfPkg/OvmfPkgX64.dsc --workspace $EDK2 -DNETWORK_HTTP_BOOT_ENABLE=TRUE "
    + "-DNETWORK_IP6_ENABLE=TRUE -DNETWORK_TLS_ENABLE -DSECURE_BOOT_ENABLE=TRUE -DTPM2_ENABLE=TRUE -DFD_SIZE_2MB "
    + "--path-map $EDK2=/build/reproducible-path/edk2-2022.11 --output debian"

  static func run(_ command: Document.Command) -> Run {
    if let run = exceptions[command.text] { return run }
    switch command.words.first {
    case "kiln", "cmp": return .here(0)
    case "make": return .elsewhere("its target is looked for in the Makefile")
    default: return .elsewhere("sets a variable, as the test does")
    }
  }
}
