import Compression
import Diagnostics
import FirmwareImage
import Host
import Testing

@testable import KilnDriver

@Suite struct CompressorTests {
  @Test func names() throws {
    #expect(try #require(Compressor("lzma")).guid == SectionGUID.lzma)
    #expect(try #require(Compressor("LZMA-F86")).guid == SectionGUID.lzmaX86)
  }

  @Test func settings() throws {
    let compressor = try #require(Compressor("lzma-f86:lc=4,lp=0,pb=1,nice=64"))
    #expect(compressor.settings.lc == 4)
    #expect(compressor.settings.lp == 0)
    #expect(compressor.settings.pb == 1)
    #expect(compressor.settings.niceLength == 64)
  }

  /// liblzma wants lc + lp of at most 4, pb of at most 4, and nice from 5 to 273.
  @Test(arguments: ["", "zip", "lzma:lc=5", "lzma:lc=3,lp=2", "lzma:pb=5", "lzma:nice=4", "lzma:nice=274"])
  func whatIsNoCompressor(text: String) {
    #expect(Compressor(text) == nil)
  }

  @Test func aSlashMeansAProgram() {
    #expect {
      try Compressor("/no/such/program") {
        LZMATool(path: $0, files: FileSystem(), environment: ProcessEnvironment())
      }
    } throws: { error in
      (error as? DiagnosticError)?.diagnostics.first?.code == .lzmaToolMissing
    }
  }
}
