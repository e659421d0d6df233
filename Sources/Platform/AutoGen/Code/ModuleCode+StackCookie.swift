import BaseTools
import Bytes
import PlatformModel
import Vocabulary

extension ModuleCode {
  /// The stack cookie of a module or library.
  mutating func writeStackCookie() {
    guard platform.baseTools.has(.stackCookies) else { return }
    let value = platform.random.cookies.value(guid: module.fileGUIDText, architecture: module.architecture)
    let suffix = module.architecture.pointerSize == 4 ? "" : "ULL"
    header += "#define STACK_COOKIE_VALUE \(value.hexadecimal)\(suffix)\n"
  }
}
