package import Bytes

/// A section to be packed: its payload and alignment.
///
/// An encapsulation is packed after its contents: place the inner sections (`PlacedSections`), encode the
/// result, and make a plan of that.
package struct SectionPlan: Equatable, Sendable {
  package var type: SectionType
  package var fields: Section.Fields
  package var payload: [UInt8]
  /// The alignment of the payload in bytes, a power of two (`Align =` of an FDF); 1 for none.
  ///
  /// For a TE image it is the alignment of the stripped PE header. For a GUID-defined section that needs
  /// processing it is relative to the end of the common header, as in edk2.
  package var alignment: Int
  /// The PE image from which the payload was made by stripping its relocations; nil for other payloads. The
  /// relocations of this image move the payload to its address in flash.
  package var unstripped: [UInt8]?

  package init(
    _ type: SectionType, fields: Section.Fields = .none, payload: [UInt8], alignment: Int = 1,
    unstripped: [UInt8]? = nil
  ) {
    self.type = type
    self.fields = fields
    self.payload = payload
    self.alignment = alignment
    self.unstripped = unstripped
  }
}

extension SectionPlan {
  /// A section with the name of a module, encoded as UCS-2 with a terminator.
  package static func userInterface(_ name: String) -> SectionPlan {
    SectionPlan(.userInterface, payload: terminatedUCS2(name))
  }

  package static func version(_ text: String, buildNumber: UInt16 = 0) -> SectionPlan {
    var writer = ByteWriter()
    writer.write(buildNumber)
    writer.write(terminatedUCS2(text))
    return SectionPlan(.version, payload: writer.bytes)
  }

  /// A GUID-defined section with data that are already encoded.
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
