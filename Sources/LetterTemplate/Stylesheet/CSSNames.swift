/// Names of CSS that stylesheets of letters do not have, so that messages can say so.
enum CSSNames {
  /// Properties of CSS that browsers know.
  static let properties = Set(
    """
    accent-color align-content align-items align-self all animation animation-delay animation-duration animation-name aspect-ratio \
    backdrop-filter backface-visibility background background-attachment background-clip background-image background-origin \
    background-position background-repeat background-size block-size border-block border-color border-image border-inline border-radius \
    border-spacing border-style border-top-left-radius border-top-right-radius border-bottom-left-radius border-bottom-right-radius \
    border-width bottom box-decoration-break box-shadow box-sizing caption-side clear clip clip-path column-count column-fill column-gap \
    column-rule column-span column-width columns contain content counter-increment counter-set cursor direction display empty-cells filter \
    flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font-feature-settings font-kerning font-size-adjust \
    font-stretch font-synthesis font-variant font-variant-caps font-variant-ligatures font-variant-numeric font-variation-settings gap grid \
    grid-area grid-column grid-row grid-template grid-template-columns grid-template-rows hanging-punctuation height hyphens inset inset-block \
    inset-inline inline-size isolation justify-content justify-items justify-self left letter-spacing line-break list-style \
    list-style-image list-style-position margin-block margin-inline mask max-height max-width min-height min-width mix-blend-mode object-fit \
    object-position opacity order outline outline-color outline-offset outline-style outline-width overflow overflow-wrap overflow-x \
    overflow-y padding-block padding-inline page page-break-after page-break-before page-break-inside perspective place-content place-items \
    pointer-events quotes resize right rotate row-gap scale scroll-behavior tab-size table-layout text-align-last text-decoration-color \
    text-decoration-line text-decoration-style text-decoration-thickness text-emphasis text-justify text-orientation text-overflow \
    text-rendering text-shadow text-transform text-underline-offset text-wrap top transform transform-origin transition transition-duration \
    translate unicode-bidi user-select visibility white-space will-change word-break word-spacing word-wrap writing-mode z-index zoom
    """.split(separator: " ").map(String.init))

  /// What to do about an at-rule; nil for a name that CSS does not have.
  static let atRules: [String: String] = [
    "media": "remove it: a letter has one look", "font-face": "put the font into the font folder",
    "charset": "remove it: files are UTF-8", "supports": "remove it: every rule here is supported",
    "layer": "order the rules instead", "keyframes": "remove it", "namespace": "remove it", "container": "remove it",
    "counter-style": "use list-style-type", "property": "remove it", "scope": "use classes",
  ]
}
