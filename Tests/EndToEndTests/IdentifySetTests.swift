import Foundation
import TestSupport
import Testing

/// Code, variables and descriptors held against each other.
@Suite struct IdentifySetTests {
  private static let code2M = "/usr/share/OVMF/OVMF_CODE.fd"
  private static let code4M = "/usr/share/OVMF/OVMF_CODE_4M.fd"
  private static let secboot = "/usr/share/OVMF/OVMF_CODE_4M.secboot.fd"
  private static let vars2M = "/usr/share/OVMF/OVMF_VARS.fd"
  private static let vars4M = "/usr/share/OVMF/OVMF_VARS_4M.fd"
  private static let enrolled = "/usr/share/OVMF/OVMF_VARS_4M.ms.fd"

  private func findings(_ paths: [String], status: Int32) throws -> [Identified.Finding] {
    try Identified.run(paths, status: status).findings
  }

  @Test(arguments: [
    [code2M, vars2M], [vars2M, code2M], [code4M, vars4M], [secboot, enrolled],
    ["/usr/share/OVMF/OVMF32_CODE_4M.secboot.fd", "/usr/share/OVMF/OVMF32_VARS_4M.fd"],
    ["/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.fd"],
    ["/usr/share/AAVMF/AAVMF_CODE.fd", "/usr/share/AAVMF/AAVMF_VARS.snakeoil.fd"],
  ])
  func pairsThatDebianMeans(paths: [String]) throws {
    #expect(try findings(paths, status: 0).isEmpty)
  }

  /// The stores of 1 and 2 MB and of 4 MB do not go together (OvmfPkgDefines.fdf.inc).
  @Test(arguments: [
    [code4M, vars2M], [vars4M, code2M], [code4M, "/usr/share/AAVMF/AAVMF_VARS.ms.fd"],
    ["/usr/share/AAVMF/AAVMF_CODE.fd", vars4M],
  ])
  func storesOfOtherSizes(paths: [String]) throws {
    #expect(try findings(paths, status: 1).map(\.code) == ["set-store-size"])
  }

  /// edk2's gEfiVariableGuid in place of gEfiAuthenticatedVariableGuid.
  @Test func plainStoreForSecureBoot() throws {
    let scratch = try Scratch()
    var store = try Provided.bytes(Self.vars4M)
    store.replaceSubrange(
      0x48..<0x58,
      with: [0x16, 0x36, 0xCF, 0xDD, 0x75, 0x32, 0x64, 0x41, 0x98, 0xB6, 0xFE, 0x85, 0x70, 0x7F, 0xFE, 0x7D])
    let path = try scratch.write("plain", store)
    #expect(try Identified.image(path).value("variable-store") == "540672 bytes, plain")
    #expect(try findings([Self.secboot, path], status: 1).map(\.code) == ["set-store-plain"])
  }

