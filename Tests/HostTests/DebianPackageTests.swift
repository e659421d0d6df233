import Host
import Testing

/// The packages of Debian 12 that contain the programs, as `apt-file search` says.
@Suite struct DebianPackageTests {
  @Test(arguments: [
    ("nasm", "nasm"), ("iasl", "acpica-tools"), ("ninja", "ninja-build"), ("xz", "xz-utils"),
    ("swtpm", "swtpm"),
    ("qemu-system-x86_64", "qemu-system-x86"), ("qemu-system-aarch64", "qemu-system-arm"),
    ("/usr/bin/aarch64-linux-gnu-gcc", "gcc-aarch64-linux-gnu"),
    ("arm-linux-gnueabihf-gcc", "gcc-arm-linux-gnueabihf"),
    ("riscv64-linux-gnu-g++", "g++-riscv64-linux-gnu"),
    ("aarch64-linux-gnu-objcopy", "binutils-aarch64-linux-gnu"),
    ("x86_64-linux-gnu-ld", "binutils-x86-64-linux-gnu"), ("objcopy", "binutils"), ("gcc", "gcc"),
    ("git", "git"),
  ])
  func containing(program: String, package: String) {
    #expect(DebianPackage.containing(program) == package)
  }
}
