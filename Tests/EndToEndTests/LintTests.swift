import Foundation
import TestSupport
import Testing

/// kiln lint on whole platforms of Debian's tree and on kiln's own: everything that it says of them, looked at one
/// by one and found true.
@Suite struct LintTests {
  /// `severity code subject` of errors and warnings, in the order of the report.
  private func told(
    _ arguments: [String], workspace: String? = nil, status: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    let tree = try Provided.edk2()
    let roots =
      workspace.map { ["-w", $0, "--packages-path", tree] } ?? ["-w", tree]
    let kiln = try Program.kiln(["lint", "--json"] + arguments + roots, in: Provided.root)
    #expect(kiln.status == status, "\(kiln.errors)", sourceLocation: sourceLocation)
    let lint = try JSONDecoder().decode(Lint.self, from: Data(kiln.output.utf8))
    #expect(lint.schema == "kiln-lint-1")
    return lint.findings.map { "\($0.severity) \($0.code) \($0.subject)" }
  }

  private struct Lint: Decodable {
    struct Row: Decodable { let code: String, severity: String, subject: String }
    struct Waived: Decodable { let code: String, subject: String, reason: String, until: String? }
    struct Counts: Decodable { let error: Int, warning: Int, note: Int, waived: Int }
    let schema: String
    let counts: Counts
    let findings: [Row]
    let waived: [Waived]
  }

  private static let debian = [
    "SECURE_BOOT_ENABLE", "TPM2_ENABLE", "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE",
    "NETWORK_TLS_ENABLE",
  ].flatMap { ["-D", "\($0)=TRUE"] }

  /// Only the 8259's driver reads it, which comes with CSM_ENABLE; edk2 took out both (67864ffd52, 605248f0fd).
  private static let staleEdgeLevel =
    "warning pcd-unused gUefiOvmfPkgTokenSpaceGuid.Pcd8259LegacyModeEdgeLevel"
  /// NetworkPkg's list of PCDs sets it with HTTP boot or without.
  private static let http = "warning pcd-unused gEfiNetworkPkgTokenSpaceGuid.PcdAllowHttpConnections"
  /// Debian's patch of the Shell, which only the platforms with Secure Boot were given an instance for.
  private static let shell = "error library-class-unresolved SecureBootVariableLib"
  /// What the usual instance of that class asks for, in turn.
  private static let keys = "error library-class-unresolved PlatformPKProtectionLib"

  /// A platform with what is said of it.
  struct Case: Sendable {
    let platform: String
    var flags: [String] = []
    let said: [String]
  }

  /// No driver of any of them waits for something that nobody produces: DEBUG builds of theirs boot without a
  /// "discovered but not loaded".
  static let platforms = [
    Case(platform: "OvmfPkg/OvmfPkgX64.dsc", flags: debian + ["-D", "FD_SIZE_2MB"], said: [staleEdgeLevel]),
    Case(
      platform: "OvmfPkg/OvmfPkgIa32X64.dsc",
      flags: debian + ["-D", "SMM_REQUIRE=TRUE", "-D", "FD_SIZE_4MB"],
      said: [staleEdgeLevel]),
    // QEMU's -kernel dies of the note (facts of PVHTests).
    Case(
      platform: "OvmfPkg/OvmfXen.dsc",
      said: [http, staleEdgeLevel, "error pvh-note-alignment OVMF pvh-note-alignment", keys, shell]),
    // The header is typed for 2 MB.
    Case(
      platform: "OvmfPkg/OvmfXen.dsc", flags: ["-D", "FD_SIZE_4MB"],
      said: [
        http, staleEdgeLevel, "error pvh-segment OVMF pvh-segment",
        "error pvh-note-alignment OVMF pvh-note-alignment", "error pvh-entry OVMF pvh-entry", keys, shell,
      ]),
    Case(platform: "OvmfPkg/Microvm/MicrovmX64.dsc", said: [http, staleEdgeLevel, keys, shell]),
    Case(platform: "OvmfPkg/CloudHv/CloudHvX64.dsc", said: [http, keys, shell]),
    Case(platform: "OvmfPkg/AmdSev/AmdSevX64.dsc", said: [staleEdgeLevel]),
    // Five lines were taken over from OvmfPkgX64 with the drivers that read them left behind.
    Case(
      platform: "OvmfPkg/IntelTdx/IntelTdxX64.dsc",
      said: [
        "warning pcd-unused gEfiMdeModulePkgTokenSpaceGuid.PcdDxeIplSupportUefiDecompress", staleEdgeLevel,
        "warning pcd-unused gEfiMdeModulePkgTokenSpaceGuid.PcdGhcbSize",
        "warning pcd-unused gUefiCpuPkgTokenSpaceGuid.PcdSevEsIsEnabled",
        "warning pcd-unused gEfiSecurityPkgTokenSpaceGuid.PcdOptionRomImageVerificationPolicy", keys, shell,
      ]),
    Case(platform: "OvmfPkg/Bhyve/BhyveX64.dsc", said: [http, keys, shell]),
    Case(platform: "ArmVirtPkg/ArmVirtQemu.dsc", flags: ["-a", "AARCH64"], said: [http, shell]),
    Case(platform: "qemu", said: []),
    Case(platform: "xen", said: []),
  ]

