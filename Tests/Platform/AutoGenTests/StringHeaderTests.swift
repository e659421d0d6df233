import AutoGen
import TestSupport
import Testing

/// The C side of strings: what `build genmake` of edk2 wrote for the same files.
@Suite struct StringHeaderTests {
  private static let strings = """
    #langdef en-US "English"
    #string A #language en-US "a"
    #string UNUSED #language en-US "b"
    """

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func headerTellsTheFormCompilerGUIDsAndPCDs() throws {
    var workspace = HIIWorkspace(["Strings.uni": Self.strings, "Form.Vfr": "formset STRING_TOKEN(A)"])
    workspace.sections = """
      [LibraryClasses]
        StrLib
      [Guids]
        gOtherGuid
      [Ppis]
        gAPpiGuid
      [Pcd]
        gPSpaceGuid.PcdA
        gPSpaceGuid.PcdB
        gPSpaceGuid.PcdC
        gPSpaceGuid.PcdE
        gPSpaceGuid.PcdF
        gPSpaceGuid.PcdG
        gPSpaceGuid.PcdI
      """
    let package = try #require(try workspace.strings())
    #expect(package.header.folder == .debug && package.header.name == "MStrDefs.h")
    #expect(
      Self.text(package.header.contents) == """
        /**
          DO NOT EDIT
          FILE auto-generated
          Module name:
            MStrDefs.h
          Abstract:       Auto-generated MStrDefs.h for building module or library.
        **/

        #ifndef _STRDEFS_5D5C1B2E_77a6_4F0B_9C3D_123456789012
        #define _STRDEFS_5D5C1B2E_77a6_4F0B_9C3D_123456789012


        //
        //Unicode String ID
        //
        // #define $LANGUAGE_NAME                                       0x0000 // not referenced
        // #define $PRINTABLE_LANGUAGE_NAME                             0x0001 // not referenced
        #define A                                                    0x0002
        // #define UNUSED                                               0x0003 // not referenced

        extern unsigned char MStrings[];


        #define STRING_ARRAY_NAME MStrings

        #ifdef VFRCOMPILE
        #define gOtherGuid {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10}}
        #define gLibGuid {0x01020304, 0x0506, 0x0708, { 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x11} }
        #define gLibSpaceGuid {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x12}}
        #define gAPpiGuid {0x01020304, 0x0506, 0x0708, {0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x14}}
        #define FixedPcdGetBool(TokenName) _PCD_VALUE_##TokenName
        #define FixedPcdGet8(TokenName) _PCD_VALUE_##TokenName
        #define FixedPcdGet16(TokenName) _PCD_VALUE_##TokenName
        #define FixedPcdGet32(TokenName) _PCD_VALUE_##TokenName
        #define FixedPcdGet64(TokenName) _PCD_VALUE_##TokenName
        #define FeaturePcdGet(TokenName) _PCD_VALUE_##TokenName
        #define _PCD_VALUE_PcdA 0x0042
        #define _PCD_VALUE_PcdB 1
        #define _PCD_VALUE_PcdC "abc"
        #define _PCD_VALUE_PcdE {0x1, 0x2}
        #define _PCD_VALUE_PcdF 0
        #define _PCD_VALUE_PcdI 4
        #endif

        #endif

        """)
    #expect(Self.text(package.addition.header) == "#include \"MStrDefs.h\"\n")
  }

  @Test func arrayOfTheFirstFramework() throws {
    var workspace = HIIWorkspace(
      [
        "Strings.uni": """
        #langdef eng "English"
        #langdef FRA "French"
        #string A #language eng "a" #language fra "b"
        #string D #language fra "d"
        """
      ], using: "A D")
    workspace.sections = "[BuildOptions]\n  *_*_*_BUILD_FLAGS = -c\n"
    let package = try #require(try workspace.strings())
    let blanks = "  "
    #expect(
      Self.text(package.code) == """

        //
        //Unicode String Pack Definition
        //
        unsigned char MStrings[] = {

        // FRAMEWORK PACKAGE HEADER Length
          0x99,  0x00,  0x00,  0x00,

        // FRAMEWORK PACKAGE HEADER Type
          0x02,  0x00,

        // PACKAGE HEADER

          0x48,  0x00,  0x00,  0x04,  0x31,  0x00,  0x00,  0x00,  0x31,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,\(blanks)
          0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,\(blanks)
          0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x01,  0x00,  0x65,  0x6E,\(blanks)
          0x00,

        // PACKAGE DATA

        // 0x0001: $PRINTABLE_LANGUAGE_NAME:0x0001
          0x14,  0x45,  0x00,  0x6E,  0x00,  0x67,  0x00,  0x6C,  0x00,  0x69,  0x00,  0x73,  0x00,  0x68,  0x00,  0x00,\(blanks)
          0x00,
        // 0x0002: A:0x0002
          0x14,  0x61,  0x00,  0x00,  0x00,
          0x00,
        // PACKAGE HEADER

          0x4B,  0x00,  0x00,  0x04,  0x31,  0x00,  0x00,  0x00,  0x31,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,\(blanks)
          0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,\(blanks)
          0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x00,  0x01,  0x00,  0x66,  0x72,\(blanks)
          0x00,

        // PACKAGE DATA

        // 0x0001: $PRINTABLE_LANGUAGE_NAME:0x0001
          0x14,  0x46,  0x00,  0x72,  0x00,  0x65,  0x00,  0x6E,  0x00,  0x63,  0x00,  0x68,  0x00,  0x00,  0x00,
        // 0x0002: A:0x0002
          0x14,  0x62,  0x00,  0x00,  0x00,
        // 0x0003: D:0x0003
          0x14,  0x64,  0x00,  0x00,  0x00,
          0x00,

        };


        """)
  }

  @Test func resourceSectionTakesTheArraysPlace() throws {
    var workspace = HIIWorkspace(["Strings.uni": Self.strings], using: "A")
    workspace.defines = "  UEFI_HII_RESOURCE_SECTION = TRUE"
    let package = try #require(try workspace.strings())
    #expect(package.code.isEmpty)
    #expect(Self.text(package.header.contents).hasSuffix("0x0003 // not referenced\n\n\n\n#endif\n"))
    #expect(try StringPackageReader(package.binary.contents).packages.map(\.strings) == [["English", "a"]])
  }

  @Test func longNamesLeaveOneBlank() throws {
    let names = [52, 53, 54].map { String(repeating: "N", count: $0) }
    let text = names.map { "#string \($0) #language en-US \"x\"\n" }.joined()
    let workspace = HIIWorkspace(["a.uni": "#langdef en-US \"E\"\n" + text])
    let header = Self.text(try #require(try workspace.strings()).header.contents)
    for (index, name) in names.enumerated() {
      #expect(header.contains("// #define \(name) 0x000\(index + 2) // not referenced\n"))
    }
  }
}
