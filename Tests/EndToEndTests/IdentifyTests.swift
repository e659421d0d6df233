import Foundation
import TestSupport
import Testing

/// What `kiln identify --json` says.
struct Identified: Decodable {
  struct Image: Decodable {
    let path: String
    let kind: String
    let claims: [Claim]

    func values(_ topic: String) -> [String] { claims.filter { $0.topic == topic }.map(\.value) }
    func value(_ topic: String) -> String? { values(topic).first }
    func certainty(_ topic: String) -> String? { claims.first { $0.topic == topic }?.certainty }
  }
  struct Claim: Decodable {
    struct Evidence: Decodable { let text: String, guid: String?, offsets: [Int]? }
    let topic: String
    let value: String
    let certainty: String
    let evidence: [Evidence]
  }
  struct Finding: Decodable { let code: String, severity: String, message: String, path: String? }
  let schema: String
  let images: [Image]
  struct Pairing: Decodable { let code: String?, variables: String?, descriptor: String?, fits: Bool }
  let sets: [Pairing]
  let findings: [Finding]

  static func run(_ paths: [String], status: Int32 = 0) throws -> Identified {
    let kiln = try Program.kiln(["identify", "--json"] + paths)
    #expect(kiln.status == status, "\(paths): \(kiln.errors)")
    return try JSONDecoder().decode(Identified.self, from: Data(kiln.output.utf8))
  }

  static func image(_ path: String) throws -> Image { try #require(try run([path]).images.first) }
}

/// Every image that Debian installs, against the table of its packages and the flags of its `debian/rules`.
@Suite struct IdentifyTests {
  struct Code: Sendable, CustomTestStringConvertible {
    let path: String
    let platform: String
    let architecture: String
    var kind = "code"
    var size: String?
    var smm = false
    /// Bytes of the store; nil where the image holds one itself.
    var store: Int?

    var testDescription: String { path }
  }

  static let code = [
    Code(
      path: "/usr/share/OVMF/OVMF_CODE.fd", platform: "OvmfPkg/OvmfPkgX64.dsc", architecture: "X64",
      size: "2048",
      store: 0x20000),
    Code(
      path: "/usr/share/OVMF/OVMF_CODE.secboot.fd", platform: "OvmfPkg/OvmfPkgX64.dsc", architecture: "X64",
      size: "2048", smm: true, store: 0x20000),
    Code(
      path: "/usr/share/OVMF/OVMF_CODE_4M.fd", platform: "OvmfPkg/OvmfPkgIa32X64.dsc",
      architecture: "IA32+X64",
      size: "4096", store: 0x84000),
    Code(
      path: "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd", platform: "OvmfPkg/OvmfPkgIa32X64.dsc",
      architecture: "IA32+X64", size: "4096", smm: true, store: 0x84000),
    Code(
      path: "/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd", platform: "OvmfPkg/OvmfPkgIa32.dsc",
      architecture: "IA32", size: "4096", smm: true, store: 0x84000),
    Code(
      path: "/usr/share/ovmf/OVMF.fd", platform: "OvmfPkg/OvmfPkgX64.dsc", architecture: "X64",
      kind: "unified",
      size: "2048"),
    Code(
      path: "/usr/share/AAVMF/AAVMF_CODE.fd", platform: "ArmVirtPkg/ArmVirtQemu.dsc", architecture: "AARCH64",
      store: 0xC0000),
    Code(
      path: "/usr/share/AAVMF/AAVMF32_CODE.fd", platform: "ArmVirtPkg/ArmVirtQemu.dsc", architecture: "ARM",
      store: 0xC0000),
    Code(
      path: "/usr/share/qemu-efi-aarch64/QEMU_EFI.fd", platform: "ArmVirtPkg/ArmVirtQemu.dsc",
      architecture: "AARCH64", store: 0xC0000),
  ]

  @Test func allOfDebiansImagesAreInTheTable() {
    #expect(Self.code.map(\.path).sorted() == DebianImages.code.sorted())
  }