  @Test(arguments: platforms)
  func platformsOfDebiansTree(platform: Case) throws {
    let status: Int32 = platform.said.contains { $0.hasPrefix("error") } ? 1 : 0
    #expect(try told([platform.platform] + platform.flags, status: status) == platform.said)
  }

  @Test(arguments: ["qemu", "xen"])
  func kilnsOwnPlatformsWithEveryFeature(platform: String) throws {
    let features = [
      "KILN_RESET_VECTOR", "SECURE_BOOT_ENABLE", "TPM2_ENABLE", "CC_MEASUREMENT_ENABLE", "NETWORK_ENABLE",
      "NETWORK_IP6_ENABLE", "NETWORK_TLS_ENABLE", "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_ISCSI_ENABLE",
    ].flatMap { ["-D", "\($0)=TRUE"] }
    for size in ["FD_SIZE_2MB", "FD_SIZE_4MB"] {
      let said = try told([platform, "-D", size] + features)
      #expect(said.filter { $0.hasPrefix("error") } == [])
    }
  }

  // MARK: Replays

  /// The tree with some of its files changed, in a workspace in front of it.
  private func overlay(_ changes: [(path: String, change: (String) -> String)]) throws -> Scratch {
    let scratch = try Scratch()
    let tree = try Provided.edk2()
    for (path, change) in changes {
      let before = String(decoding: try Provided.bytes("\(tree)/\(path)"), as: UTF8.self)
      let after = change(before)
      #expect(after != before, "\(path) is as it was")
      try scratch.write(path, after)
    }
    return scratch
  }

  /// edk2 4c4ceb2ceb80 had NetworkPkg's library wait for random numbers, and OvmfXen, which nobody gave any,
  /// loaded no network driver until a84876ba28, with clean builds all the while.
  @Test func driversThatWaitForRandomNumbers() throws {
    let library = (
      path: "NetworkPkg/Library/DxeNetLib/DxeNetLib.inf",
      change: { (text: String) in
        text + "\n[Protocols]\n  gEfiRngProtocolGuid ## CONSUMES\n[Depex]\n  gEfiRngProtocolGuid\n"
      }
    )
    let before = try overlay([library])
    let broken = try told(["OvmfPkg/OvmfXen.dsc"], workspace: before.path, status: 1)
    let drivers = broken.filter { $0.contains("depex-unmet") }
    for driver in ["Arp", "Dhcp4", "Ip4", "Mnp", "Tcp", "Udp4", "Mtftp4", "VlanConfig"] {
      let path = "NetworkPkg/\(driver)Dxe/\(driver)Dxe.inf"
      #expect(drivers.contains("error depex-unmet \(path) gEfiRngProtocolGuid"), "\(driver): \(drivers)")
    }

    let rng = "SecurityPkg/RandomNumberGenerator/RngDxe/RngDxe.inf"
    let logo = "MdeModulePkg/Logo/LogoDxe.inf"
    let changes = [
      library,
      ("OvmfPkg/OvmfXen.dsc", { $0.replacingOccurrences(of: "  \(logo)", with: "  \(logo)\n  \(rng)") }),
      (
        "OvmfPkg/OvmfXen.fdf", { $0.replacingOccurrences(of: "INF \(logo)", with: "INF \(logo)\nINF \(rng)") }
      ),
    ]
    let after = try overlay(changes)
    let mended = try told(["OvmfPkg/OvmfXen.dsc"], workspace: after.path, status: 1)
    #expect(mended.filter { $0.contains("depex-unmet") } == [])
  }

  /// edk2 d64d1e195c had the PEI core ask what time it is, and where the answer came out of the PCD database it
  /// divided by zero until 99cbb63652 and d6f828b384.
  @Test func aPEICoreThatAsksADatabaseItCannotReach() throws {
    let core = (
      path: "MdeModulePkg/Core/Pei/PeiMain.inf",
      change: { (text: String) in
        text.replacingOccurrences(of: "[LibraryClasses]", with: "[LibraryClasses]\n  TimerLib")
      }
    )
    let asked =
      "error pcd-lib-null MdeModulePkg/Core/Pei/PeiMain.inf gEfiMdePkgTokenSpaceGuid.PcdFSBClock"
    let scratch = try overlay([core])
    for platform in ["OvmfPkg/OvmfXen.dsc", "OvmfPkg/Microvm/MicrovmX64.dsc"] {
      #expect(try told([platform], workspace: scratch.path, status: 1).contains(asked))
    }
    let sound = try told(["OvmfPkg/OvmfPkgX64.dsc"] + Self.debian, workspace: scratch.path)
    #expect(!sound.contains { $0.contains("pcd-lib-null") })
  }

