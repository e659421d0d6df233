import Testing
import Vocabulary

/// Expectations are what Python's `os.path.normpath` gives, but for a leading `./`, which leaves nothing behind.
@Suite struct TreePathTests {
  @Test(arguments: [
    ("MdePkg/MdePkg.dec", "MdePkg/MdePkg.dec"), ("./MdePkg//Include/", "MdePkg/Include"),
    ("A/B/../C", "A/C"), ("A/../../B", "../B"), ("../A", "../A"), ("/A/./B", "/A/B"), ("/../A", "/A"),
    ("/", "/"), ("//", "/"), ("A/..b/.c", "A/..b/.c"),
  ])
  func pathsHaveOneForm(path: String, normal: String) {
    #expect(TreePath.normalized(path) == normal)
    #expect(TreePath.normalized(onDisk: path) == normal)
  }

  @Test func manifestsMayWriteBackslashesAndFileNamesMayHoldThem() {
    #expect(TreePath.normalized("A\\B\\..\\C") == "A/C")
    #expect(TreePath.normalized(onDisk: "/a\\b/./c") == "/a\\b/c")
  }

  @Test func pathsInFolders() {
    #expect(TreePath.resolving("../Include", in: "MdePkg/Library") == "MdePkg/Include")
    #expect(TreePath.resolving("A.c", in: "") == "A.c")
    #expect(TreePath.resolving("", onDisk: "/work") == "/work")
    #expect(TreePath.relative("/tree/A", to: "/tree") == "A")
    #expect(TreePath.relative("/work", to: "/work") == ".")
    #expect(TreePath.relative("/workshop", to: "/work") == nil)
    #expect(TreePath.relative("/A", to: "/") == "A")
    #expect(TreePath.relative("/B\u{E4}ume/A", to: "/B\u{E4}ume") == "A")
  }

  @Test func partsOfPaths() {
    #expect(TreePath.folder(of: "A/B.c") == "A")
    #expect(TreePath.folder(of: "B.c").isEmpty)
    #expect(TreePath.split("A/B.tar.gz").base == "B.tar")
    #expect(TreePath.split("A/B.tar.gz").fileExtension == ".gz")
    #expect(TreePath.split("A/.config").base == ".config")
  }
}
