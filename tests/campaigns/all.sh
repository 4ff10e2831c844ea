#!/bin/sh
# Every campaign, into data/campaigns.md. Takes up to forty minutes; nothing else should run (quota, full disks and
# read-only ones want root). What fails is told on stderr, with what shows it again.
# usage: tests/campaigns/all.sh build [SECONDS]: for so long each fuzz target runs (60)
set -eu
here=$(dirname "$0")
out=$1 seconds=${2:-60}
failed=

# A heading, a sentence, and what a campaign prints.
campaign() { # NAME HEADING SENTENCE
    printf '\n## %s\n\n%s\n\n' "$2" "$3"
    begun=$(date +%s)
    "$here/$1.sh" "$out" || failed="$failed $1"
    printf '\nIt took %s s.\n' "$(($(date +%s) - begun))"
}

fuzz() {
    printf '\n## Inputs made by a fuzzer\n\nlibFuzzer with address and undefined-behaviour sanitizers, %s s per target, two at a time.\n\n' "$seconds"
    "$here/../fuzz/fuzz.sh" "$out/fuzz" "$seconds" || failed="$failed fuzz"
}

verdict() { [ -n "$failed" ] && echo "**Failed:$failed.**" || echo "Nothing was lost, and nothing failed."; }

{
    cat <<HEAD
# Campaigns

What is too long, or too dependent on the machine, for the test suite; \`make campaigns\` writes it anew.
$(date -u +%Y-%m-%d), $(nproc) CPUs, $(uname -sr), build $("$out/runner" --version).
HEAD
    campaign hog "A CPU hog that comes and goes in mid-sweep" \
        "A busy loop of one process, six times for 3 s with 5 s between; \`FOREIGN\` is a code of the view \`trial_warnings\`."
    campaign quota "Half a CPU granted by a cgroup" "The same sweep without and with it."
    campaign hostile "A history, or a table, from a stranger" \
        "Each try is one command on one file: it must end within 10 s with a status that is documented, print nothing that a
terminal would obey, run nothing, leave nothing behind, and leave the file and its folder as they were."
    campaign kill "The runner killed at random moments" "Again and again, on one history."
    campaign kills "The runner, and analyze, killed at every call that changes a file" \
        "What is left then is read by analyze, which must leave it as it is; then the work is completed."
    campaign limits "Little of everything" \
        "The work is done, or a sentence says why not; every line is a row, and the history is sound."
    campaign faults "The n-th call of a function fails" "In each process, of memory, descriptors, processes, threads, files, clocks."
    fuzz
    printf '\n%s\n' "$(verdict)"
} | tee data/campaigns.md
! grep -q '^\*\*Failed' data/campaigns.md
