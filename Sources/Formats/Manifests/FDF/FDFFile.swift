package import Bytes
package import Vocabulary

/// A flash description file (EDK II FDF Specification 1.28, 3.2): what goes where in the image.
///
/// Syntax only. Numbers, addresses and sizes are text as written, macros replaced; names of FDs,
/// FVs and capsules are kept in the case in which they stand and compared without it.
package struct FDFFile: Equatable, Sendable {
  /// `name = value` lines of `[Defines]`; DEFINE is the preprocessor's and is not among them.
  package var defines: [FDFAssignment] = []
  /// SET statements of `[Defines]`.
  package var sets: [FDFSet] = []
  package var flashDevices: [FDFFlashDevice] = []
  package var volumes: [FDFVolume] = []
  package var capsules: [FDFCapsule] = []
  package var fmpPayloads: [FDFFMPPayload] = []
  package var rules: [FDFRule] = []
  package var optionROMs: [FDFOptionROM] = []

  package init() {}

  package func flashDevice(named name: DeviceName) -> FDFFlashDevice? {
    flashDevices.last { $0.name.value == name }
  }

  /// Of two FVs with one name the later counts, as edk2 has it.
  package func volume(named name: VolumeName) -> FDFVolume? { volumes.last { $0.name.value == name } }
}

/// `name = value`, both as text.
package struct FDFAssignment: Equatable, Sendable {
  package var name: Located<String>
  package var value: Located<String>
}

/// `SET TokenSpace.Pcd = expression` (FDF 1.28, 3.5). The expression is not evaluated here: it may
/// name PCDs.
package struct FDFSet: Equatable, Sendable {
  package var pcd: Located<FDFPCDReference>
  package var value: Located<String>
}

/// `TokenSpace.Name`, with a field of a structured PCD behind it where one is written.
package struct FDFPCDReference: Hashable, Sendable, CustomStringConvertible {
  package var tokenSpace: String
  package var name: String
  /// What follows the second dot: `Field`, `Array[2].Field`.
  package var field: String?

  package init(tokenSpace: String, name: String, field: String? = nil) {
    self.tokenSpace = tokenSpace
    self.name = name
    self.field = field
  }

  package var description: String {
    field.map { "\(tokenSpace).\(name).\($0)" } ?? "\(tokenSpace).\(name)"
  }
}

/// A number or an expression, and the PCD that receives its value: `0x1000 | gSpace.PcdSize`.
package struct FDFAnnotatedValue: Equatable, Sendable {
  package var value: Located<String>
  package var pcd: Located<FDFPCDReference>?
}

/// What stands where a GUID is wanted.
package enum FDFGUIDReference: Hashable, Sendable {
  case guid(GUID)
  /// The C name of a GUID that a package declaration (DEC) gives a value.
  case symbol(String)
  /// `PCD(TokenSpace.Name)`: the PCD holds the GUID's 16 bytes.
  case pcd(FDFPCDReference)
  /// `$(NAMED_GUID)`, in rules: the FILE_GUID of the module that the rule is applied to.
  case moduleGUID
}

/// `Align = …` and `FvAlignment = …`.
package enum FDFAlignment: Hashable, Sendable {
  /// `Auto`: what the PE32 or TE image itself asks for.
  case automatic
  /// A power of two, in bytes.
  case bytes(UInt64)
}
