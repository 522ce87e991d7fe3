/// The files of a new template set: a letter that shows each thing that nearly every letter needs.
enum StarterFiles {
  static func manifest(_ name: String) -> String {
    """
    {
      "name": "\(name)",
      "version": "0.1.0",
      "summary": "A letter about a decision",
      "language": "en-US",
      "issuer": "Example Office",
      "identity": "number",
      "created": "decided",
      "tallies": { "outcome": "outcome" },
      "export": { "fields": ["number", "decided", "outcome"] },
      "rules": []
    }

    """
  }

  static let schema = """
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "The data of a decision",
      "type": "object",
      "additionalProperties": false,
      "required": ["number", "recipient", "decided", "outcome", "reasons"],
      "properties": {
        "number": { "title": "Number of the case", "examples": ["A-2026-0001"], "type": "string", "minLength": 1 },
        "recipient": {
          "title": "Who gets the letter",
          "type": "object",
          "additionalProperties": false,
          "required": ["name", "lines"],
          "properties": {
            "name": { "title": "Name", "examples": ["Octavia Pemberton"], "type": "string", "minLength": 1 },
            "lines": {
              "title": "Lines of the address",
              "type": "array",
              "minItems": 1,
              "items": { "examples": ["12 Orchard Street", "Example City, EX 10001"], "type": "string", "minLength": 1 }
            }
          }
        },
        "decided": { "title": "The day of the decision", "examples": ["2026-05-11"], "type": "string", "format": "date" },
        "outcome": { "title": "The decision", "enum": ["granted", "denied"] },
        "reasons": {
          "title": "The reasons, a paragraph each",
          "type": "array",
          "minItems": 1,
          "items": { "examples": ["The request came in time."], "type": "string", "minLength": 1 }
        },
        "appealBy": { "title": "The last day for an appeal", "examples": ["2026-06-10"], "type": "string", "format": "date" }
      }
    }

    """

  static let letter = """
    <title>Decision {{number}}</title>
    <body>
      <p class="foot">{{number}} · Page {{@page}} of {{@pages}}</p>
      <p>{{recipient.name}}{{#each recipient.lines}}<br>{{this}}{{/each}}</p>
      <table>
        <tr><th>Case:</th><td>{{number}}</td></tr>
        <tr><th>Date:</th><td>{{date decided "MM/dd/yyyy"}}</td></tr>
      </table>
      <h1>Decision</h1>
      {{#if (eq outcome "granted")}}
      <p>Your request is <strong>granted</strong>.</p>
      {{else}}
      <p>Your request is <strong>denied</strong>.</p>
      {{#if appealBy}}
      <p>You can appeal until {{date appealBy "MM/dd/yyyy"}}.</p>
      {{/if}}
      {{/if}}
      <section>
        <h2>Reasons</h2>
        {{#each reasons}}
        <p>{{this}}</p>
        {{/each}}
      </section>
    </body>

    """

  static let stylesheet = """
    @page {
      size: letter;
      margin: 72pt;
      @bottom-center { content: element(foot); }
    }

    body { font: 11pt/14pt "Liberation Serif"; }
    .foot { position: running(foot); font: 9pt/12pt "Liberation Sans"; text-align: center; }
    p { margin-top: 8pt; }
    h1 { font-size: 14pt; line-height: 18pt; margin-top: 16pt; }
    h2 { font-size: 12pt; line-height: 15pt; margin-top: 12pt; }
    table { margin-top: 12pt; }
    th { width: 60pt; text-align: left; }
    td { width: 200pt; }

    """

  static let example = """
    {
      "number": "A-2026-0001",
      "recipient": { "name": "Octavia Pemberton", "lines": ["12 Orchard Street", "Example City, EX 10001"] },
      "decided": "2026-05-11",
      "outcome": "denied",
      "reasons": ["The request came in time.", "The permit had ended in February."],
      "appealBy": "2026-06-10"
    }

    """
}
