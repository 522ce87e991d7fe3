import DeterminationLetters
import Foundation
import LetterDocument
import LetterTemplate
import TestSupport
import Testing

/// The template sets of other programs: an external review of a health plan in two languages, and a tribunal's decision notice.
@Suite("Sets of other programs")
struct ProgramSetTests {
  @Test("have sound samples: no rule finds anything in them", arguments: Project.programSamples)
  func soundSamples(sample: Sample) throws {
    let source = SourceText(name: sample.url.path, bytes: Array(try Data(contentsOf: sample.url)))
    #expect(try Renderers.renderer(sample.edition).check(source).all.map(\.message) == [])
  }

  /// Every text that a template can print is in the letter of some sample, so the samples take every branch.
  @Test("have samples that take every branch", arguments: Project.programs)
  func branches(set: String) throws {
    let renderer = try Renderers.renderer(set)
    let folder = try TemporaryFolder()
    // The PDF has the feet of the pages too.
    let texts = try Project.samples(set).flatMap { sample in
      let letter = try renderer.render(contentsOf: sample.path)
      try letter.write(.pdf, to: folder.file("letter.pdf").path)
      return [
        Self.visible(letter.text(width: 0)), Self.visible(try PDFTools.text(of: folder.file("letter.pdf").path)),
      ]
    }
    var count = 0
    for (text, _) in renderer.template.printedTexts {
      guard case .template(let source, let offset) = text.origin else { continue }
      let bytes = renderer.template.sources[source].bytes
      let words = Self.visible(text.string)
      // What helpers print from language files has the place of the helper, where other words stand.
      let written = Self.visible(String(decoding: bytes[offset...].prefix(4_000), as: UTF8.self))
      let isOfTemplate = written.hasPrefix(words) || written.hasPrefix("\"" + words)
      guard words.count > 2, isOfTemplate else { continue }
      count += 1
      #expect(texts.contains { $0.contains(words) }, "no sample prints “\(text.string)”")
    }
    #expect(count > 30)
  }

  private static func visible(_ text: String) -> String { String(text.filter { !$0.isWhitespace }) }

  /// A conclusion or a side that contradicts the outcome or a service: what is appended to the last paragraph of the rationale, and the service.
  static let contradictions: [(set: String, sample: String, sentence: String, service: String?, code: String)] = {
    let (en, es) = (Project.programs[0], Project.programs[1])
    let (upheld, confirmed) = ("back-surgery-upheld", "cirugia-de-espalda-confirmada")
    let (overturned, revoked) = ("infusion-overturned-expedited", "infusion-revocada-acelerada")
    return [
      (en, upheld, "Therefore, the surgery is medically necessary.", nil, "R010"),
      (en, upheld, "The plan must pay for it.", nil, "R010"),
      (en, overturned, "The denial is upheld.", nil, "R010"),
      (en, overturned, "The infusion does not meet the criteria of the plan.", nil, "R010"),
      (es, confirmed, "Por lo tanto, la cirugía es médicamente necesaria.", nil, "R010"),
      (es, revoked, "Se confirma la denegación.", nil, "R010"),
      (es, revoked, "La infusión no está justificada.", nil, "R010"),
      (en, upheld, "The pictures show a tear in the right knee.", "Arthroscopy of the left knee", "R021"),
      (en, upheld, "Weakness of the left hand was seen.", "Release of a nerve at the hand, right", "R021"),
      (
        es, confirmed, "Las imágenes muestran una lesión de la rodilla derecha.", "Artroscopia de la rodilla izquierda",
        "R021"
      ),
    ]
  }()

  @Test(
    "find conclusions and sides that contradict the decision, with vocabularies and no Swift",
    arguments: contradictions.indices)
  func findsContradictions(index: Int) throws {
    let (set, sample, sentence, service, code) = Self.contradictions[index]
    let url = try #require(Project.samples(set).first { $0.lastPathComponent == sample + ".json" })
    var json = try #require(try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    var rationale = try #require(json["rationale"] as? [String])
    rationale[rationale.count - 1] += " " + sentence
    json["rationale"] = rationale
    if let service {
      var services = try #require(json["services"] as? [[String: Any]])
      services[0]["meaning"] = service
      json["services"] = services
    }
    let text = String(decoding: try JSONSerialization.data(withJSONObject: json), as: UTF8.self)
    let found = try Renderers.renderer(set).check(SourceText(name: "case.json", text: text)).all
    #expect(found.map(\.code.id) == ["IMR-" + code], "\(found)")
  }

