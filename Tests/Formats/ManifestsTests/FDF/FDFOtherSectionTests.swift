import Diagnostics
import Manifests
import Testing

@Suite struct FDFOtherSectionTests {
  /// FDF 1.28, 3.7, 3.8, 3.10 and 3.11.
  @Test func capsulesPayloadsAndOptionROMs() throws {
    let reading = FDFReading(
      """
      [FmpPayload.Payload1]
      IMAGE_HEADER_INIT_VERSION = 0x02
      IMAGE_TYPE_ID = 938A8767-0DE6-4F01-8BD0-E9A1EB6F2CE9
      IMAGE_INDEX = 0x1
      FV = FvMain
      FILE DATA = a/vendor.bin

      [Capsule.Fit]
      CREATE_FILE = fit.cap
      CAPSULE_GUID = 6DCBD5ED-E82D-4C44-BDA1-7194199AD92A
      CAPSULE_FLAGS = PersistAcrossReset,InitiateReset
      SET gA.PcdX = 1
      INF A/B.inf
      FILE DATA = a/b.bin
      FILE RAW = 5D695E11-9B3F-4b83-B25F-4A8D5D69BE07 { x.bin }
      FD = OVMF
      APPEND = x.dat
      FMP_PAYLOAD = Payload1
      FMP PAYLOAD = Payload1

      [VTF.IA32.BootFv]
      COMP_NAME = PAL_A
      [UserExtensions.Vendor."x"]
      anything { goes = here

      [OptionRom.AtapiPassThru]
      INF USE = IA32 A/AtapiPassThru.inf {
        PCI_REVISION = 0x0020
        PCI_DEVICE_ID = 0x0001 0x0002
        PCI_COMPRESS = TRUE
      }
      FILE EFI a.efi { PCI_CLASS_CODE = 0x1 }
      FILE BIN b.bin
      """)
    #expect(reading.codes == ["fdf-section-ignored"])
    let file = reading.file
    #expect(
      file.fmpPayloads[0].settings.map(\.value.value) == [
        "0x02", "938A8767-0DE6-4F01-8BD0-E9A1EB6F2CE9", "0x1",
      ])
    #expect(file.fmpPayloads[0].entries.count == 2)
    let capsule = file.capsules[0]
    #expect(capsule.createFile?.value == "fit.cap")
    #expect(capsule.settings[1].value.value == "PersistAcrossReset,InitiateReset")
    #expect(capsule.sets.count == 1 && capsule.entries.count == 7)
    let entries = file.optionROMs[0].entries
    #expect(entries.map(\.settings.count) == [3, 1, 0])
    #expect(entries[0].settings[1].value.value == "0x0001 0x0002")
  }

  @Test func headersAreCheckedAndWhatIsUnderABadOneIsSkipped() {
    let reading = FDFReading(
      """
      stray line
      more
      [FW.X]
      INF a
      [FV]
      INF a
      [FV.A, FV.B]
      [FV.A
      [Defines.X]
      [Rule.Common]
      [FV.Good] INF A.inf
      """)
    #expect(
      reading.places == [
        "fdf-section-header 1:1", "fdf-section-header 3:1", "fdf-section-header 5:1",
        "fdf-section-header 7:1",
        "fdf-section-header 8:1", "fdf-section-header 9:1", "fdf-section-header 10:1",
      ])
    #expect(reading.file.volumes.map(\.entries.count) == [1])
  }

  @Test func twoFlashDevicesOfOneNameAreAnErrorAndTwoVolumesAWarning() {
    let device = "BaseAddress = 0\nSize = 1\nErasePolarity = 1\n"
    let reading = FDFReading("[FD.A]\n\(device)[FD.a]\n\(device)[FV.A]\n[FV.a]\n")
    #expect(reading.diagnostics.map(\.severity) == [.error, .warning])
    #expect(reading.places == ["fdf-duplicate 5:5", "fdf-duplicate 10:5"])
  }
}
