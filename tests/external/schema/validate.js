// Says of each document whether it is valid by the schema, and exits 0 when all are. Comment lines are taken out first; text that is no JSON
// is not valid.
const fs = require("fs");
const Ajv = require("ajv/dist/2020");
const [schema, ...documents] = process.argv.slice(2);
const read = file => JSON.parse(fs.readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, ""));
const ajv = new Ajv({ allErrors: true, strict: true, keywords: ["x-unit"] });
const validate = ajv.compile(read(schema));

function problem(document) {
  let value;
  try {
    value = read(document);
  } catch (error) {
    if (error.code) throw error; // a file that is not there is no verdict
    return error.message;
  }
  return validate(value) ? "" : ajv.errorsText(validate.errors, { separator: "; " });
}

if (documents.length === 0) throw new Error("there is no document");
for (const document of documents) {
  const wrong = problem(document);
  console.log(wrong ? `invalid ${document}: ${wrong.replaceAll("\n", " ")}` : `valid ${document}`);
  if (wrong) process.exitCode = 1;
}
