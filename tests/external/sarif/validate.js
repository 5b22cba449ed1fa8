// Exits 0 when the file is a SARIF 2.1.0 log by the schema that @microsoft/jest-sarif carries.
const fs = require("fs");
const path = require("path");
const Ajv = require("ajv-draft-04");
const addFormats = require("ajv-formats");
const schemas = path.join(__dirname, "node_modules/@microsoft/jest-sarif/lib/schemas");
const schema = JSON.parse(fs.readFileSync(path.join(schemas, fs.readdirSync(schemas).find(file => file.startsWith("sarif-2.1.0")))));
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);
if (!validate(JSON.parse(fs.readFileSync(process.argv[2])))) {
  console.log(ajv.errorsText(validate.errors, { separator: "\n" }));
  process.exit(1);
}
