import AutoGen
import Diagnostics
import TestSupport
import Testing

/// .idf files and what edk2's `build genmake` made of them.
@Suite struct ImagePackageTests {
  /// A BMP file: palette entries count from 0x10, rows from 0xA0, four bytes to a row at least.
  private static func bitmap(_ bits: UInt8, _ width: UInt8, _ height: UInt8, entries: Int) -> [UInt8] {
    let palette = (0..<(4 * entries)).map { UInt8(0x10 + $0) }
    let stride = (Int(width) * Int(bits) + 31) / 32 * 4
    let pixels = (0..<(stride * Int(height))).map { UInt8(0xA0 + $0) }
    let (start, end) = (UInt8(54 + palette.count), UInt8(54 + palette.count + pixels.count))
    return Array("BM".utf8) + [end, 0, 0, 0, 0, 0, 0, 0, start, 0, 0, 0, 40, 0, 0, 0]
      + [width, 0, 0, 0, height, 0, 0, 0, 1, 0, bits, 0] + Array(repeating: 0, count: 24) + palette + pixels
  }

  private static let workspace = {
    var workspace = HIIWorkspace([
      "Images.idf": """
      // Images
      #image IMG_ONE b1.bmp
      #image IMG_NOT_USED a.png
      #image IMG_FOUR TRANSPARENT b4.bmp // comment
        #image IMG_AGAIN b1.bmp
      #image IMG_EIGHT b8.bmp
      #image IMG_TRUE b24.BMP
      #image IMG_PNG a.png
      #image IMG_JPEG j.jpg
      """, "a.png": "PNG",
      "Use.c": """
      IMAGE_TOKEN(IMG_ONE) IMAGE_TOKEN (IMG_FOUR ) IMAGE_TOKEN(IMG_AGAIN)
      IMAGE_TOKEN(IMG_EIGHT)IMAGE_TOKEN(IMG_TRUE) IMAGE_TOKEN(IMG_PNG) IMAGE_TOKEN(IMG_JPEG)
      """,
    ])
    workspace.files += [
      ("b1.bmp", bitmap(1, 9, 2, entries: 2)), ("b4.bmp", bitmap(4, 3, 2, entries: 3)),
      ("b8.bmp", bitmap(8, 2, 1, entries: 1)), ("b24.BMP", bitmap(24, 1, 2, entries: 0)),
      ("j.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10] + Array("JFIF!".utf8)),
    ]
    return workspace
  }()

  @Test func everyKindOfImage() throws {
    let package = try #require(try Self.workspace.images())
    #expect(package.header.name == "MImgDefs.h" && package.binary?.name == "MIdf.hpk")
    #expect(
      package.binary?.contents.hexadecimal == """
        690000060c0000004f000000100109000200a4a5a0a1130203000200a4a5\
        a0a1200100140302000100a0a11601000200a4a5a6a0a1a2190300000050\
        4e47180b000000ffd8ffe000104a46494621000300060010111214151609\
        0010111214151618191a0300101112
        """)
    let header = String(decoding: package.header.contents, as: UTF8.self)
    #expect(
      header.hasSuffix(
        """

        //
        //Image ID
        //
        #define IMG_ONE                                              0x0001
        #define IMG_FOUR                                             0x0002
        #define IMG_AGAIN                                            0x0003
        #define IMG_EIGHT                                            0x0004
        #define IMG_TRUE                                             0x0005
        #define IMG_PNG                                              0x0006
        #define IMG_JPEG                                             0x0007

        extern unsigned char MImages[];

        #define IMAGE_ARRAY_NAME MImages

        #endif

        """))
    let code = String(decoding: package.code, as: UTF8.self)
    #expect(
      code.hasPrefix(
        """

        //
        //Image Pack Definition
        //
        unsigned char MImages[] = {

        // STRGATHER_OUTPUT_HEADER
          0x6D,  0x00,  0x00,  0x00,

        // Image PACKAGE HEADER

          0x69,  0x00,  0x00,  0x06,  0x0C,  0x00,  0x00,  0x00,  0x4F,  0x00,  0x00,  0x00,

        // Image DATA

        // 0x0001: IMG_ONE: 0x0001
          0x10,  0x01,  0x09,  0x00,  0x02,  0x00,  0xA4,  0xA5,  0xA0,  0xA1,

        """))
    #expect(
      code.hasSuffix(
        """

        // End of the Image Info
          0x00,


        // Palette Header

          0x03,  0x00,

        // Palette Data

        // 0x0001: IMG_ONE: 0x0001
          0x06,  0x00,  0x10,  0x11,  0x12,  0x14,  0x15,  0x16,

        // 0x0002: IMG_FOUR: 0x0002
          0x09,  0x00,  0x10,  0x11,  0x12,  0x14,  0x15,  0x16,  0x18,  0x19,  0x1A,

        // 0x0003: IMG_EIGHT: 0x0003
          0x03,  0x00,  0x10,  0x11,  0x12,


        };


        """))
  }

  @Test func resourceSectionTakesTheArraysPlace() throws {
    var workspace = Self.workspace
    workspace.defines = "  UEFI_HII_RESOURCE_SECTION = TRUE"
    let package = try #require(try workspace.images())
    #expect(package.code.isEmpty)
    #expect(package.binary == (try Self.workspace.images())?.binary)
    #expect(!String(decoding: package.header.contents, as: UTF8.self).contains("IMAGE_ARRAY_NAME"))
  }

  @Test func withoutImagesThereIsOnlyTheFrameOfAHeader() throws {
    let package = try #require(try HIIWorkspace(["a.idf": "// nothing\n", "a.c": ""]).images())
    #expect(package.binary == nil && package.code.isEmpty)
    let guid = "_IMAGEDEFS_5D5C1B2E_77a6_4F0B_9C3D_123456789012"
    let header = String(decoding: package.header.contents, as: UTF8.self)
    #expect(header.hasSuffix("**/\n\n#ifndef \(guid)\n#define \(guid)\n\n\n#endif\n"))
    #expect(try HIIWorkspace(["a.c": ""]).images() == nil)
  }

  // MARK: Mistakes

  @Test(
    arguments: [
      ("image A a.png", "image-line-malformed a.idf:1"), ("#image A", "image-line-malformed a.idf:1"),
      ("#image A transparent a.png", "image-line-malformed a.idf:1"),
      ("#image A TRANSPARENT a.png b", "image-line-malformed a.idf:1"),
      ("#image 1A a.png", "image-name-malformed a.idf:1"),
      ("\n#image A a.png\n\n#image A a.png", "image-defined-twice a.idf:4"),
      ("#image A b.png", "image-not-in-sources a.idf:1"), ("#image A Use.c", "image-kind-unknown a.idf:1"),
    ])
  func badLines(text: String, complaint: String) {
    let workspace = HIIWorkspace(["a.idf": text, "a.png": "PNG", "Use.c": "IMAGE_TOKEN(A)"])
    #expect(workspace.complaints { _ = try $0.images() } == [complaint])
  }

  @Test func badImages() {
    let good = Self.bitmap(8, 2, 3, entries: 2)
    var broken: [(bytes: [UInt8], complaint: String)] = [
      ([], "image-not-bitmap"), (Array("PNG".utf8), "image-not-bitmap"),
      (Array("BM".utf8), "image-cut-short"),
    ]
    for count in [53, 54, good.count - 1] { broken.append((Array(good[..<count]), "image-cut-short")) }
    for (offset, value, complaint) in [
      (30, 1, "image-compressed"), (20, 1, "image-too-large"), (25, 0xFF, "image-too-large"),
      (28, 16, "image-depth"), (28, 32, "image-depth"), (5, 1, "image-cut-short"), (2, 1, "image-cut-short"),
      (12, 1, "image-cut-short"), (23, 0xFF, "image-cut-short"), (19, 0xFF, "image-cut-short"),
    ] as [(Int, UInt8, String)] {
      var bytes = good
      bytes[offset] = value
      broken.append((bytes, complaint))
    }
    for (bytes, complaint) in broken {
      var workspace = HIIWorkspace(["a.idf": "#image A a.bmp", "Use.c": "IMAGE_TOKEN(A)"])
      workspace.files.append(("a.bmp", bytes))
      #expect(workspace.complaints { _ = try $0.images() } == ["\(complaint) a.idf:1"])
    }
    let workspace = HIIWorkspace([
      "a.idf": "#image A a.jpg", "Use.c": "IMAGE_TOKEN(A)", "a.jpg": "0123456JFI",
    ])
    #expect(workspace.complaints { _ = try $0.images() } == ["image-not-jpeg a.idf:1"])
  }

  @Test func packageHasAnEnd() {
    var workspace = HIIWorkspace([
      "a.idf": "#image A a.png\n#image B b.png\n", "Use.c": "IMAGE_TOKEN(A) IMAGE_TOKEN(B)",
    ])
    for name in ["a.png", "b.png"] { workspace.files.append((name, Array(repeating: 1, count: 0x80_0000))) }
    workspace.defines = "  UEFI_HII_RESOURCE_SECTION = TRUE"
    #expect(workspace.complaints { _ = try $0.images() } == ["image-package-too-long a.idf:2"])
  }
}
