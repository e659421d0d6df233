import Vocabulary

/// A linked little-endian ELF file of 32 or 64 bits (ELF gABI 4.1): a view of its bytes.
///
/// Only what conversion needs is parsed: sections, symbols, and the relocations kept by `ld --emit-relocs`.
/// Program headers are ignored.
package struct ELFImage: Sendable {
  /// The whole file.
  package let bytes: ArraySlice<UInt8>
  package let fileClass: FileClass
  package let machine: Machine
  /// Linked address of the entry point; 0 if there is none.
  package let entry: UInt64
  /// The whole section table, including the empty section 0.
  package let sections: [Section]

  /// Width of addresses and of the tables' fields (`EI_CLASS`).
  package enum FileClass: UInt8, Sendable { case elf32 = 1, elf64 = 2 }

  /// The processor (`e_machine`).
  package struct Machine: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let ia32 = Machine(.ia32)
    package static let arm = Machine(.arm)
    package static let x64 = Machine(.x64)
    package static let aarch64 = Machine(.aarch64)
    package static let riscv = Machine(.riscv64)
    package static let loongArch = Machine(.loongArch64)

    private init(_ facts: Architecture.Facts) { rawValue = facts.elfMachine }
  }

  /// An entry of the section table (`Elf32_Shdr`, `Elf64_Shdr`).
  package struct Section: Equatable, Sendable {
    /// An open set: processors and systems have ranges of their own.
    package struct Kind: RawRepresentable, Hashable, Sendable {
      package let rawValue: UInt32
      package init(rawValue: UInt32) { self.rawValue = rawValue }

      package static let programData = Kind(rawValue: 1)
      package static let symbolTable = Kind(rawValue: 2)
      /// Relocations with addends (`SHT_RELA`).
      package static let relocationsWithAddends = Kind(rawValue: 4)
      package static let notes = Kind(rawValue: 7)
      /// Occupies memory but no bytes of the file.
      package static let noData = Kind(rawValue: 8)
      /// Relocations whose addends are in the fields that they change (`SHT_REL`).
      package static let relocations = Kind(rawValue: 9)
    }

    package struct Flags: OptionSet, Hashable, Sendable {
      package let rawValue: UInt64
      package init(rawValue: UInt64) { self.rawValue = rawValue }

      package static let write = Flags(rawValue: 1)
      package static let allocate = Flags(rawValue: 2)
      package static let execute = Flags(rawValue: 4)
    }

    package var name: String
    package var kind: Kind
    package var flags: Flags
    /// Linked address; 0 for a section that is not loaded.
    package var address: UInt64
    /// Offset of the first byte in the file.
    package var offset: UInt64
    /// Size in bytes, in memory and, except for `noData`, in the file.
    package var size: UInt64
    /// The section that this one depends on: the symbols of a relocation table, the names of a symbol table.
    package var link: UInt32
    /// For a relocation table, the section that it changes; 0 if it applies to the whole file.
    package var info: UInt32
    /// Alignment of the address in bytes; 0 and 1 mean none.
    package var alignment: UInt64
    /// Size of a row in bytes, if the section is a table.
    package var rowSize: UInt64
    /// Offset in the file of this entry of the section table.
    package var headerOffset: Int
  }

  /// A symbol (`Elf32_Sym`, `Elf64_Sym`).
  package struct Symbol: Equatable, Sendable {
    /// Offset of the name in the string table that belongs to the symbol table.
    package var name: UInt32
    /// The section's index; some values from 0xFF00 on have a special meaning.
    package var section: UInt16
    /// In a linked file, an address.
    package var value: UInt64
    /// Size in bytes; 0 if it is unknown, as for functions in most assembler sources.
    package var size: UInt64
    /// Binding and type, 4 bits each (`st_info`).
    package var info: UInt8

    package static let undefinedSection: UInt16 = 0
    package static let absoluteSection: UInt16 = 0xFFF1
  }

  /// A field that the linker filled in (`Elf32_Rel`, `Elf64_Rela`).
  package struct Relocation: Equatable, Sendable {
    /// The relocation type, which depends on the machine.
    package var kind: UInt32
    /// Linked address of the field.
    package var address: UInt64
    /// Index in the symbol table.
    package var symbol: UInt32
    /// The number added to the symbol's value; 0 if the table has no addends.
    package var addend: Int64
  }
}

extension ELFImage.Machine: CustomStringConvertible {
  /// The name of the architecture; the number if it is unknown.
  package var description: String {
    let facts = Architecture.Facts.all.first { $0.elfMachine == rawValue && rawValue != 0 }
    return facts?.architecture.name ?? "ELF machine \(rawValue)"
  }
}
