internal import Bytes

/// A section asks for an alignment that is no power of two, or more than 16 MiB.
package struct SectionAlignmentError: Error, Equatable, Sendable {
  package let bytes: Int
}

extension SectionPlan {
  private var header: SectionHeader { SectionHeader(type: type, fields: fields) }

  var headerSize: Int { header.size(payload: payload.count) }

  /// From the common header to the byte that edk2 aligns: the payload, except that the fields of a
  /// section count as payload, unless it is GUID-defined and readable in place. For a TE image the
  /// byte lies before it, where the stripped header began; the distance is given modulo `alignment`.
  fileprivate var alignedDistance: Int {
    let common = header.commonSize(payload: payload.count)
    switch fields {
    case .guidDefined(let definition) where !definition.attributes.contains(.processingRequired):
      return headerSize
    default:
      return common + strippedComplement
    }
  }

  /// What the bytes that were stripped from a TE image lack to a multiple of the alignment. The
  /// header of a TE image has 40 bytes, and the stripped size counts it (PI 1.8 Vol 1, 15.1).
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
  /// Places sections as GenSec and GenFfs do: each at a multiple of four, and in front of one that
  /// wants more a RAW section that moves it.
  ///
  /// - Parameter reducesPadding: the sections belong to a FIXED file, so that the padding in front
  ///   of the first aligned one is marked for the volume to shrink.
  /// - Throws: for an alignment that is no power of two, or more than 16 MiB.
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
        // The padding has a header of its own, which may carry it past the next multiple.
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

  /// Takes `excess` bytes out of the padding that may shrink, when there is one that has them.
  mutating func reducePadding(by excess: Int) -> Bool {
    guard let index = paddings.firstIndex(where: \.isReducible),
      paddings[index].size - SectionPadding.markedSize >= excess,
      // GenFv looks at the first section of this type only, whatever its GUID.
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
  /// Common header and GUID.
  static let markedSize = 20

  func append(to output: inout [UInt8]) {
    let fields: Section.Fields = isReducible ? .freeform(SectionGUID.alignmentPadding) : .none
    let header = SectionHeader(type: isReducible ? .freeformSubtypeGUID : .raw, fields: fields)
    let payload = size - (isReducible ? Self.markedSize : 4)
    header.append(to: &output, payload: payload)
    output.append(contentsOf: [UInt8](repeating: 0, count: payload))
  }
}
