/// The Debian packages of programs that kiln runs, where they have other names than the programs.
package enum DebianPackage {
  /// The package of a program; for an unknown one the name of the program, which is right for most.
  ///
  /// - Parameter program: a name or path, such as `aarch64-linux-gnu-gcc`.
  package static func containing(_ program: String) -> String {
    let name = program.split(separator: "/").last.map(String.init) ?? program
    if let package = packages[name] { return package }
    // GCC and binutils of a cross compiler, and GCC's of one version, such as gcc-12.
    for (suffix, package) in [("-gcc-ar", "gcc-"), ("-gcc", "gcc-"), ("-g++", "g++-"), ("-cpp", "cpp-")]
    where name.hasSuffix(suffix) {
      return package + debianName(String(name.dropLast(suffix.count)))
    }
    for tool in binutils where name.hasSuffix("-" + tool) {
      return "binutils-" + debianName(String(name.dropLast(tool.utf8.count + 1)))
    }
    return name
  }

  private static let packages = [
    "iasl": "acpica-tools", "ninja": "ninja-build", "xz": "xz-utils", "dtc": "device-tree-compiler",
    "qemu-system-x86_64": "qemu-system-x86", "qemu-system-i386": "qemu-system-x86",
    "qemu-system-aarch64": "qemu-system-arm", "qemu-system-arm": "qemu-system-arm",
    "qemu-system-riscv64": "qemu-system-misc", "qemu-system-loongarch64": "qemu-system-misc",
    "cc": "gcc", "gcc-ar": "gcc", "c++": "g++", "ld.lld": "lld", "lld-link": "lld", "llvm-objcopy": "llvm",
    "llvm-ar": "llvm",
    "llvm-rc": "llvm", "clang++": "clang", "python": "python3", "apt-get": "apt", "apt-cache": "apt",
    "dpkg-deb": "dpkg", "uuidgen": "uuid-runtime", "make": "make", "swtpm": "swtpm", "nasm": "nasm",
  ].merging(binutils.map { ($0, "binutils") }) { first, _ in first }

  private static let binutils = ["objcopy", "ld", "ar", "as", "objdump", "strip", "nm", "readelf"]

  /// Debian writes `x86-64` where GCC writes `x86_64`.
  private static func debianName(_ target: String) -> String {
    String(target.map { $0 == "_" ? "-" : $0 })
  }
}
