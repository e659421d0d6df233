import Bytes
import Diagnostics
import Render
import Vocabulary

/// `kiln resolve`.
package struct PlatformDescriptionReport {
  let platform: PlatformDescription
  let roots: [String]

  /// - Parameter roots: the folders that paths are shown relative to.
  package init(_ platform: PlatformDescription, roots: [String]) {
    self.platform = platform
    self.roots = roots
  }

  /// The requested parts in the order of `FactKey.Topic`; all if none is named.
  package func text(topics: [FactKey.Topic]) -> String {
    let wanted = { (topic: FactKey.Topic) in topics.isEmpty || topics.contains(topic) }
    var writer = PlatformTextWriter(platform, roots: roots)
    writer.header()
    if wanted(.macro) { writer.macros() }
    if wanted(.region) { writer.devices() }
    if wanted(.volume) { writer.volumes() }
    if wanted(.module) { writer.modules() }
    if wanted(.library) { writer.libraries() }
    if wanted(.pcd) { writer.pcds() }
    if wanted(.option) { writer.options() }
    if wanted(.dependency) { writer.dependencies() }
    return writer.text
  }
}

/// Writes a platform part by part.
private struct PlatformTextWriter {
  let platform: PlatformDescription
  var places: PlaceText
  var text = ""

  init(_ platform: PlatformDescription, roots: [String]) {
    self.platform = platform
    places = PlaceText(roots: roots)
  }

  mutating func header() {
    text += "\(platform.name): \(places.path(platform.manifest)) for "
    text +=
      "\(platform.architectures.map(\.name).joined(separator: " and ")), \(platform.target), \(platform.toolchain)\n"
  }

  mutating func macros() {
    text += "\nmacros\n"
    var table = TextTable([("", .left), ("", .left)])
    for macro in platform.macros { table.add([macro.name, macro.value]) }
    text += table.rendered(indent: 2)
  }

  mutating func devices() {
    for device in platform.devices {
      let base = "0x" + String(device.baseAddress, radix: 16, uppercase: true)
      text += "\nflash device \(device.name): \(device.size.hexadecimal) bytes at \(base)"
      text += "  \(places.text(device.place))\n"
      var table = TextTable([("", .right), ("", .right), ("", .left), ("", .left)])
      for region in device.regions {
        table.add([
          region.offset.hexadecimal, region.size.hexadecimal, region.title, places.text(region.place),
        ])
      }
      text += table.rendered(indent: 2)
    }
  }

  mutating func volumes() {
    for volume in platform.volumes {
      let size = volume.size.map { "\($0.hexadecimal) bytes" } ?? "size as needed"
      text += "\nvolume \(volume.name): \(size)  \(places.text(volume.place))\n"
      var table = TextTable([("", .left), ("", .left), ("", .left), ("", .left)])
      for file in volume.files {
        table.add([file.name, file.path ?? file.guid, file.rule ?? "", places.text(file.place)])
      }
      text += table.rendered(indent: 2)
    }
  }

  mutating func modules() {
    text += "\nmodules: \(platform.modules.count)\n"
    var table = TextTable([("", .left), ("", .left), ("", .left), ("", .left), ("", .left), ("", .left)])
    for module in platform.modules {
      table.add([
        module.name, module.type.name, module.architecture.name, module.volumes.joined(separator: " "),
        module.path,
        places.text(module.place),
      ])
    }
    text += table.rendered(indent: 2)
  }

  mutating func libraries() {
    text += "\nlibrary instances\n"
    var users: [Int: Int] = [:]
    for module in platform.modules { for use in module.libraries { users[use.row, default: 0] += 1 } }
    grouped(platform.libraries.map(\.libraryClass.name)) { row, writer in
      let library = writer.platform.libraries[row]
      return [
        library.instance, Self.modules(users[row] ?? 0), writer.origin(library.decisions),
      ]
    }
  }

  mutating func pcds() {
    text += "\nPCDs\n"
    var users: [Int: Int] = [:]
    for module in platform.modules { for use in module.pcds { users[use.row, default: 0] += 1 } }
    grouped(platform.pcds.map(\.name)) { row, writer in
      let pcd = writer.platform.pcds[row]
      let size = pcd.maxSize.map { ", \($0) bytes" } ?? ""
      return [
        pcd.value, "\(pcd.access) \(pcd.datumType)\(size)", Self.modules(users[row] ?? 0),
        writer.origin(pcd.decisions),
      ]
    }
  }

  mutating func options() {
    text += "\nbuild options\n"
    var users: [Int: Int] = [:]
    for module in platform.modules { for row in module.options { users[row, default: 0] += 1 } }
    let order = platform.options.indices.sorted {
      let (one, other) = (platform.options[$0], platform.options[$1])
      return (one.tool, one.attribute, $0) < (other.tool, other.attribute, $1)
    }
    for row in order {
      let option = platform.options[row]
      text += "  \(option.tool)_\(option.attribute), \(Self.modules(users[row] ?? 0))\n"
      for part in option.parts { text += "    \(part.value)  \(places.text(part.place))\n" }
      for part in option.replaced { text += "    replaced: \(part.value)  \(places.text(part.place))\n" }
    }
  }

  mutating func dependencies() {
    text += "\ndependency expressions\n"
    for module in platform.modules {
      if let depex = module.depex { text += "  \(module.name): \(depex)\n" }
    }
  }

  /// The rows below their names, names in ascending order.
  private mutating func grouped(
    _ names: [String], cells: (Int, inout PlatformTextWriter) -> [String]
  ) {
    var rows: [String: [Int]] = [:]
    for (row, name) in names.enumerated() { rows[name, default: []].append(row) }
    for name in rows.keys.sorted() {
      text += "  \(name)\n"
      for row in rows[name] ?? [] { text += "    \(cells(row, &self).joined(separator: "  "))\n" }
    }
  }

  private static func modules(_ count: Int) -> String { count == 1 ? "1 module" : "\(count) modules" }

  /// The place of the decision in effect, and what it overrode.
  private mutating func origin(_ decisions: [PlatformFact.Decision]) -> String {
    guard let last = decisions.last else { return "" }
    var line = places.text(last.place)
    for lost in decisions.dropLast().reversed() {
      line +=
        lost.value == last.value
        ? ", as \(places.text(lost.place))" : ", over \(lost.value) of \(places.text(lost.place))"
    }
    return line
  }
}
