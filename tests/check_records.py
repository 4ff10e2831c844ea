#!/usr/bin/python3
"""Hold records of `analyze --crossover --format=json` against tests/record.schema.json, and against what
a schema cannot say. usage: check_records.py FILE...   Prints what is wrong; exit 1 if anything is."""
import json
import math
import os
import sys

import jsonschema


def contradictions(record):
    """What is wrong with a record that fits the schema."""
    sentence, claim, answer = record["sentence"], record["claim"], record["answer"]
    if not sentence.startswith(claim):
        yield "its claim does not begin the sentence"
    if record["quotable"] != (record["trust"] != "poor"):
        yield "quotable does not follow from trust"
    if (record["confidence"] is None) != (record["trust"] == "poor"):
        yield "confidence does not follow from trust"
    if ("not reliable" in sentence) and record["trust"] != "poor":
        yield "not reliable, though trust is not poor"
    places = record["crossings"] + record["thresholds"] + ([answer] if answer else [])
    for place in places:
        ends = [v for v in (place["low"], place["estimate"], place["high"]) if v is not None]
        if ends != sorted(ends):
            yield "an estimate outside its range: %s" % place
        if (place["estimate"] is not None) != (place["status"] == "found"):
            yield "an estimate that its status denies: %s" % place
    for level in record["levels"]:
        if level["a"] and level["b"] and abs(math.log(level["a"] / level["b"] / level["ratio"])) > 1e-9:
            yield "a ratio that is not a / b: %s" % level


def check(path, schema):
    with open(path) as file:
        document = json.load(file)
    for error in jsonschema.Draft202012Validator(schema).iter_errors(document):
        yield "%s: %s" % ("/".join(map(str, error.absolute_path)), error.message[:300])
    for number, record in enumerate(document["records"]):
        for text in contradictions(record):
            yield "record %d (%s): %s" % (number, record["metric"], text)


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    with open(os.path.join(here, "record.schema.json")) as file:
        schema = json.load(file)
    found = ["%s: %s" % (path, text) for path in sys.argv[1:] for text in check(path, schema)]
    print("\n".join(found) or "%d documents: every record fits" % (len(sys.argv) - 1))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
