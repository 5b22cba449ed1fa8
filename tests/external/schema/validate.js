// Exits 0 when the document is valid by the schema. Comment lines are taken out first; text that is no JSON is not valid.
const fs = require("fs");
const Ajv = require("ajv/dist/2020");
const [schema, document] = process.argv.slice(2);
const read = file => JSON.parse(fs.readFileSync(file, "utf8").replace(/^\s*\/\/.*$/gm, ""));
const ajv = new Ajv({ allErrors: true, strict: true, keywords: ["x-unit"] });
const validate = ajv.compile(read(schema));
let value;
try {
  value = read(document);
} catch (error) {
  console.log(error.message);
  process.exit(1);
}
if (!validate(value)) {
  console.log(ajv.errorsText(validate.errors, { separator: "\n" }));
  process.exit(1);
}
