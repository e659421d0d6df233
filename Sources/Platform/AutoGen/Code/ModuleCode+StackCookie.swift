import Bytes
import PlatformModel
import Vocabulary

extension ModuleCode {
  /// The stack cookie of a module.
  ///
  /// edk2 generates a random one for every build, so that no two of its images are equal. Here it is a hash of
  /// the module's GUID: different for every module, but the same in every build.
  mutating func writeStackCookie() {
    guard platform.hasStackCookies else { return }
    // The GUID may be written in either case.
    let hash = Checksum.fnv1a(module.fileGUIDText.lowercased().utf8)
    if module.architecture.pointerSize == 4 {
      let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
      header += "#define STACK_COOKIE_VALUE \(folded.hexadecimal)\n"
    } else {
      header += "#define STACK_COOKIE_VALUE \(hash.hexadecimal)ULL\n"
    }
  }
}
