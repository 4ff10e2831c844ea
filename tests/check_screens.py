#!/usr/bin/python3
"""Hold printed screens of analyze against the rules of what people read: the grammar of the sentences,
their first line, trust, width and length, and commands that can be pasted.
usage: check_screens.py FILE...   The name of a file that holds --compare begins with "compare".
Prints which rule is broken; exit 1 if one is."""
import re
import shlex
import sys

NUM = r"\d[\d,]*"
RANGE = rf"\((?:{NUM} to (?:beyond )?{NUM}|at most {NUM})\)"


def place(unit):
    """A concurrency with its range, and what it counts."""
    return (rf"(?:about {NUM} {RANGE}{unit}|about {NUM}{unit}|{NUM}{unit} at the latest"
            rf"|somewhere between {NUM} and {NUM}{unit})")


TASKS = " concurrent tasks"
TIME_PLACE, PLACE = place(TASKS), place("")
SIZE = r"(?:(?:under )?\d+%|[\d,]+(?:\.\d)?x)"
CONTRARY = rf"(?:, but not at {NUM}(?:, {NUM})?(?: and {NUM}(?: other levels?)?)?)?"
SIZES = rf"{SIZE} at {NUM}(?:, {SIZE} at {NUM})*{CONTRARY}"
MODEL = r"[a-z0-9][a-z0-9-]*"
SET = r"(?:[A-Za-z0-9 ,]+: )?"
LEAD = r"(?:At the 99th percentile |Without start-up )?"
POOR = r"(?:, not reliable)?"
LEVELS = rf"(?:at every level(?: that ran)?, {NUM} to {NUM}|at the one level tested, {NUM})"
COUNTS = r"less than the [\d.]+% that counts"
WITHIN = r"(?: \(within [\d.]+%\))?"
FAILS = rf"{MODEL} fails from {NUM}(?:{TASKS})? on \(\d+ of \d+ trials: .+\)"
BYTES = r"[\d.]+(?: to [\d.]+)?"

SENTENCES = [
    rf"{SET}{LEAD}{MODEL} is (?:[\d.]+% )?slower than {MODEL} from {TIME_PLACE}{POOR}: {SIZES}\.",
    rf"{SET}{MODEL} uses (?:[\d.]+% )?more than {MODEL} from {PLACE}(?:, less below)?{POOR}: {SIZES}\.",
    rf"{SET}{LEAD}{MODEL} becomes slower than {MODEL} (?:at )?{TIME_PLACE}{POOR}: {SIZES}\.",
    rf"{SET}{LEAD}{MODEL} (?:is slower|uses more) than {MODEL} {LEVELS}{POOR}: {SIZES}\.",
    rf"{SET}{LEAD}{MODEL} (?:is {SIZE} slower|uses {SIZE} more) than {MODEL} {LEVELS}, {COUNTS}{POOR}\.",
    rf"{SET}{LEAD}{MODEL} is slower than {MODEL} up to {PLACE} and from {TIME_PLACE}, faster between{POOR}: {SIZES}\.",
    rf"{SET}{MODEL} uses more than {MODEL} up to {PLACE} and from {PLACE}, less between{POOR}: {SIZES}\.",
    rf"{SET}{LEAD}{MODEL} and {MODEL} change order \d+ times, first at {PLACE} and last at (?:{TIME_PLACE}|{PLACE});"
    rf" from there {MODEL} (?:is slower|uses more){POOR}: {SIZES}\.",
    rf"{SET}{LEAD}{MODEL} and {MODEL} (?:take the same time|use the same (?:CPU|memory)) {LEVELS}{WITHIN}{POOR}\.",
    rf"{SET}{LEAD}{MODEL} (?:is slower|uses more) than {MODEL} at some levels{POOR}(?:, by up to about {SIZE} \(at {NUM}\))?\.",
    rf"{SET}{LEAD}[Uu]ndecided up to {NUM} concurrent tasks: at {NUM} {MODEL} takes [\d.,]+ times as long as {MODEL}(?: \([\d.,]+ to [\d.,]+\))?{POOR}\.",
    rf"{SET}Undecided up to {NUM}: at {NUM} {MODEL} uses [\d.,]+ times as much as {MODEL}(?: \([\d.,]+ to [\d.,]+\))?{POOR}\.",
    rf"{SET}Undecided: no level at which both {MODEL} and {MODEL} have a figure\.",
    rf"{SET}{FAILS}(?:, {FAILS})?\.",
    rf"Up to {NUM}, the most it ran, {MODEL} and {MODEL} take the same time \(within [\d.]+%\)\.",
    rf"Up to {NUM}, the most it ran, {MODEL} is (?:[\d.]+% )?slower than {MODEL} from {TIME_PLACE}{POOR}: {SIZES}\.",
    rf"(?:Below|Between|Elsewhere), {MODEL} (?:is slower|uses more), by up to about {SIZE} \(at {NUM}\)\.",
    r"Undecided below\.",
    rf"Same (?:up to|at|from {NUM} to) {NUM}(?:, not reliable| \(within [\d.]+%\))\.",
    r"No level between was tested\.",
    rf"Crossover at {PLACE}; (?:above|below) it {MODEL} is up to about {SIZE} slower, {COUNTS}\.",
    rf"Crossover at {PLACE}; (?:above|below) it {MODEL} uses up to about {SIZE} more, {COUNTS}\.",
    rf"In the typical trial, (?:(?:at|from) {PLACE}|{MODEL} (?:is slower|uses more))\.",
    rf"Without start-up, (?:from {PLACE}|{MODEL} is (?:[\d.]+% )?slower from {PLACE}|{MODEL} is slower at every level"
    r"|the same at every level|undecided)\.",
    rf"{MODEL} uses {BYTES} [KMG]iB per worker, {MODEL} {BYTES} \({SIZE}(?: to {SIZE})?\)\.",
    rf"{MODEL} is fastest at {NUM} concurrent tasks{POOR}; {MODEL} is {SIZE} slower(?:, {MODEL} {SIZE})?\.",
    rf"{MODEL} uses least at {NUM}{POOR}; {MODEL} uses {SIZE}(?: more)?(?:, {MODEL} {SIZE})?\.",
    rf"{MODEL} uses least, [\d.]+ [KMG]iB per worker; {MODEL} [\d.]+ \({SIZE}\)\.",
    rf"Only {MODEL} was measured, so there is nothing to compare(?:; at {NUM} its overhead is [\d.,]+)?\.",
]
RETIRED = r"\b(?:dearer|told|stands? in|sentinel|lockstep|lateness|ruler|to be had|walls?|[0-9] %)(?![\w-])"


