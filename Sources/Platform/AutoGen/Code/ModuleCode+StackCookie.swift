import Bytes
import PlatformModel
import Vocabulary

extension ModuleCode {
  /// The value that a module's functions put on the stack and look at again.
  ///
  /// edk2 draws it anew for every build, so that no two of its images are equal. Here it follows from the
  /// module's GUID: another one for every module, and the same in every build.
  mutating func writeStackCookie() {
    guard platform.hasStackCookies else { return }
    // The case of a GUID's letters is no matter.
    let hash = Checksum.fnv1a(module.fileGUIDText.lowercased().utf8)
    if module.architecture.pointerSize == 4 {
      let folded = UInt32(truncatingIfNeeded: hash ^ hash >> 32)
      header += "#define STACK_COOKIE_VALUE \(folded.hexadecimal)\n"
    } else {
      header += "#define STACK_COOKIE_VALUE \(hash.hexadecimal)ULL\n"
    }
  }
}
