import LetterDocument

/// Pages for people who read about templates. Each is one file without scripts and without requests.
package enum HTMLText {
  /// A page.
  /// - Parameter body: HTML.
  package static func page(title: String, language: String = "en", body: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(MarkupText.attribute(language))">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(MarkupText.text(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>
    <main>
    \(body)</main>
    </body>
    </html>

    """
  }

  private static let style = """
    :root { color-scheme: light dark; }
    body { font: 1rem/1.5 Georgia, "Liberation Serif", serif; margin: 0; padding: 1rem; }
    main { max-width: 46rem; margin: 0 auto; }
    h1, h2, h3, h4 { line-height: 1.25; }
    .cause, .condition { font: 0.875rem/1.4 system-ui, "Liberation Sans", sans-serif; }
    .branch { display: block; border-left: 0.25rem solid #1a6fb3; margin: 0.75rem 0; padding-left: 0.75rem; }
    .conditional > :first-child { border-left: 0.25rem solid #1a6fb3; }
    .condition { font-weight: bold; margin: 0.25rem 0; }
    .field { background: #fff3bf; color: #1b1b1b; padding: 0 0.2em; border-radius: 0.2em; }
    table { border-collapse: collapse; margin: 0.5rem 0; }
    th, td { border: 1px solid; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }
    ins { background: #d3f2d3; color: #10391a; } del { background: #f8d7d7; color: #5c1212; }
    @media print { .branch { break-inside: avoid; } }
    """
}
