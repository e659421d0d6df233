import PlatformModel

extension ModuleCode {
  /// The value that a module's functions put on the stack and look at again.
  ///
  /// edk2 draws it anew for every build, so that no two of its images are equal. Here it follows from the
  /// module's GUID: another one for every module, and the same in every build.
  mutating func writeStackCookie() {
    guard platform.hasStackCookies else { return }
    // FNV-1a; the text is a GUID's, the case of its letters no matter.
    let hash = module.fileGUIDText.lowercased().utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01B3
    }
    if ["IA32", "ARM"].contains(module.architecture) {
      let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
      header += "#define STACK_COOKIE_VALUE 0x\(String(folded, radix: 16, uppercase: true))\n"
    } else {
      header += "#define STACK_COOKIE_VALUE 0x\(String(hash, radix: 16, uppercase: true))ULL\n"
    }
  }
}