  @Test func aXenDriverOnQEMUIsAgainstThePolicy() throws {
    let scratch = try Scratch()
    let dsc = String(decoding: try Provided.bytes("\(Provided.root)/Platforms/qemu/qemu.dsc"), as: UTF8.self)
    try scratch.write(
      "Mine.dsc",
      dsc.replacingOccurrences(
        of: "[Components]\n", with: "[Components]\n  OvmfPkg/XenIoPciDxe/XenIoPciDxe.inf\n"))
    let said = try told(["\(scratch.path)/Mine.dsc"], status: 1)
    #expect(said.contains("error policy-forbidden OvmfPkg/XenIoPciDxe/XenIoPciDxe.inf"))
  }

  // MARK: The command

  @Test func waiversOfAPolicyFileAreCountedAndTold() throws {
    let scratch = try Scratch()
    let policy = try scratch.write(
      "policy.inc",
      """
      [UserExtensions.Kiln."Waiver"]
        library-class-unresolved | PlatformPKProtectionLib | Debian's Shell patch | until 2099-12-31
        library-class-unresolved | SecureBootVariableLib | Debian's Shell patch | until 2099-12-31
        pvh-* | OVMF | nobody gives it to QEMU's -kernel
        pvh-note-alignment | OVMF | nobody gives it to QEMU's -kernel

      """)
    let arguments = [
      "lint", "OvmfPkg/OvmfXen.dsc", "-w", try Provided.edk2(), "--policy", policy, "--level", "note",
    ]
    let kiln = try Program.kiln(arguments, in: Provided.root)
    #expect(kiln.status == 0, "\(kiln.output)")
    #expect(kiln.output.hasSuffix(", 3 waived\n"), "\(kiln.output)")
    // A code is no pattern.
    #expect(kiln.output.contains("[waiver-unused]"))
    #expect(try Program.kiln(arguments + ["--werror"], in: Provided.root).status == 1)

    let json = try Program.kiln(arguments + ["--json"], in: Provided.root)
    let lint = try JSONDecoder().decode(Lint.self, from: Data(json.output.utf8))
    #expect(lint.counts.waived == 3)
    #expect(
      lint.waived.map(\.code) == [
        "pvh-note-alignment", "library-class-unresolved", "library-class-unresolved",
      ])
    #expect(lint.waived.map(\.until) == [nil, "2099-12-31", "2099-12-31"])

    let late = try Program.kiln(
      arguments, in: Provided.root, environment: ["SOURCE_DATE_EPOCH": "4102444800"])
    #expect(late.status == 1)
    #expect(late.output.contains("[waiver-expired]"))
  }

  @Test func everyFormatTellsOfTheSameFindings() throws {
    let scratch = try Scratch()
    let formats = ["json", "markdown", "junit", "sarif", "github", "gitlab", "text"]
    let kiln = try Program.kiln(
      ["lint", "OvmfPkg/OvmfXen.dsc", "-w", try Provided.edk2()]
        + formats.flatMap { ["--write", "\($0)=\(scratch.path)/lint.\($0)"] }, in: Provided.root)
    #expect(kiln.status == 1)
    #expect(try scratch.text("lint.text") == kiln.output)
    for format in formats {
      let text = try scratch.text("lint.\(format)")
      #expect(text.contains("pvh-note-alignment"), "\(format)")
      #expect(text.contains("Pcd8259LegacyModeEdgeLevel") || format == "markdown", "\(format)")
    }
    #expect(try scratch.text("lint.markdown").hasPrefix("### ❌ kiln lint\n"))
    #expect(try scratch.text("lint.junit").contains("package=\"kiln.lint\""))
    let sarif =
      try JSONSerialization.jsonObject(with: Data(try scratch.bytes("lint.sarif"))) as? [String: Any]
    let run = try #require((sarif?["runs"] as? [[String: Any]])?.first)
    #expect((run["results"] as? [Any])?.count == 5)
  }

  @Test func listOfRulesAndMistakes() throws {
    try Snapshot.expect(try Program.kiln(["lint", "--list-rules"]).output, "lint-rules")
    let unknown = try Program.kiln(["lint", "nosuch", "--format", "sarif"], in: Provided.root)
    #expect(unknown.status == 1)
    #expect(unknown.output.contains("platform-unknown"))
    #expect(unknown.errors.contains("[platform-unknown]"))
    #expect(try Program.kiln(["lint"]).status == 64)
    #expect(try Program.kiln(["lint", "qemu", "--level", "fatal"], in: Provided.root).status == 64)
    let missing = try Program.kiln(
      ["lint", "qemu", "-w", try Provided.edk2(), "--policy", "nosuch"], in: Provided.root)
    #expect(missing.status == 1)
    #expect(missing.errors.contains("[file-missing]"), "\(missing.errors)")
  }
}
