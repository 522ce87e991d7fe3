/// The font faces that letters can be set in. Fonts come from files that are handed over, never from the system, so that a
/// letter looks the same everywhere.
public struct FontLibrary: Sendable {
  private let faces: [FontFace.Description: FontFace]

  /// Takes faces in.
  public init(_ faces: [FontFace]) {
    self.faces = Dictionary(faces.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The face with that name.
  public subscript(name: FontFace.Description) -> FontFace? { faces[name] }

  /// What the library has, in alphabetical order.
  public var names: [String] { faces.keys.map(\.description).sorted() }
}
