package import Bytes

/// A section that is to be packed: its bytes, and where they want to stand.
///
/// An encapsulation is packed once its children are bytes: place them (`PlacedSections`), encode
/// the result, and put it into a plan of its own.
package struct SectionPlan: Equatable, Sendable {
  package var type: SectionType
  package var fields: Section.Fields
  package var payload: [UInt8]
  /// The alignment of the payload in bytes, a power of two (`Align =` of an FDF); 1 for none.
  ///
  /// For a TE image it is the alignment of the PE header that was stripped. For a GUID-defined
  /// section that needs processing it counts from behind the common header, as in edk2.
  package var alignment: Int

  package init(_ type: SectionType, fields: Section.Fields = .none, payload: [UInt8], alignment: Int = 1) {
    self.type = type
    self.fields = fields
    self.payload = payload
    self.alignment = alignment
  }
}

extension SectionPlan {
  /// The name that tools show for a module; written as UCS-2 with its terminator.
  package static func userInterface(_ name: String) -> SectionPlan {
    SectionPlan(.userInterface, payload: terminatedUCS2(name))
  }

  package static func version(_ text: String, buildNumber: UInt16 = 0) -> SectionPlan {
    var writer = ByteWriter()
    writer.write(buildNumber)
    writer.write(terminatedUCS2(text))
    return SectionPlan(.version, payload: writer.bytes)
  }

  /// A GUID-defined section around data that are encoded already.
  package static func guidDefined(_ guid: GUID, _ encoded: EncodedPayload, alignment: Int = 1) -> SectionPlan
  {
    let definition = Section.GUIDDefinition(
      guid, attributes: encoded.attributes, extraHeader: encoded.extraHeader)
    return SectionPlan(
      .guidDefined, fields: .guidDefined(definition), payload: encoded.bytes, alignment: alignment)
  }

  private static func terminatedUCS2(_ text: String) -> [UInt8] {
    var writer = ByteWriter()
    for unit in text.utf16 { writer.write(unit) }
    writer.write(UInt16(0))
    return writer.bytes
  }
}
