/// The folders that contain nearly all paths of a build, each with the name of a ninja variable.
struct NinjaShorthands {
  struct Folder {
    let name: UInt8
    let path: String
    let bytes: [UInt8]
  }

  /// The build folder first, because it is often in the workspace.
  let folders: [Folder]

  init(_ environment: BuildEnvironment) {
    // A folder whose name needs quoting in sh or ninja gets no variable.
    folders = [(UInt8(ascii: "B"), environment.output), (UInt8(ascii: "W"), environment.workspace)]
      .filter { $1.utf8.count > 1 && ShellWords.quoted($1) == $1 }
      .map { Folder(name: $0, path: $1, bytes: Array($1.utf8)) }
  }

  /// Appends text with ninja's escapes. In a path of a build statement, blanks and colons must be escaped too.
  func append(_ bytes: UnsafeBufferPointer<UInt8>, isPath: Bool, to output: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "/"):
        if let folder = folders.first(where: { matches($0.bytes, bytes, at: index) }) {
          output.append(UInt8(ascii: "$"))
          output.append(folder.name)
          output.append(byte)
          index += folder.bytes.count + 1
          continue
        }
      case UInt8(ascii: "$"): output.append(byte)
      case UInt8(ascii: " ") where isPath || index == 0: output.append(UInt8(ascii: "$"))
      case UInt8(ascii: ":") where isPath: output.append(UInt8(ascii: "$"))
      default: break
      }
      // ninja has no escape for a newline in a value. No path or option that sh could pass contains one.
      output.append(byte == UInt8(ascii: "\n") ? UInt8(ascii: " ") : byte)
      index += 1
    }
  }

  private func matches(_ folder: [UInt8], _ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
    let end = index + folder.count
    guard end < bytes.count, bytes[end] == UInt8(ascii: "/") else { return false }
    // From the end, because paths in the same folder differ there first.
    var place = folder.count - 1
    while place >= 0 {
      if folder[place] != bytes[index + place] { return false }
      place -= 1
    }
    return true
  }
}