  @Test func flashThatQEMURefuses() throws {
    let scratch = try Scratch()
    let path = try scratch.write("short", try Provided.bytes(Self.vars4M) + [0xFF])
    #expect(
      try findings([Self.code4M, path], status: 1).map(\.code) == ["set-store-size", "set-flash-size"])
  }

  /// Debian's own descriptors. All but one hold; RELEASE builds print no debug messages, whatever is said.
  @Test func debiansDescriptors() throws {
    let folder = "/usr/share/qemu/firmware"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains("edk2") }
      .sorted()
    #expect(names.count == 8)
    for name in names {
      let isBroken = name == "50-edk2-aarch64-secure.json"
      let found = try findings(["\(folder)/\(name)"], status: isBroken ? 1 : 0)
      let errors = found.filter { $0.severity == "error" }
      #expect(errors.map(\.code) == (isBroken ? ["descriptor-file-missing"] : []), "\(name)")
      if !isBroken { #expect(found.contains { $0.code == "descriptor-verbose" && $0.severity == "warning" }) }
    }
  }

  /// A descriptor for x86 with everything right.
  private static let good = """
    {"description": "x", "interface-types": ["uefi"],
     "mapping": {"device": "flash", "executable": {"filename": "\(secboot)", "format": "raw"},
                 "nvram-template": {"filename": "\(enrolled)", "format": "raw"}},
     "targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}],
     "features": ["acpi-s3", "amd-sev", "enrolled-keys", "requires-smm", "secure-boot"], "tags": []}
    """

  private func errors(_ changes: [(String, String)], files: [String] = []) throws -> [String] {
    let scratch = try Scratch()
    var text = Self.good
    for (old, new) in changes {
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    // By another name than descriptors have, and in front: what a file is, its contents tell.
    let path = try scratch.write("descriptor", text)
    let kiln = try Program.kiln(["identify", "--json", path] + files)
    let found = try JSONDecoder().decode(Identified.self, from: Data(kiln.output.utf8)).findings
    let errors = found.filter { $0.severity == "error" }.map(\.code)
    #expect(kiln.status == (errors.isEmpty ? 0 : 1), "\(kiln.errors)")
    for code in errors { #expect(kiln.errors.contains("[\(code)]")) }
    return errors
  }

  @Test func goodDescriptor() throws {
    #expect(try errors([]) == [])
    #expect(try errors([], files: [Self.enrolled, Self.secboot]) == [])
  }

  struct Mistake: Sendable {
    var old: String
    var new: String
    var code: String

    init(_ old: String, _ new: String, _ code: String) {
      self.old = old
      self.new = new
      self.code = code
    }
  }

  @Test(arguments: [
    Mistake("\"acpi-s3\"", "\"acpi_s3\"", "descriptor-feature-unknown"),
    Mistake("\"acpi-s3\"", "\"intel-tdx\"", "descriptor-feature-false"),
    Mistake("\"acpi-s3\"", "\"amd-sev-es\"", "descriptor-feature-false"),
    Mistake("\"acpi-s3\"", "\"amd-sev-snp\"", "descriptor-feature-false"),
    Mistake("\"acpi-s3\"", "\"verbose-static\", \"verbose-dynamic\"", "descriptor-verbose"),
    Mistake(", \"requires-smm\"", "", "descriptor-feature-missing"),
    Mistake(", \"secure-boot\"", "", "descriptor-keys-unused"),
    Mistake(enrolled, vars4M, "descriptor-keys-missing"),
    Mistake(secboot, code4M, "descriptor-feature-false"),
    Mistake(enrolled, vars2M, "set-store-size"),
    Mistake(enrolled, "/usr/share/OVMF/nothing.fd", "descriptor-file-missing"),
    Mistake("x86_64", "aarch64", "descriptor-architecture"),
    Mistake("x86_64", "i386", "descriptor-architecture"),
    Mistake("pc-q35-*", "pc-i440fx-*", "descriptor-machine"),
    Mistake("pc-q35-*", "microvm", "descriptor-machine"),
    Mistake("pc-q35-*", "virt-*", "descriptor-machine"),
    Mistake("\"device\": \"flash\"", "\"device\": \"rom\"", "descriptor-mapping"),
    Mistake("\"device\": \"flash\"", "\"device\": \"flash\", \"mode\": \"combined\"", "descriptor-mapping"),
    Mistake("\"device\": \"flash\"", "\"device\": \"flash\", \"mode\": \"both\"", "descriptor-mapping"),
    Mistake("\"device\": \"flash\"", "\"device\": \"kernel\"", "descriptor-mapping"),
    Mistake("\"device\": \"flash\"", "\"device\": \"memory\"", "descriptor-mapping"),
    Mistake("\"format\": \"raw\"", "\"format\": \"qcow2\"", "descriptor-mapping"),
    Mistake(secboot, enrolled, "descriptor-mapping"),
    Mistake(enrolled, secboot, "descriptor-mapping"),
    Mistake("uefi", "bios", "descriptor-interface"),
    Mistake("{\"architecture\": \"x86_64\", \"machines\": [\"pc-q35-*\"]}", "", "descriptor-targets"),
  ])
  func mistakes(_ mistake: Mistake) throws {
    #expect(
      try errors([(mistake.old, mistake.new)]).contains(mistake.code), "\(mistake.old) → \(mistake.new)")
  }

  /// Files of a package that is not installed yet stand for those of the same name.
  @Test func filesThatAreGoingToBeThere() throws {
    let changes = [("/usr/share/OVMF/", "/usr/share/later/")]
    #expect(try errors(changes).contains("descriptor-file-missing"))
    #expect(try errors(changes, files: [Self.secboot, Self.enrolled]) == [])
  }

  @Test(arguments: [
    "{", "{}", "{\"features\": 1}", "{\"mapping\": []}", "{" + String(repeating: "[", count: 100_000),
  ])
  func whatIsNoDescriptor(text: String) throws {
    let scratch = try Scratch()
    let kiln = try Program.kiln(["identify", try scratch.write("bad.json", text)])
    #expect(kiln.status == 1 && kiln.errors.contains("[descriptor-malformed]"), "\(kiln.errors)")
  }
}
