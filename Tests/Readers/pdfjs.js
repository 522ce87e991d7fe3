// Prints the text of a PDF as pdf.js reads it.
const pdfjs = require("/usr/share/nodejs/pdfjs-dist/build/pdf.js");
const fs = require("fs");
pdfjs.GlobalWorkerOptions.workerSrc = "/usr/share/nodejs/pdfjs-dist/build/pdf.worker.js";
(async () => {
  const task = pdfjs.getDocument({ data: new Uint8Array(fs.readFileSync(process.argv[2])), verbosity: 0, isEvalSupported: false });
  const pdf = await task.promise;
  for (let n = 1; n <= pdf.numPages; n++) {
    const content = await (await pdf.getPage(n)).getTextContent();
    console.log(content.items.map((i) => i.str + (i.hasEOL ? "\n" : "")).join(""));
  }
})().catch((e) => { console.error(e); process.exit(1); });