  @Test(arguments: code)
  func platformFlagsAndStore(_ expected: Code) throws {
    let image = try Identified.image(expected.path)
    #expect(image.kind == expected.kind)
    #expect(image.value("platform") == expected.platform && image.certainty("platform") == "certain")
    #expect(image.value("architecture") == expected.architecture)
    #expect(image.value("hypervisor") == "QEMU/KVM")
    #expect(image.values("start").contains("pflash"))
    // Debian's packages are edk2-stable202211.
    let releases = try #require(image.value("release")).split(separator: "..").map { $0.filter(\.isNumber) }
    let numbers = try releases.map { try #require(Int($0.suffix(6))) }
    let first = try #require(numbers.first)
    let last = try #require(numbers.last)
    #expect(first <= 202211 && 202211 <= last)
    #expect(image.value("target") == "RELEASE")
    // debian/rules: COMMON_FLAGS; TPM2_ENABLE is what -D TPM2_ENABLE=TRUE sets.
    let flags = image.values("flag")
    for flag in [
      "SECURE_BOOT_ENABLE", "TPM2_ENABLE", "NETWORK_HTTP_BOOT_ENABLE", "NETWORK_IP6_ENABLE",
      "NETWORK_TLS_ENABLE",
    ] {
      #expect(flags.contains("\(flag)=TRUE"), "\(flag) of \(flags)")
    }
    if let size = expected.size {
      #expect(flags.contains("FD_SIZE_IN_KB=\(size)"))
      #expect(flags.contains("SMM_REQUIRE=\(expected.smm ? "TRUE" : "FALSE")"))
    }
    for feature in ["secure-boot", "tpm-2.0", "pxe", "http", "tls", "ipv4", "ipv6", "shell"] {
      #expect(image.value(feature) == "yes", "\(feature)")
    }
    #expect(image.value("smm") == (expected.smm ? "required" : "no"))
    let isX86 = expected.size != nil
    #expect(image.value("acpi-s3") == (isX86 ? "yes" : "no"))
    #expect(image.value("intel-tdx") == (expected.architecture == "X64" ? "yes" : "no"))
    if let store = expected.store {
      #expect(image.value("fits-store")?.hasPrefix("\(store) bytes, authenticated") == true)
    } else {
      #expect(
        image.value("fits-store") == nil && image.value("variable-store") == "131072 bytes, authenticated")
    }
  }

  /// Evidence can be looked up: the file at the offsets has the GUID, mixed-endian.
  @Test func evidenceIsWhereItIsSaidToBe() throws {
    let bytes = try Provided.bytes("/usr/share/ovmf/OVMF.fd")
    var looked = 0
    for claim in try Identified.image("/usr/share/ovmf/OVMF.fd").claims {
      #expect(!claim.evidence.isEmpty, "\(claim.topic)")
      for evidence in claim.evidence {
        guard let guid = evidence.guid, let offsets = evidence.offsets, offsets.count == 1 else { continue }
        let stored = try #require(UUID(uuidString: guid)).uuid
        let wanted = [
          stored.3, stored.2, stored.1, stored.0, stored.5, stored.4, stored.7, stored.6, stored.8, stored.9,
        ]
        #expect(Array(bytes[offsets[0]..<offsets[0] + 10]) == wanted, "\(evidence.text)")
        looked += 1
      }
    }
    #expect(looked >= 3)
  }

  @Test(arguments: DebianImages.variables)
  func variables(path: String) throws {
    let image = try Identified.image(path)
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    // Debian's package makes the stores with keys by running EnrollDefaultKeys; the plain ones of ARM are zeros.
    guard !name.hasPrefix("AAVMF") || name.contains(".ms.") || name.contains(".snakeoil.") else {
      #expect(image.kind == "blank")
      return
    }
    #expect(image.kind == "variables")
    let size = name.hasPrefix("AAVMF") ? 0xC0000 : name.contains("4M") ? 0x84000 : 0x20000
    #expect(image.value("variable-store") == "\(size) bytes, authenticated")
    let keys = Set(image.value("keys")?.split(separator: ", ").map(String.init) ?? [])
    #expect(
      name.contains(".ms.") || name.contains(".snakeoil.")
        ? keys.isSuperset(of: ["PK", "KEK", "db"]) : keys == ["none"])
  }

  /// A build of kiln's own from Debian's modules, some of which OvmfPkgX64 has too.
  @Test func kilnsOwnPlatformIsKnownAsSuch() throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln([
      "build", "qemu", "--workspace", try Provided.edk2(), "--prebuilt", "/usr/share/OVMF/OVMF_CODE.fd", "-o",
      scratch.path,
    ])
    #expect(kiln.status == 0, "\(kiln.errors)")
    let identified = try Identified.run([scratch.path])
    let kinds = Dictionary(
      identified.images.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0) },
      uniquingKeysWith: { first, _ in first })
    #expect(kinds["OVMF.fd"]?.kind == "unified" && kinds["OVMF_CODE.fd"]?.kind == "code")
    #expect(kinds["OVMF_VARS.fd"]?.kind == "variables")
    for name in ["OVMF.fd", "OVMF_CODE.fd"] {
      // Exact: Platforms/known says the same as the platform's FDF.
      #expect(kinds[name]?.value("platform") == "Platforms/qemu/qemu.dsc")
      #expect(kinds[name]?.certainty("platform") == "certain")
      #expect(kinds[name]?.value("release")?.hasPrefix("edk2-stable202211") == true)
    }
    #expect(identified.findings.isEmpty && identified.sets.map(\.fits) == [true])
  }

  @Test func textSaysWhatTheJSONSays() throws {
    let kiln = try Program.kiln(["identify", "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"])
    #expect(kiln.status == 0)
    try Snapshot.expect(kiln.output, "identify-ovmf-code-4m-secboot")
    try Snapshot.expect(
      try Program.kiln(["help", "identify"], environment: ["COLUMNS": "80"]).output, "help-identify")
  }
}
