import Vocabulary

/// A linked ELF file for a little-endian machine of 32 or 64 bits (ELF gABI 4.1): a view over its bytes.
///
/// Only what a linker leaves for a converter is looked at: sections, their symbols, and the
/// relocations that `ld --emit-relocs` keeps. Program headers mean nothing here.
package struct ELFImage: Sendable {
  /// The whole file.
  package let bytes: ArraySlice<UInt8>
  package let fileClass: FileClass
  package let machine: Machine
  /// Address of the first instruction, as linked; 0 when there is none.
  package let entry: UInt64
  /// All of the section table, the empty section 0 included.
  package let sections: [Section]

  /// Width of addresses and of the tables' fields (`EI_CLASS`).
  package enum FileClass: UInt8, Sendable { case elf32 = 1, elf64 = 2 }

  /// What the code runs on (`e_machine`).
  package struct Machine: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    package static let ia32 = Machine(.ia32)
    package static let arm = Machine(.arm)
    package static let x64 = Machine(.x64)
    package static let aarch64 = Machine(.aarch64)

    private init(_ facts: Architecture.Facts) { rawValue = facts.elfMachine }
  }

  /// One row of the section table (`Elf32_Shdr`, `Elf64_Shdr`).
  package struct Section: Equatable, Sendable {
    /// Open: processors and systems have ranges of their own.
    package struct Kind: RawRepresentable, Hashable, Sendable {
      package let rawValue: UInt32
      package init(rawValue: UInt32) { self.rawValue = rawValue }

      package static let programData = Kind(rawValue: 1)
      package static let symbolTable = Kind(rawValue: 2)
      package static let stringTable = Kind(rawValue: 3)
      /// Relocations that carry their addends (`SHT_RELA`).
      package static let relocationsWithAddends = Kind(rawValue: 4)
      /// Takes memory and nothing in the file.
      package static let noData = Kind(rawValue: 8)
      /// Relocations whose addends are in the place that they change (`SHT_REL`).
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
    /// As linked; 0 for what is not in memory.
    package var address: UInt64
    /// Offset of the first byte in the file.
    package var offset: UInt64
    /// In bytes, in memory and (but for `noData`) in the file.
    package var size: UInt64
    /// The section that this one needs: a relocation table's symbols, a symbol table's names.
    package var link: UInt32
    /// For a relocation table, the section that it changes; 0 for one that concerns the whole file.
    package var info: UInt32
    /// Of the address, in bytes; 0 and 1 ask for none.
    package var alignment: UInt64
    /// Size of a row in bytes, where the section is a table.
    package var rowSize: UInt64
    /// Where in the file this row of the section table is stored.
    package var headerOffset: Int
  }

  /// What a name or a section stands for (`Elf32_Sym`, `Elf64_Sym`).
  package struct Symbol: Equatable, Sendable {
    /// Offset of the name in the string table that belongs to the symbol table.
    package var name: UInt32
    /// The section's index; some numbers from 0xFF00 on have meanings of their own.
    package var section: UInt16
    /// An address, in a linked file.
    package var value: UInt64
    /// In bytes; 0 where nobody said, as of functions in most assembler sources.
    package var size: UInt64
    /// Binding and type, 4 bits each (`st_info`).
    package var info: UInt8

    package static let undefinedSection: UInt16 = 0
    package static let absoluteSection: UInt16 = 0xFFF1
  }

  /// One place that the linker filled in (`Elf32_Rel`, `Elf64_Rela`).
  package struct Relocation: Equatable, Sendable {
    /// How it was filled in; what a number means is up to the machine.
    package var kind: UInt32
    /// As linked.
    package var address: UInt64
    /// The row of the symbol table.
    package var symbol: UInt32
    /// What was added to the symbol's value; 0 where the table does not say.
    package var addend: Int64
  }
}

extension ELFImage.Machine: CustomStringConvertible {
  /// The name of the architecture that has this number; the number when there is none.
  package var description: String {
    let facts = Architecture.Facts.all.first { $0.elfMachine == rawValue && rawValue != 0 }
    return facts?.architecture.name ?? "ELF machine \(rawValue)"
  }
}