def sentences(lines):
    """What stands behind TIME, CPU and the other labels, unwrapped and cut into sentences."""
    paragraphs = []
    for line in lines:
        if re.match(r"(TIME|STEADY|CPU|MEMORY|P99) +", line):
            paragraphs.append(line[8:])
        elif paragraphs and line.startswith(" " * 8) and paragraphs[-1] is not None:
            text = line.strip()
            if re.match(rf"{SET[3:-2]}", text) and paragraphs[-1].endswith(".") and re.match(r"[a-z0-9][A-Za-z0-9 ,]*: ", text):
                paragraphs.append(text)
            else:
                paragraphs[-1] += " " + text
        elif paragraphs:
            paragraphs.append(None)
    return [s for p in paragraphs if p for s in re.split(r"(?<=[.]) +(?=[A-Za-z0-9])", p)]


def check(name, lines):
    found = []

    def rule(number, holds, what):
        if not holds:
            found.append("%s: rule %s: %s" % (name, number, what))

    text = "\n".join(lines)
    rule(11, len(lines) <= 24, "%d lines" % len(lines))
    for line in lines:
        command = re.match(r" +(?:runner|analyze) ", line)
        rule(11, len(line) <= 80 or command, "wider than 80: " + line)
        rule(11, line == line.rstrip() and line.isascii(), "a blank at the end, or not ASCII: " + line)
        if command:
            rule(12, any(word.startswith("--db=") for word in shlex.split(line, comments=True))
                 and not re.search(r"[()<>|]", line), "a command without its file, or not for a shell: " + line)
    retired = re.search(RETIRED, "\n".join(l for l in lines if not re.match(r" +(?:runner|analyze) ", l)))
    rule("words", not retired, "a retired word: %s" % retired)
    if name.startswith("compare") or not re.search(r"^(TIME|CPU)  ", text, re.M):
        return found
    rule(1, re.match(r"(TIME|CPU|Do not quote)", lines[0]), "the first line is neither an answer nor a reason not to quote it")
    told = sentences(lines)
    poor = [s for s in told if "not reliable" in s]
    rule(8, bool(poor) <= ("Do not quote" in text), "not reliable, but no reason not to quote")
    rule(8, not any(re.search(r"about [\d,]+ \(", s) for s in poor), "a range where trust is poor")
    rule(8, re.search(r"Trust: (good|fair|poor)", text.replace("\n", " ")) or "Only " in text, "no trust")
    for sentence in told:
        ran = re.sub(rf"^Up to {NUM}, the most it ran, ", "", sentence.strip())
        rule("grammar", any(re.fullmatch(p, text) for p in SENTENCES for text in (sentence.strip(), ran)), "no template for: " + sentence)
    return found


def main():
    found = []
    for path in sys.argv[1:]:
        with open(path) as file:
            found += check(path.rsplit("/")[-1], file.read().split("\n")[:-1])
    print("\n".join(found) or "%d screens: every rule holds" % (len(sys.argv) - 1))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
