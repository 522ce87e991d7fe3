/// What names mean at a place of a template, while it is checked: the contexts around it and the parameters of the partial.
struct Scope {
  struct Frame {
    var context: Shape
    /// Inside `{{#each}}`: `@index`, `@first` and `@last` have a meaning.
    var isLoop = false
  }

  var root: Shape
  var frames: [Frame]
  /// The parameters that the partial was given: they stand beside the members of its context and hide those of the same
  /// name, as in Handlebars; inside an `{{#each}}` of the partial they are `../name`.
  var parameters: [(name: String, shape: Shape)] = []

  init(root: Shape) {
    self.root = root
    frames = [Frame(context: root)]
  }

  func entering(_ context: Shape, isLoop: Bool = false) -> Scope {
    var scope = self
    scope.frames.append(Frame(context: context, isLoop: isLoop))
    return scope
  }

  /// A partial sees its context and its parameters, nothing of the place it is used at; that keeps it usable elsewhere.
  func enteringPartial(_ context: Shape, parameters: [(name: String, shape: Shape)]) -> Scope {
    var scope = Scope(root: root)
    scope.frames = [Frame(context: context)]
    scope.parameters = parameters
    return scope
  }

  func parameter(_ path: Path) -> Shape? {
    guard path.start == .context(up: frames.count - 1), path.keys.count == 1 else { return nil }
    return parameters.first { $0.name == path.keys[0] }?.shape
  }
}