  /// A change of a sound sample, and the code that must report it.
  struct Defect: CustomTestStringConvertible {
    let set, sample, from, to, code: String
    var testDescription: String { "\(sample): \(from) → \(to)" }
  }

  static let defects: [Defect] = {
    let (en, es, tribunal) = (Project.programs[0], Project.programs[1], Project.programs[2])
    let twelve = "twelve-services-in-part"
    let rows: [(String, String, String, String, String)] = [
      (en, "back-surgery-upheld", #""requested": "2026-02-09""#, #""requested": "2025-02-09""#, "R001"),
      (en, "back-surgery-upheld", #""decided": "2026-03-20""#, #""decided": "2026-02-10""#, "R001"),
      (en, "back-surgery-upheld", #""decided": "2026-03-20""#, #""decided": "2026-04-03""#, "R003"),
      (en, "infusion-overturned-expedited", #""decided": "2026-03-06""#, #""decided": "2026-03-09""#, "R003"),
      (
        en, "back-surgery-upheld", #""claimNumber": "26-118-40071", "reason""#,
        #""claimNumber": "26-118-40017", "reason""#, "R050"
      ),
      (en, "back-surgery-upheld", #""paid": 0"#, #""paid": 100.50"#, "R051"),
      (en, twelve, #""notCovered": 723.0"#, #""notCovered": 723.01"#, "R051"),
      (en, twelve, #""charged": 95.5,"#, #""charged": 59.5,"#, "R051"),
      (en, "back-surgery-upheld", #""California", "Oregon""#, #""California", "Orgeon""#, "R052"),
      (en, "back-surgery-upheld", "Orthopaedic Surgery", "Orthopedic Surgry", "R052"),
      (en, twelve, #""date": "2025-06-04""#, #""date": "2025-06-02""#, "R053"),
      (en, twelve, #""date": "2025-06-11""#, #""date": "2025-06-09""#, "R053"),
      (
        en, "back-surgery-upheld", "six months that the standard asks for.",
        "six months that [INSERT STANDARD] asks for.", "R030"
      ),
      (en, "out-of-network-upheld", "9 Prairie View", "TBD", "R030"),
      (es, "doce-servicios-en-parte", #""assigned": "2026-01-27""#, #""assigned": "2026-10-27""#, "R001"),
      (es, "explicacion-larga", "Illinois", "Ilinois", "R052"),
      (es, "cirugia-de-espalda-confirmada", "deformidad.", "deformidad XX/XX/XXXX.", "R030"),
      (tribunal, "allowed-both-components", #""points": 13"#, #""points": 12"#, "R051"),
      (tribunal, "allowed-both-components", #""to": "2029-06-10""#, #""to": "2024-06-10""#, "R001"),
      (tribunal, "allowed-both-components", "Washing and bathing", "Preparing food", "R053"),
      (
        tribunal, "allowed-both-components", #""appellant": "Morwenna Trethewey""#,
        #""appellant": "Morwenna Trethaway""#, "R050"
      ),
      (tribunal, "refused-on-papers", #""received": "2026-01-12""#, #""received": "2025-01-12""#, "R001"),
      (tribunal, "one-point-short", #""points": 1,"#, #""points": 2,"#, "R051"),
      (tribunal, "enhanced-mobility-ongoing", "Dr Ifeoma Lindqvist", "Rosalind Achterberg", "R053"),
    ]
    return rows.map { Defect(set: $0.0, sample: $0.1, from: $0.2, to: $0.3, code: $0.4) }
  }()

  @Test("have rules that find seeded defects, and nothing else in the case", arguments: defects)
  func findsDefects(defect: Defect) throws {
    let url = try #require(Project.samples(defect.set).first { $0.lastPathComponent == defect.sample + ".json" })
    let sound = try String(contentsOf: url, encoding: .utf8).replacing(/\s*\n\s*/, with: " ")
    let text = sound.replacing(defect.from, with: defect.to, maxReplacements: 1)
    #expect(text != sound, "the sample does not have \(defect.from)")
    let found = try Renderers.renderer(defect.set).check(SourceText(name: "case.json", text: text)).all
    #expect(Set(found.map(\.code.id)) == ["IMR-" + defect.code], "\(found)")
  }
}
