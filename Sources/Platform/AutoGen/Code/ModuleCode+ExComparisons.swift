import Manifests
import PlatformModel
import Vocabulary

/// Macros that give the token of a DynamicEx PCD for its C name and a pointer to its token space.
extension ModuleCode {
  mutating func writeExComparisons() {
    let pcds = module.pcds.filter { $0.access == .dynamicEx }.map { PCDCode(pcd: $0) }
    if pcds.isEmpty { return }
    header +=
      "\n#define COMPAREGUID(Guid1, Guid2) (BOOLEAN)(*(CONST UINT64*)Guid1 == *(CONST UINT64*)Guid2 && *((CONST UINT64*)Guid1 + 1) == *((CONST UINT64*)Guid2 + 1))\n"
    var names: [String] = []
    var groups: [String: [PCDCode]] = [:]
    for pcd in pcds {
      if groups[pcd.name] == nil { names.append(pcd.name) }
      groups[pcd.name, default: []].append(pcd)
    }
    for name in names {
      header += "\n#define __PCD_\(name)_ADDR_CMP(GuidPtr)  ("
      for pcd in groups[name] ?? [] {
        header += "\\\n  (GuidPtr == &\(pcd.pcd.name.tokenSpace)) ? \(pcd.exTokenName):"
      }
      header += "0 \\\n  )\n"
    }
    for name in names {
      header += "\n#define __PCD_\(name)_VAL_CMP(GuidPtr)  (\\\n  (GuidPtr == NULL) ? 0:"
      for pcd in groups[name] ?? [] {
        header += "\\\n  COMPAREGUID (GuidPtr, &\(pcd.pcd.name.tokenSpace)) ? \(pcd.exTokenName):"
      }
      header += "0 \\\n  )\n"
      // Pointers are compared first, so that a compiler can decide at build time and drop the comparison of
      // bytes.
      header +=
        "#define _PCD_TOKEN_EX_\(name)(GuidPtr)   __PCD_\(name)_ADDR_CMP(GuidPtr) ? __PCD_\(name)_ADDR_CMP(GuidPtr) : __PCD_\(name)_VAL_CMP(GuidPtr)  \n"
    }
  }
}
