import Compression
import Diagnostics
import Emulation
import Host
import ObjectFormats

/// Xen and dom0 in the form that QEMU starts, made from Debian's packages by the first run and kept in the
/// cache.
struct XenStore {
  let files: FileSystem
  let console: Console
  let environment: ProcessEnvironment

  /// Increased when the cached contents change, so that files of an older kiln are not used.
  private static let format = 1
  /// The maximum size of an unpacked program in bytes, more than any kernel or hypervisor has.
  private static let largestProgram = 256 << 20

  enum Item: String {
    case hypervisor = "xen"
    case kernel = "vmlinux"
    case ramDisk = "dom0.cpio"
  }

  private var folder: String { "\(files.absolute(environment.cacheFolder))/xen" }

  /// The folder with hypervisor, dom0's kernel and the archive of dom0.
  func host(_ platform: Dom0Platform) async throws(DiagnosticError) -> String {
    let name = platform.usesHostLibraries ? "host" : "host-\(platform.debianName)"
    return try await kept("\(name)-\(Self.format)") { (work) async throws(DiagnosticError) in
      var packages = DebianPackages(files: files, console: console, environment: environment)
      let (tree, lists) = ("\(work).tree", "\(work).apt")
      defer {
        try? files.removeTree(tree)
        try? files.removeTree(lists)
      }
      if !platform.usesHostLibraries { packages = try await packages.foreign(platform.debianName, in: lists) }
      let kernel = try await packages.current(platform.kernelPackage, beginsWith: "linux-image-")
      let toolstack = Dom0Files.toolstack(platform)
      try await packages.unpack(toolstack.packages + [kernel], into: tree)

      var collector = Dom0Collector(platform, files: files, tree: tree)
      Dom0Files.addSkeleton(of: platform, to: &collector.disk)
      try collector.add(toolstack)
      collector.disk.add(Dom0Files.busybox, .program(try collector.packaged(Dom0Files.busybox)))
      let release = String(kernel.dropFirst("linux-image-".count))
      for module in platform.modules + platform.diskModules {
        let path = "lib/modules/\(release)/kernel/\(module).ko"
        let name = module.split(separator: "/").last.map(String.init) ?? module
        collector.disk.add("lib/modules/\(name).ko", .file(try collector.packaged(path)))
      }
      let image = try collector.packaged("boot/vmlinuz-\(release)")
      try files.replaceAll([
        ("\(work)/\(Item.hypervisor.rawValue)", try await hypervisor(platform, in: tree, collector)),
        (
          "\(work)/\(Item.kernel.rawValue)", try platform.usesHostLibraries ? unpacked(image) : checked(image)
        ),
        ("\(work)/\(Item.ramDisk.rawValue)", collector.disk.bytes),
      ])
    }
  }

  private func hypervisor(_ platform: Dom0Platform, in tree: String, _ collector: Dom0Collector)
    async throws(DiagnosticError) -> [UInt8]
  {
    guard platform.hypervisor.hasSuffix(".gz") else { return try collector.packaged(platform.hypervisor) }
    let gzip = try HostProgram(
      "gzip", role: "unpacks Debian's Xen", package: "gzip", environment: environment)
    let xen = try await gzip.run(["-dc", "\(tree)/\(platform.hypervisor)"], limit: Self.largestProgram)
    guard xen.isSuccess else { throw DiagnosticError(.packagedFileMissing(platform.hypervisor)) }
    return xen.output
  }

  /// The archive of files that dom0 needs for HVM guests.
  func deviceModel() async throws(DiagnosticError) -> String {
    let folder = try await kept("device-model-\(Self.format)") { (work) async throws(DiagnosticError) in
      let packages = DebianPackages(files: files, console: console, environment: environment)
      let tree = "\(work).tree"
      defer { try? files.removeTree(tree) }
      try await packages.unpack(Dom0Files.deviceModel.packages, into: tree)
      var collector = Dom0Collector(.x86, files: files, tree: tree)
      try collector.add(Dom0Files.deviceModel)
      try files.replace("\(work)/\(Item.ramDisk.rawValue)", with: collector.disk.bytes)
    }
    return "\(folder)/\(Item.ramDisk.rawValue)"
  }

  /// A folder in the cache. If it does not exist, it is made under a temporary name and renamed.
  private func kept(_ name: String, make: (String) async throws(DiagnosticError) -> Void)
    async throws(DiagnosticError) -> String
  {
    let path = "\(folder)/\(name)"
    if files.kind(of: path) == .folder { return path }
    try files.createFolder(folder)
    let work = try files.createTemporaryFolder(in: folder)
    defer { try? files.removeTree(work) }
    try await make(work)
    try files.publish(work, as: path)
    return path
  }

  /// The uncompressed kernel. Unpacking in the emulated machine would take many times as long.
  private func unpacked(_ image: [UInt8]) throws(DiagnosticError) -> [UInt8] {
    do {
      return try XZ.decode(LinuxBootImage(parsing: image[...]).payload, limit: Self.largestProgram)
    } catch {
      throw DiagnosticError(.packagedFileMissing("kernel (\(error))"))
    }
  }

  /// The kernel for Arm as it is; Debian's is not compressed.
  private func checked(_ image: [UInt8]) throws(DiagnosticError) -> [UInt8] {
    guard ArmImageHeader(parsing: image[...]) != nil else {
      throw DiagnosticError(.packagedFileMissing("kernel without compression"))
    }
    return image
  }
}
