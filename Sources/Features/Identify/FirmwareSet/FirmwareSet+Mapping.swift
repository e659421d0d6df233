import Diagnostics
import ObjectFormats
import Vocabulary

extension FirmwareSet {
  private static let devices = ["flash", "kernel", "memory"]
  /// The size of a flash chip in bytes (half of `VIRT_FLASH` in QEMU's hw/arm/virt.c).
  private static let armChip = 64 << 20
  private static let modes = ["split", "combined", "stateless"]

  /// Findings about the mapping and the files that it names.
  func mappingFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    let mapping = descriptor.mapping
    let path = descriptor.path
    var found: [Diagnostic] = []
    guard Self.devices.contains(mapping.device) else {
      return [
        .descriptorMapping(
          path, "unknown mapping device '\(mapping.device)'", fix: "use flash, kernel or memory")
      ]
    }
    if let mode = mapping.mode, !Self.modes.contains(mode) {
      found.append(
        .descriptorMapping(path, "unknown flash mode '\(mode)'", fix: "use split, combined or stateless")
      )
    }
    if mapping.executable == nil {
      found.append(.descriptorMapping(path, "the mapping names no executable", fix: "name the code image"))
    }
    found += fileFindings(descriptor) + kindFindings(descriptor)
    switch mapping.device {
    case "flash": found += flashFindings(descriptor)
    case "kernel":
      if let code, code.identity.facts.pvh == nil, code.identity.role?.isKernel != true {
        found.append(
          .descriptorMapping(
            path, "'\(code.name)' cannot be mapped as a kernel: it has no PVH header",
            fix: "map it as flash or memory"))
      }
    default:
      if let code, code.identity.facts.size % 0x10000 != 0, code.identity.isX86 {
        found.append(
          .descriptorMapping(
            path,
            "'\(code.name)' has \(code.identity.facts.size) bytes, but -bios requires a multiple of 65536",
            fix: "map it as flash"))
      }
    }
    if !descriptor.interfaces.contains("uefi") {
      found.append(.descriptorInterface(path, descriptor.interfaces))
    }
    return found
  }

  /// Findings about files whose contents do not suit their use in the mapping.
  private func kindFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if let code, ![.code, .unified].contains(code.identity.kind) {
      found.append(
        .descriptorMapping(
          descriptor.path, "the executable '\(code.name)' contains no code that can start",
          fix: "name the code image"))
    }
    if let variables, ![.variables, .blank].contains(variables.identity.kind) {
      found.append(
        .descriptorMapping(
          descriptor.path, "the nvram-template '\(variables.name)' is not a variables file",
          fix: "name the variables file"))
    }
    return found
  }

  private func flashFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    let mapping = descriptor.mapping
    let path = descriptor.path
    let mode = mapping.mode ?? "split"
    var found: [Diagnostic] = []
    let kind = code?.identity.kind
    if mode == "split", mapping.template == nil {
      found.append(
        .descriptorMapping(path, "split flash requires an nvram-template", fix: "name the variables file"))
    }
    if mode != "split", mapping.template != nil {
      found.append(
        .descriptorMapping(
          path, "\(mode) flash must not have an nvram-template", fix: "remove it, or use mode split"))
    }
    if mode == "split", kind == .unified {
      found.append(
        .descriptorMapping(
          path, "'\(code?.name ?? "")' contains variables itself, so split flash has no place for others",
          fix: "use mode combined, or the image without variables"))
    }
    if mode == "combined", kind == .code {
      found.append(
        .descriptorMapping(
          path,
          "'\(code?.name ?? "")' contains no variables, but mode combined requires them in the same file",
          fix: "use mode split or stateless, or the image with both"))
    }
    for image in [code, variables].compactMap({ $0 }) where image.identity.facts.size % 0x1000 != 0 {
      // A pair of code and variables has been checked already.
      if code == nil || variables == nil {
        found.append(.setFlashSize(image.path, size: image.identity.facts.size))
      }
    }
    // QEMU's virt machine for ARM has two flash chips and requires files of exactly their size.
    if let code, code.identity.role?.machines == ["virt-*"] {
      for image in [code, variables].compactMap({ $0 }) where image.identity.facts.size != Self.armChip {
        found.append(.setFlashChip(image.path, size: image.identity.facts.size, chip: Self.armChip))
      }
    }
    for format in [mapping.executableFormat, mapping.templateFormat].compactMap({ $0 })
    where format != "raw" && code != nil {
      found.append(
        .descriptorMapping(
          path, "the files are raw, but the mapping says '\(format)'", fix: "write \"format\": \"raw\""))
    }
    return found
  }

  /// Findings about file names. A given file counts as the named one if the names are equal.
  private func fileFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let pairs = [(descriptor.mapping.executable, code), (descriptor.mapping.template, variables)]
    for (named, given) in pairs {
      guard let named else { continue }
      let name = named.split(separator: "/").last.map(String.init) ?? named
      if let given, given.name == name { continue }
      if !existing.contains(named) {
        found.append(.descriptorFileMissing(descriptor.path, named))
      } else if let given {
        found.append(.descriptorOtherFile(descriptor.path, named, given: given.path))
      }
    }
    return found
  }
}

extension ImageIdentity {
  var isX86: Bool { facts.machines.contains { $0.architecture?.isX86 ?? false } }
}
