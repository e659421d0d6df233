import Bytes
import Inspection
import Render

extension PageView {
  /// A flash device drawn to scale. Positions and widths are in percent of its own bar.
  struct Device: Encodable {
    let deviceName: String
    let deviceSize: String
    let deviceRange: String
    /// nil for flash.
    let deviceRemark: String?
    let bar: [Stretch]
    /// A description of the bar, for screens that are too narrow for names.
    let barText: String
    let streams: [Stream]
    let rows: [Row]

    /// A region, or a volume in a decoded stream.
    struct Stretch: Encodable {
      let name: String
      let left: String
      let width: String
      /// The used share in percent; 100 if no free space is known.
      let fill: String
      let share: String
      let kind: String
      let hint: String
    }

    /// The contents of a compressed section, drawn below it at full width.
    struct Stream: Encodable {
      let codec: String
      let encoded: String
      let decoded: String
      let ratio: String
      /// The corners of the shape that connects the section to the decoded bar, in percent.
      let funnel: String
      let inner: [Stretch]
      let innerText: String
    }

    struct Row: Encodable {
      let offset: String
      let what: String
      let depth: Int
      let size: String
      let used: String
      let free: String
      let share: String
      let fill: String
      let isMeasured: Bool
    }

    init(_ map: FlashMap, isMemory: Bool) {
      deviceRemark = isMemory ? "not flash: the memory into which volumes are unpacked" : nil
      deviceName = PageText.name(map.name)
      deviceSize = PageText.exact(map.size)
      let base = map.baseAddress ?? 0
      let (end, overflow) = base.addingReportingOverflow(UInt64(max(0, map.size)))
      deviceRange =
        map.baseAddress == nil || overflow
        ? "offsets 0x0 to \(map.size.hexadecimal)" : "\(base.hexadecimal) to \(end.hexadecimal)"
      bar = map.regions.map { Stretch($0, of: map.size) }
      barText = bar.map(\.words).joined(separator: " · ")
      streams = map.regions.flatMap { region in
        (region.volume?.streams ?? []).map { Stream($0, of: region, in: map) }
      }
      rows = map.regions.flatMap(Row.all)
    }
  }
}

extension PageView.Device.Stretch {
  fileprivate var words: String { share.isEmpty ? name : "\(name) \(share)" }

  fileprivate init(_ region: RegionUsage, of size: Int) {
    name = PageText.name(region.volume?.name ?? region.kind.rawValue)
    left = PageText.coordinate(Double(region.offset), of: Double(size))
    width = PageText.coordinate(Double(region.size), of: Double(size))
    fill = PageText.coordinate(Double(region.used), of: Double(region.size))
    share = region.volume == nil ? "" : PageText.percentage(Double(region.used), of: Double(region.size))
    kind = region.holdsVariables ? RegionUsage.Kind.variables.pageClass : region.kind.pageClass
    hint =
      "\(name): \(PageText.exact(region.size)) at \(region.offset.hexadecimal)"
      + (region.volume == nil ? "" : ", \(PageText.exact(region.used)) used")
  }

  fileprivate init(_ volume: VolumeUsage, from left: Int, of size: Int) {
    name = PageText.name(volume.name)
    self.left = PageText.coordinate(Double(left), of: Double(size))
    width = PageText.coordinate(Double(volume.size), of: Double(size))
    fill = PageText.coordinate(Double(volume.used), of: Double(volume.size))
    share = PageText.percentage(Double(volume.used), of: Double(volume.size))
    kind = RegionUsage.Kind.volume.pageClass
    hint = "\(name): \(PageText.exact(volume.size)), \(PageText.exact(volume.used)) used"
  }
}

extension PageView.Device.Stream {
  fileprivate init(_ stream: StreamUsage, of region: RegionUsage, in map: FlashMap) {
    codec = PageText.name(stream.codec)
    encoded = PageText.exact(stream.encodedSize)
    decoded = PageText.exact(stream.size)
    ratio = PageText.percentage(Double(stream.encodedSize), of: Double(stream.size))
    let left = PageText.coordinate(Double(region.offset), of: Double(map.size))
    let right = PageText.coordinate(
      Double(region.offset) + Double(min(stream.encodedSize, region.size)), of: Double(map.size))
    funnel = "\(left),0 \(right),0 100,100 0,100"
    var offset = 0
    // Section headers and padding between volumes are too small to be drawn.
    inner = stream.volumes.map { volume in
      defer { offset = offset.addingReportingOverflow(volume.size).partialValue }
      return PageView.Device.Stretch(volume, from: offset, of: stream.size)
    }
    innerText = inner.map(\.words).joined(separator: " · ")
  }
}

extension PageView.Device.Row {
  fileprivate static func all(_ region: RegionUsage) -> [Self] {
    guard let volume = region.volume else {
      return [
        Self(
          offset: region.offset.hexadecimal, what: region.kind.rawValue, depth: 0,
          size: PageText.exact(region.size), used: "", free: "", share: "", fill: "0", isMeasured: false)
      ]
    }
    return all(volume, offset: region.offset.hexadecimal, depth: 0)
  }

  private static func all(_ volume: VolumeUsage, offset: String, depth: Int) -> [Self] {
    let own = Self(
      offset: offset, what: PageText.name(volume.name), depth: depth, size: PageText.exact(volume.size),
      used: PageText.exact(volume.used), free: PageText.exact(volume.free),
      share: PageText.percentage(Double(volume.used), of: Double(volume.size)),
      fill: PageText.coordinate(Double(volume.used), of: Double(volume.size)), isMeasured: true)
    return [own]
      + volume.streams.flatMap { stream in
        [
          Self(
            offset: "", what: "\(PageText.name(stream.codec)) of \(PageText.exact(stream.size))",
            depth: depth + 1, size: PageText.exact(stream.encodedSize), used: "", free: "", share: "",
            fill: "0", isMeasured: false)
        ] + stream.volumes.flatMap { all($0, offset: "", depth: depth + 2) }
      }
  }
}

extension RegionUsage {
  /// Inspection gives a variable store as a full volume without files.
  fileprivate var holdsVariables: Bool {
    volume.map { $0.files.isEmpty && $0.used == $0.size } ?? false
  }
}

extension RegionUsage.Kind {
  /// Its class in the style sheet.
  fileprivate var pageClass: String {
    switch self {
    case .volume: "volume"
    case .variables, .workingBlock: "variables"
    case .erased: "erased"
    case .elf, .data: "data"
    }
  }
}
