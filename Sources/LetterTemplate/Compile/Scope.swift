import LetterDocument

/// The meaning of names at a place of a template during the check: the contexts around it and the parameters of the partial.
struct Scope {
  struct Frame {
    var context: Shape
    /// Inside `{{#each}}`, where `@index`, `@first` and `@last` have a meaning.
    var isLoop = false
  }

  var root: Shape
  var frames: [Frame]
  /// The parameters given to the partial. As in Handlebars, they join the members of its context and hide members of the same name. Inside
  /// an `{{#each}}` of the partial they are `../name`.
  var parameters: [Parameter] = []

  struct Parameter {
    let name: String
    var shape: Shape
    /// The words of the template that it may print.
    let words: [Text]
  }

  /// The language of the nearest `lang`, or of the letters of the set.
  var language: String

  init(root: Shape, language: String) {
    self.root = root
    self.language = language
    frames = [Frame(context: root)]
  }

  func entering(_ context: Shape, isLoop: Bool = false) -> Scope {
    var scope = self
    scope.frames.append(Frame(context: context, isLoop: isLoop))
    return scope
  }

  /// A partial sees only its context and its parameters, not the place that uses it. So it can be used anywhere.
  func enteringPartial(_ context: Shape, parameters: [Parameter]) -> Scope {
    var scope = Scope(root: root, language: language)
    scope.frames = [Frame(context: context)]
    scope.parameters = parameters
    return scope
  }

  /// The scope of an element with a language of its own.
  func speaking(_ language: String?) -> Scope {
    guard let language else { return self }
    var scope = self
    scope.language = language
    return scope
  }

  /// The index of the parameter with which a path starts; nil if it starts with none.
  func parameter(_ path: Path) -> Int? {
    guard path.start == .context(up: frames.count - 1), let first = path.keys.first else { return nil }
    return parameters.firstIndex { $0.name == first }
  }
}
