import Functions
import ObjectFormats
import TestSupport
import Testing

/// Two builds of small modules, by real compilers and linkers: what changed must be named, and nothing else.
@Suite struct CodeDifferenceTests {
  typealias Target = LinkedBuild.Target

  private static let source = """
    typedef unsigned int u32;
    #pragma GCC visibility push(hidden)
    static u32 counter = 7;
    static u32 table[40] = { 1, 2, 3 };
    u32 zeros[75];
    static const unsigned short *text (u32 x) { return x ? L"first words" : L"second words"; }
    const char *const names[] = { "one", "two", "three" };
    __attribute__((noinline)) u32 sum (u32 *p) {
      u32 s = 0;
      for (p = table; p < table + 40; p++) s += *p;
      return s + counter;
    }
    __attribute__((noinline)) u32 length (const unsigned short *p) { u32 n = 0; while (*p++) n++; return n; }
    __attribute__((noinline)) u32 last (void) { return table[39] + zeros[74]; }
    __attribute__((noinline)) u32 choose (u32 what) {
      switch (what) {
      case 0: return sum (zeros);
      case 1: return last () * 3;
      case 2: counter = what; return 5;
      case 3: return length (text (what));
      case 4: zeros[2] = what; return 9;
      case 5: return names[zeros[7] % 3][0];
      case 6: return length (text (zeros[3]));
      default: return what * 77;
      }
    }
    u32 Start (u32 a) { return choose (a) + names[a % 3][1]; }
    """

  private func compare(_ target: Target, _ a: String, _ b: String, optimises: Bool = false) throws
    -> CodeDifference
  {
    let usesMap = target.hasLinkMap
    let left = try #require(try LinkedBuild(target, [a], optimises: optimises).module(usesMap: usesMap))
    let right = try #require(try LinkedBuild(target, [b], optimises: optimises).module(usesMap: usesMap))
    return CodeDifference(left, right, libraryInA: { _ in nil }, libraryInB: { _ in "Lib" })
  }

  private func edited(_ old: String, _ new: String) -> String {
    #expect(Self.source.contains(old), "\(old)")
    return Self.source.replacing(old, with: new)
  }

  @Test(arguments: Target.allCases)
  func theSameSourceIsTheSame(target: Target) throws {
    let difference = try compare(target, Self.source, Self.source)
    #expect(difference.isEmpty)
    #expect(difference.sameParts > 6)
  }

  /// What is put in front moves everything else, and everything that refers to anything has other bytes.
  @Test(arguments: Target.allCases)
  func whatOnlyMovedIsTheSame(target: Target) throws {
    let more = """
      static u32 more[9] = { 5 };
      __attribute__((noinline, used)) u32 added (u32 x) { more[x % 9]++; return length (L"added words") + x; }
      __attribute__((noinline)) u32 sum
      """
    let moved = edited("__attribute__((noinline)) u32 sum", "u32 length (const unsigned short *p);\n" + more)
      .replacing("u32 Start (u32 a) { return", with: "u32 Start (u32 a) { added (a); return")
    let difference = try compare(target, Self.source, moved)
    #expect(difference.changes.map(\.name).sorted() == ["Start", "added", "more"], "\(difference)")
    #expect(difference.changes.filter { $0.sizeA == nil }.map(\.name).sorted() == ["added", "more"])
    #expect(difference.changes.allSatisfy { $0.library == "Lib" })
  }

  @Test(arguments: Target.allCases)
  func theOtherOrderIsTheSame(target: Target) throws {
    let last = "__attribute__((noinline)) u32 last (void) { return table[39] + zeros[74]; }\n"
    let reordered = edited(last, "").replacing(
      "u32 Start", with: last + "u32 Start"
    ).replacing(
      "__attribute__((noinline)) u32 choose", with: "u32 last (void);\n__attribute__((noinline)) u32 choose")
    let difference = try compare(target, Self.source, reordered)
    #expect(difference.isEmpty, "\(difference)")
  }

  @Test(arguments: Target.allCases)
  func anotherNumberChangesOneFunction(target: Target) throws {
    let difference = try compare(target, Self.source, edited("what * 77", "what * 1077"))
    #expect(difference.changes.map(\.name) == ["choose"])
  }

  @Test(arguments: Target.allCases)
  func anotherCallChangesOneFunction(target: Target) throws {
    let other = edited("static const unsigned short", "u32 sum2 (u32 *p);\nstatic const unsigned short")
      .replacing(
        "u32 Start", with: "__attribute__((noinline)) u32 sum2 (u32 *p) { return *p / 3; }\nu32 Start")
    let a = other.replacing("return last () * 3", with: "return last () * 3 + sum2 (zeros)")
    let b = other.replacing("return last () * 3", with: "return last () * 3 + sum (zeros)").replacing(
      "return sum (zeros)", with: "return sum2 (zeros)")
    let difference = try compare(target, a, b)
    #expect(difference.changes.map(\.name) == ["choose"])
  }

  /// The text is no part of the function, and is compared all the same.
  @Test(arguments: Target.allCases)
  func anotherTextChangesItsUser(target: Target) throws {
    let difference = try compare(target, Self.source, edited("second words", "second world"))
    #expect(difference.changes.map(\.name) == ["choose"])
    let change = try #require(difference.changes.first)
    #expect(change.sizeA == change.sizeB)
    // Without ld's map nobody knows that it is a text.
    if target.hasLinkMap {
      #expect(change.cause == .reference(from: "\"second words\"", to: "\"second world\""))
    }
  }

  @Test(arguments: Target.allCases)
  func anotherTextInAVariable(target: Target) throws {
    let difference = try compare(target, Self.source, edited("\"two\"", "\"six\""))
    #expect(difference.changes.map(\.name) == ["names"] && difference.changes[0].kind == .data)
  }

