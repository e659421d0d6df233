internal import Bytes

/// A section requires an alignment that is not a power of two, or more than 16 MiB.
package struct SectionAlignmentError: Error, Equatable, Sendable {
  package let bytes: Int
}

extension SectionPlan {
  private var header: SectionHeader { SectionHeader(type: type, fields: fields) }

  var headerSize: Int { header.size(payload: payload.count) }

  /// Distance in bytes from the common header to the byte that edk2 aligns. That is the payload; the fields of
  /// a section count as payload, unless it is GUID-defined and readable in place. For a TE image it is the
  /// start of the stripped header, which is before the section; the distance is given modulo `alignment`.
  fileprivate var alignedDistance: Int {
    let common = header.commonSize(payload: payload.count)
    switch fields {
    case .guidDefined(let definition) where !definition.attributes.contains(.processingRequired):
      return headerSize
    default:
      return common + strippedComplement
    }
  }

  /// The distance from the stripped bytes of a TE image to a multiple of the alignment. The header of a TE
  /// image has 40 bytes, which the stripped size includes (PI 1.8 Vol 1, 15.1).
  private var strippedComplement: Int {
    guard type == .te, payload.count >= 40, payload[0] == UInt8(ascii: "V"), payload[1] == UInt8(ascii: "Z")
    else { return 0 }
    let stripped = Int(payload[6]) | Int(payload[7]) << 8
    let rest = (stripped - 40) % alignment
    return rest == 0 ? 0 : rest < 0 ? -rest : alignment - rest
  }

  func append(to output: inout [UInt8]) {
    header.append(to: &output, payload: payload.count)
    output.append(contentsOf: payload)
  }
}

extension PlacedSections {
  /// Places sections as GenSec and GenFfs do: each at a multiple of four, with a RAW section before those with
  /// a larger alignment.
  ///
  /// - Parameter reducesPadding: whether the sections belong to a FIXED file, so that the padding before the
  ///   first aligned one is marked as reducible for the volume.
  /// - Throws: if an alignment is not a power of two, or more than 16 MiB.
  package init(_ plans: [SectionPlan], reducesPadding: Bool = false) throws(SectionAlignmentError) {
    var end = 0
    var greatest = 1
    var paddings: [SectionPadding] = []
    var sections: [PlacedSection] = []
    for plan in plans {
      guard plan.alignment.nonzeroBitCount == 1, (1...0x100_0000).contains(plan.alignment) else {
        throw SectionAlignmentError(bytes: plan.alignment)
      }
      end = end.aligned(to: 4)
      let distance = plan.alignedDistance
      if (end + distance) % plan.alignment != 0 {
        // The padding section has a header too, which may extend beyond the next multiple.
        let start = (end + 4 + distance).aligned(to: plan.alignment) - distance
        paddings.append(
          SectionPadding(
            offset: end, size: start - end,
            isReducible: reducesPadding && greatest == 1 && start - end >= SectionPadding.markedSize))
        end = start
      }
      greatest = max(greatest, plan.alignment)
      let section = PlacedSection(plan: plan, offset: end, headerSize: plan.headerSize)
      sections.append(section)
      end = section.end
    }
    self.init(sections: sections, paddings: paddings, size: end, alignment: greatest)
  }

  /// The bytes of all sections and the padding between them.
  package func bytes() -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(size)
    var paddings = paddings[...]
    for section in sections {
      output.append(contentsOf: [UInt8](repeating: 0, count: output.count.aligned(to: 4) - output.count))
      if let padding = paddings.first, padding.offset == output.count, padding.offset < section.offset {
        padding.append(to: &output)
        paddings = paddings.dropFirst()
      }
      section.plan.append(to: &output)
    }
    return output
  }

  /// Removes `excess` bytes from the reducible padding; false if there is not enough.
  mutating func reducePadding(by excess: Int) -> Bool {
    guard let index = paddings.firstIndex(where: \.isReducible),
      paddings[index].size - SectionPadding.markedSize >= excess,
      // GenFv only examines the first section of this type, whatever its GUID is.
      !sections.contains(where: { $0.plan.type == .freeformSubtypeGUID && $0.offset < paddings[index].offset }
      )
    else { return false }
    let start = paddings[index].offset
    paddings[index].size -= excess
    for later in paddings.indices where later > index { paddings[later].offset -= excess }
    for later in sections.indices where sections[later].offset > start { sections[later].offset -= excess }
    size -= excess
    return true
  }
}

extension SectionPadding {
  /// Size of common header and GUID.
  static let markedSize = 20

  func append(to output: inout [UInt8]) {
    let fields: Section.Fields = isReducible ? .freeform(SectionGUID.alignmentPadding) : .none
    let header = SectionHeader(type: isReducible ? .freeformSubtypeGUID : .raw, fields: fields)
    let payload = size - (isReducible ? Self.markedSize : 4)
    header.append(to: &output, payload: payload)
    output.append(contentsOf: [UInt8](repeating: 0, count: payload))
  }
}
