import Diagnostics
import ObjectFormats
import Vocabulary

extension FirmwareSet {
  func targetFindings(_ descriptor: FirmwareDescriptor) -> [Diagnostic] {
    guard let code else { return [] }
    let has = code.identity.facts.machines
    var found: [Diagnostic] = []
    if descriptor.targets.isEmpty { found.append(.descriptorTargetless(descriptor.path)) }
    for target in descriptor.targets {
      let wanted = Architecture.runnable(onDescriptorTarget: target.architecture)
      guard !has.isEmpty, let wanted, has.allSatisfy({ $0.architecture.map(wanted.contains) ?? false }) else {
        if !has.isEmpty {
          found.append(
            .descriptorArchitecture(
              descriptor.path, target.architecture, code: code.name,
              has: code.identity.architectures.joined(separator: "+"))
          )
        }
        continue
      }
      for machine in target.machines {
        found += machineFindings(descriptor, machine, code)
      }
    }
    return found
  }

  private func machineFindings(_ descriptor: FirmwareDescriptor, _ machine: String, _ code: Image)
    -> [Diagnostic]
  {
    guard let role = code.identity.role, let platform = code.identity.search?.best.platform.name else {
      return []
    }
    guard role.hypervisor == .qemu else {
      return [.descriptorMachine(descriptor.path, machine, "\(platform) is for \(role.hypervisor.rawValue)")]
    }
    // Either pattern may be the more specific one: `pc-q35-2.12`, `pc-q35-*`, `virt*`.
    let start = { (pattern: String) in pattern.prefix { $0 != "*" } }
    let isKnown = role.machines.contains { known in
      machine.hasPrefix(start(known)) || machine.contains("*") && known.hasPrefix(start(machine))
    }
    // `q35` and `pc` are aliases. Descriptors should not use them, but some do.
    let aliases = ["q35": "pc-q35-", "pc": "pc-i440fx-"]
    let isAlias = aliases[machine].map { alias in role.machines.contains { $0.hasPrefix(alias) } } ?? false
    if !isKnown, !isAlias {
      return [
        .descriptorMachine(
          descriptor.path, machine, "\(platform) runs on \(role.machines.joined(separator: ", "))")
      ]
    }
    if code.identity.features[.requiresSMM], machine.hasPrefix("pc-i440fx") || machine == "pc" {
      return [.descriptorMachine(descriptor.path, machine, "OVMF cannot use its SMM; use pc-q35-*")]
    }
    return []
  }
}