  @Test(arguments: Target.allCases)
  func aLargerVariableIsNamed(target: Target) throws {
    let difference = try compare(target, Self.source, edited("u32 zeros[75]", "u32 zeros[90]"))
    let change = try #require(difference.changes.first)
    #expect(
      difference.changes.count == 1 && change.name == "zeros" && change.sizeA == 300 && change.sizeB == 360)
  }

  /// Case 1 and case 4 change places: nothing but the jump table, or what it was made of, tells.
  @Test(arguments: Target.allCases)
  func casesOfASwitchChangePlaces(target: Target) throws {
    let swapped = edited("case 1:", "case 4000:").replacing("case 4:", with: "case 1:").replacing(
      "case 4000:", with: "case 4:")
    #expect(try compare(target, Self.source, swapped).changes.map(\.name) == ["choose"])
  }

  /// As the line numbers of ASSERT do.
  @Test func numbersThatAllGrewAreTold() throws {
    func source(_ lines: [Int]) -> String {
      """
      volatile int seen;
      __attribute__((noinline)) void report (const char *file, int line) { seen = line + *file; }
      int Start (int a) { \(lines.map { "if (a & \(1 << ($0 % 7))) report (\"f.c\", \($0));" }.joined()) return a; }
      """
    }
    let difference = try compare(
      .x64, source([1000, 1013, 1027]),
      source([1003, 1016, 1030]).replacing(
        "a & \(1 << (1003 % 7))", with: "a & \(1 << (1000 % 7))"
      ).replacing(
        "a & \(1 << (1016 % 7))", with: "a & \(1 << (1013 % 7))"
      ).replacing(
        "a & \(1 << (1030 % 7))", with: "a & \(1 << (1027 % 7))"))
    #expect(difference.changes.map(\.cause) == [.numbers(by: 3)])
  }

  /// Optimised as one, static functions get numbers, and variants of them names of gcc's own.
  @Test func linkTimeOptimisation() throws {
    let files = (0..<3).map { number in
      """
      __attribute__((noinline)) static int helper (int x, const char *s) { return x * \(number + 3) + s[x]; }
      __attribute__((noipa)) int user\(number) (int x) { return helper (x, "text \(number)") + helper (x + 1, "more"); }
      """
    }
    let start = "int user0 (int); int user1 (int); int user2 (int);\n"
    func module(_ body: String, _ files: [String]) throws -> LinkedModule {
      try #require(try LinkedBuild(.x64, [start + body] + files, optimises: true).module())
    }
    let a = try module("int Start (int a) { return user0 (a) + user1 (a) + user2 (a); }", files)
    let same = try module("int Start (int a) { return user0 (a) + user1 (a) + user2 (a); }", files.reversed())
    let none = CodeDifference(a, same, libraryInA: { _ in nil }, libraryInB: { _ in nil })
    #expect(none.isEmpty, "\(none)")
    var edited = files
    edited[1] = edited[1].replacing("x * 4", with: "x * 4004")
    let b = try module("int Start (int a) { return user0 (a) + user1 (a) + user2 (a); }", edited)
    let difference = CodeDifference(a, b, libraryInA: { _ in nil }, libraryInB: { _ in nil })
    // The one that calls it knows which registers it leaves alone.
    #expect(difference.changes.contains { $0.name.hasPrefix("helper") && $0.sizeA != $0.sizeB })
    #expect(
      difference.changes.allSatisfy { $0.name.hasPrefix("helper") || $0.name == "user1" }, "\(difference)")
  }

  /// The same file in two trees: what ASSERT says of it is no change, another file is.
  @Test func pathsOfSources() throws {
    func source(_ path: String) -> String {
      """
      volatile int seen;
      __attribute__((noinline)) void report (const char *file, int line) { seen = line + *file; }
      int Start (int a) { if (a > 3) report ("\(path)", 7); return a; }
      """
    }
    let a = source("/home/one/edk2/MdePkg/Library/BaseLib/String.c")
    let moved = try compare(.x64, a, source("/srv/build/two/MdePkg/Library/BaseLib/String.c"))
    #expect(moved.isEmpty && moved.namesOtherPaths)
    #expect(try !compare(.x64, a, a).namesOtherPaths)
    let other = try compare(.x64, a, source("/home/one/edk2/MdePkg/Library/BaseLib/Other.c"))
    #expect(other.changes.map(\.name) == ["Start"] && !other.namesOtherPaths)
  }

  /// Whatever is in a file, it is taken apart or refused.
  @Test func damagedFilesDoNotTrap() throws {
    let build = try LinkedBuild(.x64, [Self.source])
    let whole = try #require(try build.module())
    let inputs = LinkMap.inputs(in: build.map)
    // The same damage each time (Knuth's MMIX generator).
    var state: UInt64 = 2026
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var read = 0
    for _ in 0..<300 {
      var bytes = build.elf
      for _ in 0...next(12) { bytes[next(bytes.count)] = [0, 0xFF, 0x7F, 0x80, UInt8(next(256))][next(5)] }
      if next(3) == 0 { bytes = Array(bytes.prefix(next(bytes.count))) }
      guard let elf = try? ELFImage(parsing: bytes[...]),
        let module = LinkedModule(elf, inputs: next(2) == 0 ? inputs : [])
      else { continue }
      read += 1
      _ = CodeDifference(whole, module, libraryInA: { _ in nil }, libraryInB: { _ in nil })
      _ = CodeDifference(module, whole, libraryInA: { _ in nil }, libraryInB: { _ in nil })
    }
    #expect(read > 50)
  }
}
