import Foundation
import TestSupport
import Testing

/// edk2's platforms and kiln's own, as a maintainer looks at them.
@Suite struct PlatformTests {
  struct Layout: Decodable {
    struct Volume: Decodable {
      struct File: Decodable {
        let name: String
        let module: String?
      }
      let name: String
      let files: [File]
    }
    let volumes: [Volume]

    init(_ platform: String, _ arguments: [String] = []) throws {
      let kiln = try Program.kiln(["layout", platform, "--workspace", Provided.edk2(), "--json"] + arguments)
      #expect(kiln.status == 0, "\(kiln.errors)")
      self = try JSONDecoder().decode(Layout.self, from: Data(kiln.output.utf8))
    }

    private init() { volumes = [] }

    var modules: [String] { volumes.flatMap(\.files).compactMap(\.module) }
  }

  /// The volumes are those that the FDF files name.
  @Test(arguments: [
    ("OvmfPkg/OvmfPkgX64.dsc", ["-D", "FD_SIZE_2MB"], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/OvmfPkgIa32.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/OvmfPkgIa32X64.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/OvmfXen.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/AmdSev/AmdSevX64.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/Bhyve/BhyveX64.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/CloudHv/CloudHvX64.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/IntelTdx/IntelTdxX64.dsc", [], ["SECFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("OvmfPkg/Microvm/MicrovmX64.dsc", [], ["SECFV", "PEIFV", "DXEFV", "FVMAIN_COMPACT"]),
    ("ArmVirtPkg/ArmVirtQemu.dsc", [], ["FVMAIN_COMPACT", "FvMain"]),
    ("ArmVirtPkg/ArmVirtQemuKernel.dsc", [], ["FVMAIN_COMPACT", "FvMain"]),
    ("ArmVirtPkg/ArmVirtXen.dsc", [], ["FVMAIN_COMPACT", "FvMain"]),
    ("ArmVirtPkg/ArmVirtCloudHv.dsc", [], ["FVMAIN_COMPACT", "FvMain"]),
    ("ArmVirtPkg/ArmVirtKvmTool.dsc", [], ["FVMAIN_COMPACT", "FvMain"]),
  ])
  func everyPlatformResolvesToItsModules(platform: String, arguments: [String], volumes: [String]) throws {
    let layout = try Layout(platform, arguments)
    print(platform, layout.volumes.map { "\($0.name) \($0.files.count)" }.joined(separator: ", "))
    #expect(layout.volumes.map(\.name).sorted() == volumes.sorted())
    #expect(layout.modules.count > 40)
  }

  @Test func noPlatformOfTheTreeIsLeftOut() throws {
    let edk2 = try Provided.edk2()
    var found = 0
    for package in ["OvmfPkg", "ArmVirtPkg"] {
      let tree = FileManager.default.enumerator(atPath: "\(edk2)/\(package)")
      while let file = tree?.nextObject() as? String { if file.hasSuffix(".dsc") { found += 1 } }
    }
    #expect(found == 14)
  }

  /// edk2's FdfParser on OvmfPkgX64 with Debian's flags: 128 INF statements.
  @Test func modulesOfOvmfPkgX64AreCountedAsEDK2CountsThem() throws {
    let layout = try Layout(ShippedFirmware.code.platform, ShippedFirmware.code.defines.map { "-D\($0)" })
    let apriori = 6
    #expect(layout.modules.count + apriori >= 128)
    #expect(layout.modules.filter { $0 == "ShellPkg/Application/Shell/Shell.inf" }.count == 1)
  }

  @Test func qemuHoldsNoXenDriverAndXenNothingOfQEMUs() throws {
    let qemu = try Layout("qemu").modules
    #expect(qemu.filter { $0.contains("Xen") } == [])
    #expect(qemu.contains("OvmfPkg/VirtioBlkDxe/VirtioBlk.inf"))
    let xen = try Layout("xen").modules
    #expect(xen.filter { $0.contains("Virtio") || $0.contains("Smm") || $0.contains("QemuFlashFvb") } == [])
    #expect(xen.contains("OvmfPkg/XenPvBlkDxe/XenPvBlkDxe.inf"))
    #expect(xen.contains("OvmfPkg/EmuVariableFvbRuntimeDxe/Fvb.inf"))
  }

  /// Each switch brings its own modules and takes none away.
  @Test(arguments: ["qemu", "xen"])
  func switchesBringTheirModules(platform: String) throws {
    let plain = Set(try Layout(platform).modules)
    for (define, module) in [
      ("NETWORK_ENABLE", "NetworkPkg/SnpDxe/SnpDxe.inf"),
      ("TPM2_ENABLE", "SecurityPkg/Tcg/Tcg2Dxe/Tcg2Dxe.inf"),
      ("SECURE_BOOT_ENABLE", "SecurityPkg/VariableAuthenticated/SecureBootConfigDxe/SecureBootConfigDxe.inf"),
    ] {
      let with = Set(try Layout(platform, ["-D\(define)=TRUE"]).modules)
      #expect(!plain.contains(module))
      #expect(with.contains(module), "\(define)")
      #expect(with.isSuperset(of: plain), "\(define)")
    }
    let tls = try Layout(platform, ["-DNETWORK_ENABLE=TRUE", "-DNETWORK_TLS_ENABLE=TRUE"]).modules
    #expect(tls.contains("NetworkPkg/TlsDxe/TlsDxe.inf"))
    #expect(plain.contains("ShellPkg/Application/Shell/Shell.inf"))
    let bare = try Layout(platform, ["-DSHELL_ENABLE=FALSE"]).modules
    #expect(!bare.contains("ShellPkg/Application/Shell/Shell.inf"))
  }

  @Test(arguments: ["FD_SIZE_1MB", "FD_SIZE_2MB", "FD_SIZE_4MB"])
  func layoutsHaveTheirSizes(define: String) throws {
    let sizes = ["FD_SIZE_1MB": 0xE0000, "FD_SIZE_2MB": 0x1E0000, "FD_SIZE_4MB": 0x37C000]
    for platform in ["qemu", "xen"] {
      let kiln = try Program.kiln(["layout", platform, "--workspace", Provided.edk2(), "-D", define])
      #expect(kiln.output.contains("OVMF_CODE: \(sizes[define] ?? 0) bytes"))
    }
  }

  @Test(arguments: [
    ("qemu", "OvmfPkg/ResetVector/ResetVector.inf"), ("xen", "OvmfPkg/XenResetVector/XenResetVector.inf"),
  ])
  func theResetVectorIsKilnsOrEDK2s(platform: String, edk2s: String) throws {
    let kilns = "Templates/ResetVector/ResetVector.inf"
    let plain = try Layout(platform).modules
    let with = try Layout(platform, ["-DKILN_RESET_VECTOR=TRUE"]).modules
    #expect(plain.contains(edk2s) && !plain.contains(kilns))
    #expect(with == plain.map { $0 == edk2s ? kilns : $0 })
  }

  /// -bios takes multiples of 64 KB, and the code's end stays at 4 GB.
  @Test(arguments: [
    ("FD_SIZE_1MB", "OVMF: 1114112 bytes at 0xFFEF0000"),
    ("FD_SIZE_2MB", "OVMF: 2162688 bytes at 0xFFDF0000"),
    ("FD_SIZE_4MB", "OVMF: 4259840 bytes at 0xFFBF0000"),
  ])
  func aPVHHeaderForQEMUStandsInFrontOfTheVariables(define: String, device: String) throws {
    let kiln = try Program.kiln([
      "layout", "qemu", "--workspace", Provided.edk2(), "-D", define, "-DKILN_RESET_VECTOR=TRUE",
    ])
    #expect(kiln.output.contains(device))
  }

  @Test func xenFromDebiansModulesIsOneErrorWithAllThatIsMissing() throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln(
      [
        "build", "xen", "--workspace", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "-o",
        scratch.path,
      ])
    #expect(kiln.status == 1)
    #expect(kiln.errors.components(separatedBy: "error:").count == 2)
    #expect(kiln.errors.contains("[prebuilt-modules-missing]"))
    for module in [
      "OvmfPkg/XenPlatformPei/XenPlatformPei.inf",
      "EmbeddedPkg/RealTimeClockRuntimeDxe/RealTimeClockRuntimeDxe.inf",
      "OvmfPkg/XenIoPciDxe/XenIoPciDxe.inf", "OvmfPkg/XenIoPvhDxe/XenIoPvhDxe.inf",
      "OvmfPkg/XenBusDxe/XenBusDxe.inf",
      "OvmfPkg/XenPvBlkDxe/XenPvBlkDxe.inf", "MdeModulePkg/Universal/SerialDxe/SerialDxe.inf",
      "OvmfPkg/XenAcpiPlatformDxe/XenAcpiPlatformDxe.inf",
      "OvmfPkg/SmbiosPlatformDxe/XenSmbiosPlatformDxe.inf",
      "OvmfPkg/XenResetVector/XenResetVector.inf",
    ] {
      #expect(kiln.errors.contains(module))
    }
    #expect(!scratch.exists("FV"))
  }

  /// The file that overflows is one compressed blob; what helps is to know what is in it.
  @Test func anOverflowNamesWhatIsInsideTheCompressedFile() throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln([
      "build", "qemu", "--workspace", Provided.edk2(), "--prebuilt", ShippedFirmware.code.path, "-o",
      scratch.path,
      "-DFD_SIZE_1MB", "-DNETWORK_ENABLE=TRUE", "-DSECURE_BOOT_ENABLE=TRUE",
    ])
    #expect(kiln.status == 2)
    #expect(kiln.errors.contains("error: FVMAIN_COMPACT needs "))
    #expect(kiln.errors.contains("[fv-overflow]"))
    #expect(kiln.errors.contains("bytes of flash, 878422 raw: Shell"))
    // Three limits, that there is no base, and ten contributors.
    #expect(kiln.errors.components(separatedBy: "  note: ").count == 1 + 3 + 1 + 10, "\(kiln.errors)")
    #expect(!scratch.exists("FV"))
  }
}
