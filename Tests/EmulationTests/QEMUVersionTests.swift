import Emulation
import Testing
import Vocabulary

@Suite struct QEMUVersionTests {
  @Test(arguments: [
    ("QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18+b3)\nCopyright", QEMUVersion(7, 2, 22)),
    ("QEMU emulator version 10.0.13 (Debian 1:10.0.13+ds-0+deb13u1)", QEMUVersion(10, 0, 13)),
    ("QEMU emulator version 9.1.0-rc2", QEMUVersion(9, 1)), ("QEMU emulator version 8.2", QEMUVersion(8, 2)),
  ])
  func asQEMUPrintsThem(text: String, version: QEMUVersion) {
    #expect(QEMUVersion(inOutput: text) == version)
  }

  @Test(arguments: ["", "qemu 7.2", "QEMU emulator version", "QEMU emulator version seven"])
  func whatIsNone(text: String) {
    #expect(QEMUVersion(inOutput: text) == nil)
  }

  @Test func numbersAreNotText() {
    #expect(QEMUVersion(9, 2) < QEMUVersion(10, 0))
    #expect(QEMUVersion(7, 2, 9) < QEMUVersion(7, 2, 22))
  }

  @Test func machinesThatNeedANewOne() {
    #expect(Architecture.Emulation.riscv64.firstFlashRelease == QEMUVersion(8, 1))
    #expect(Architecture.Emulation.loongArch64.firstFlashRelease == QEMUVersion(9, 0))
    for emulation in [Architecture.Emulation.x64, .ia32, .arm, .aarch64] {
      #expect(emulation.firstFlashRelease == nil)
    }
  }
}
