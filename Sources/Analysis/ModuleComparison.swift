package import Bytes
package import PlatformModel

/// Which modules two platforms place, and where.
package struct ModuleComparison: Equatable, Sendable {
  /// A module of at least one of the two.
  package struct Row: Equatable, Sendable {
    package var name: String
    package var guid: GUID
    /// The path of the INF; the GUID of a file that a FILE statement makes.
    package var source: String
    /// The volumes that hold it, in the order of the FDF; empty where it is missing.
    package var volumesA: [String]
    package var volumesB: [String]
    /// In bytes, as a file; nil where nobody knows.
    package var size: Int?

    package enum Verdict: String, Sendable { case onlyInA, onlyInB, moved, same }

    package var verdict: Verdict {
      if volumesB.isEmpty { return .onlyInA }
      if volumesA.isEmpty { return .onlyInB }
      return volumesA == volumesB ? .same : .moved
    }
  }

  package struct DeviceRow: Equatable, Sendable {
    package var name: String
    package var sizeA: Int?
    package var sizeB: Int?
  }

  package var nameA: String
  package var nameB: String
  /// In the order of A, then what only B has in the order of B.
  package var modules: [Row]
  package var devices: [DeviceRow]

  package var differs: Bool {
    modules.contains { $0.verdict != .same } || devices.contains { $0.sizeA != $0.sizeB }
  }

  /// - Parameter size: the size of a module's file in bytes, where it is known.
  package init(_ a: ResolvedPlatform, _ b: ResolvedPlatform, size: (ModulePlacement) -> Int?) {
    nameA = a.name
    nameB = b.name
    modules = []
    var index: [String: Int] = [:]
    for (platform, isA) in [(a, true), (b, false)] {
      for volume in platform.flash?.volumes ?? [] {
        for file in volume.files {
          let row = Row(file, size: size)
          // The same module for two architectures is two files.
          let key = "\(row.source) \(row.guid)"
          let place = index[key] ?? modules.count
          if place == modules.count { modules.append(row) }
          index[key] = place
          if isA {
            modules[place].volumesA.append(volume.name)
          } else {
            modules[place].volumesB.append(volume.name)
          }
        }
      }
    }
    devices = []
    for device in (a.flash?.devices ?? []) + (b.flash?.devices ?? [])
    where !devices.contains(where: { $0.name == device.name }) {
      devices.append(
        DeviceRow(
          name: device.name, sizeA: a.flash?.device(named: device.name)?.size,
          sizeB: b.flash?.device(named: device.name)?.size))
    }
  }
}

extension ModuleComparison.Row {
  fileprivate init(_ file: FilePlacement, size: (ModulePlacement) -> Int?) {
    volumesA = []
    volumesB = []
    guid = file.name
    switch file {
    case .module(let placement):
      name = placement.module.baseName
      source = "\(placement.module.path) [\(placement.module.architecture)]"
      self.size = size(placement)
    case .statement:
      name = file.name.description
      source = file.name.description
      self.size = nil
    }
  }
}
