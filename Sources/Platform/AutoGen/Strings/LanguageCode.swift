/// Language codes of RFC 4646 or ISO 639-2.
enum LanguageCode {
  /// The kind of codes in a .uni file.
  enum Convention {
    case rfc4646
    /// Three letters, as in files for the first EFI tools.
    case iso639
  }

  /// The code under which strings are stored; nil for an invalid code.
  ///
  /// Codes of three letters are kept if ISO 639-1 has no code of two for the language; otherwise RFC 4646 only
  /// allows that one. The part after the first hyphen is only checked to be ASCII, as each character is stored
  /// in one byte.
  static func normalized(_ code: String, _ convention: Convention) -> String? {
    let bytes = Array(code.utf8)
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
    func isAlphabetic(_ count: Int) -> Bool {
      bytes.count >= count && bytes[..<count].allSatisfy { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
    }
    func hasHyphen(at index: Int) -> Bool { bytes.count > index && bytes[index] == UInt8(ascii: "-") }
    if convention == .iso639 {
      guard bytes.count == 3, isAlphabetic(3) else { return nil }
      return short[code.lowercased()] ?? code
    }
    if bytes.count >= 2, bytes[0] | 0x20 == UInt8(ascii: "x"), hasHyphen(at: 1) { return code }
    let hasShort = bytes.count >= 3 && short[code.lowercased()] != nil
    let isRight: Bool =
      switch bytes.count {
      case 2: isAlphabetic(2)
      case 3: isAlphabetic(3) && !hasShort
      case 5: isAlphabetic(2) && hasHyphen(at: 2)
      case 6...: (isAlphabetic(2) && hasHyphen(at: 2)) || (isAlphabetic(3) && hasHyphen(at: 3))
      default: false
      }
    return isRight ? code : nil
  }

  /// The languages of `available` that are stored for a platform with the languages `wanted`; all if the
  /// platform names none.
  ///
  /// For each wanted language that is the language itself, otherwise the first with the same primary language,
  /// otherwise English.
  static func selected(_ wanted: [String], of available: [String]) -> Set<String> {
    if wanted.isEmpty { return Set(available) }
    var selected: Set<String> = []
    for language in wanted {
      if available.contains(language) {
        selected.insert(language)
      } else if let near = available.first(where: { primary($0) == primary(language) }) {
        selected.insert(near)
      } else if !selected.contains("en") {
        selected.insert(available.first { $0.hasPrefix("en-") || $0.hasPrefix("eng-") } ?? "en")
      }
    }
    return selected
  }

  /// The part before the first hyphen as two letters; nil for three letters without an equivalent, so that edk2
  /// considers all such languages equal.
  private static func primary(_ code: String) -> String? {
    let tag = code.firstIndex(of: "-").map { code[..<$0].lowercased() } ?? code
    return tag.unicodeScalars.count == 3 ? short[tag] : tag
  }

  /// ISO 639-2/T to ISO 639-1, as far as edk2 has them.
  private static let short: [String: String] = {
    var table: [String: String] = [:]
    let words = pairs.split { $0 == " " || $0 == "\n" }
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      table[String(words[index])] = String(words[index + 1])
    }
    return table
  }()

  private static let pairs = """
    aar aa  abk ab  afr af  aka ak  amh am  ara ar  arg an  asm as  ava av  ave ae  aym ay  aze az
    bak ba  bam bm  bel be  ben bn  bih bh  bis bi  bod bo  bos bs  bre br  bul bg  cat ca  ces cs
    cha ch  che ce  chu cu  chv cv  cor kw  cos co  cre cr  cym cy  dan da  deu de  div dv  dzo dz
    ell el  eng en  epo eo  est et  eus eu  ewe ee  fao fo  fas fa  fij fj  fin fi  fra fr  fry fy
    ful ff  gla gd  gle ga  glg gl  glv gv  grn gn  guj gu  hat ht  hau ha  heb he  her hz  hin hi
    hmo ho  hrv hr  hun hu  hye hy  ibo ig  ido io  iii ii  iku iu  ile ie  ina ia  ind id  ipk ik
    isl is  ita it  jav jv  jpn ja  kal kl  kan kn  kas ks  kat ka  kau kr  kaz kk  khm km  kik ki
    kin rw  kir ky  kom kv  kon kg  kor ko  kua kj  kur ku  lao lo  lat la  lav lv  lim li  lin ln
    lit lt  ltz lb  lub lu  lug lg  mah mh  mal ml  mar mr  mkd mk  mlg mg  mlt mt  mon mn  mri mi
    msa ms  mya my  nau na  nav nv  nbl nr  nde nd  ndo ng  nep ne  nld nl  nno nn  nob nb  nor no
    nya ny  oci oc  oji oj  ori or  orm om  oss os  pan pa  pli pi  pol pl  por pt  pus ps  que qu
    roh rm  ron ro  run rn  rus ru  sag sg  san sa  sin si  slk sk  slv sl  sme se  smo sm  sna sn
    snd sd  som so  sot st  spa es  sqi sq  srd sc  srp sr  ssw ss  sun su  swa sw  swe sv  tah ty
    tam ta  tat tt  tel te  tgk tg  tgl tl  tha th  tir ti  ton to  tsn tn  tso ts  tuk tk  tur tr
    twi tw  uig ug  ukr uk  urd ur  uzb uz  ven ve  vie vi  vol vo  wln wa  wol wo  xho xh  yid yi
    yor yo  zha za  zho zh  zul zu
    """
}
