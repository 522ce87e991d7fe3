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

  /// A partial sees only its context and its parameters, not the place that uses it. So it can be used anywhere.
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
