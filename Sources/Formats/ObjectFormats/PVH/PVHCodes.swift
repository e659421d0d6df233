package import Diagnostics

extension Diagnostic.Code {
  /// All that are declared here.
  package static let pvhCodes: [Diagnostic.Code] = [
    .pvhEntry, .pvhNote, .pvhNoteAlignment, .pvhSegment, .pvhTruncated,
  ]

  package static let pvhEntry = Diagnostic.Code(
    "pvh-entry", "a PVH header names another entry than the reset vector's",
    explanation: """
      A loader of PVH, such as Xen or QEMU's -kernel, starts the image at the address in the note
      XEN_ELFNOTE_PHYS32_ENTRY. In firmware with a PVH entry a jump stands 0x30 bytes before the end of
      the image, so the address follows from the load address and the size:

          0x100000 + 0x400000 - 0x30 = 0x4FFFD0

      The note has another one. For an image without such a reset vector kiln asks only that the entry is
      in what is loaded. The loader does not check it: the guest executes whatever is there and dies
      silently. A header that is typed as DATA in an FDF becomes wrong as soon as the size of the image
      changes.
      """,
    remedy: "Let `kiln pvh --fix` write the header, or ask for one in `[UserExtensions.Kiln.\"Pvh\"]`.")

  package static let pvhNote = Diagnostic.Code(
    "pvh-note", "a PVH header has no note with the entry point",
    explanation: """
      An ELF file becomes a PVH kernel by a note: owner "Xen", type 18 (XEN_ELFNOTE_PHYS32_ENTRY), with
      the physical address of the 32-bit entry. kiln finds none in the note segments of this header.
      Loaders do not fall back to the entry of the ELF header, so the image is refused, or taken for a
      kernel of another kind.

          04 00 00 00  04 00 00 00  12 00 00 00    sizes of owner and address, type
          58 65 6E 00  D0 FF 4F 00                 "Xen", the address
      """,
    remedy: "Let `kiln pvh --fix` write the header, or ask for one in `[UserExtensions.Kiln.\"Pvh\"]`.")

  package static let pvhNoteAlignment = Diagnostic.Code(
    "pvh-note-alignment", "a PVH header has a note segment without alignment, which crashes QEMU",
    explanation: """
      The program header of the note has p_align = 0. The ELF specification allows that for "no
      alignment", and Xen accepts it: the 32-bit headers of edk2's OvmfXenElfHeaderGenerator have it.
      QEMU's -kernel divides by the field when it looks for the note and ends with SIGFPE, before anything
      of the guest runs. The headers that kiln writes have 4 there.
      """,
    remedy: "Set p_align of the note segment to 4, or let `kiln pvh --fix` write the header.")

  package static let pvhSegment = Diagnostic.Code(
    "pvh-segment", "a PVH header does not load the whole image",
    explanation: """
      A PVH loader copies to memory what the PT_LOAD segment says. For flash images that must be
      everything: offset 0, and as many bytes in the file and in memory as the image has. The reset vector
      and its entry are at the very end, so a segment that is too short leaves out the code that is to be
      entered. The segment here starts elsewhere or is too short, or there is none.

      This happens when the image grows, say from 2 MiB to 4 MiB, and the typed-in header stays as it was.
      """,
    remedy: "Let `kiln pvh --fix` write the header, or ask for one in `[UserExtensions.Kiln.\"Pvh\"]`.")

  package static let pvhTruncated = Diagnostic.Code(
    "pvh-truncated", "a PVH header describes more than the image has",
    explanation: """
      A segment or table of the ELF header reaches beyond the end of the file. Either the header was made
      for a larger image, or the image is not complete. Xen's tools and QEMU refuse such a file. To tell
      the two cases apart, compare the size in the message with the size that the platform's FDF gives the
      device.
      """,
    remedy: "Take the whole image; if it is whole, let `kiln pvh --fix` write the header.")
}
