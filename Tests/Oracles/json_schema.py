"""Holds a JSON document to a JSON Schema: json_schema.py SCHEMA DOCUMENT. Prints `valid`, or what is not."""
import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
with open(sys.argv[2], encoding="utf-8") as file:
    document = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
errors = list(jsonschema.Draft202012Validator(schema).iter_errors(document))
for error in errors[:20]:
    print(f"{list(error.path)}: {error.message[:200]}")
print("valid" if not errors else f"{len(errors)} errors")
