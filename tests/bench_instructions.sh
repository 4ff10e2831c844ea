#!/bin/sh
# Count the instructions per task of each model: callgrind's count for 30 tasks per worker minus its
# count for 10, so that start and end cancel out. Unlike a time, the count is repeatable (with one
# thread, to the instruction), so a later change is visible. Prints a Markdown table and writes it
# to data/instructions.md. Under callgrind only one thread runs at a time, so the counts of threads
# include neither the kernel's share nor any waiting for each other.
# usage: tests/bench_instructions.sh build
set -eu
out=$1
. "$(dirname "$0")/bench_common.sh"

count() { # MODEL KIND CONCURRENCY TASKS
    valgrind --tool=callgrind --callgrind-out-file="$folder/out" --max-threads=1100 \
        "$out/tests/bench_instructions" "$@" 2>&1 | sed -n 's/.*Collected : //p'
}

per_task() { # MODEL KIND CONCURRENCY
    few=$(count "$1" "$2" "$3" $((10 * $3)))
    many=$(count "$1" "$2" "$3" $((30 * $3)))
    echo $(((many - few) / (20 * $3)))
}

{
    echo "# Instructions per task"
    echo
    echo "Counted by callgrind with \`tests/bench_instructions.sh build\`: $(gcc --version | sed 1q), valgrind $(valgrind --version | sed 's/valgrind-//')."
    echo
    echo "| model | nop, c = 1 | nop, c = 100 | nop, c = 1,000 | sleep, c = 1,000 |"
    echo "|---|---:|---:|---:|---:|"
    for model in coroutine coroutine-mn coroutine-evtimer coroutine-ucontext event thread thread-cond thread-static serial; do
        printf '| %s' $model
        for cell in "nop 1" "nop 100" "nop 1000" "sleep 1000"; do
            set -- $cell
            if [ $model = serial ] && [ $2 != 1 ]; then printf ' |'; else printf ' | %s' "$(per_task $model $1 $2)"; fi
        done
        echo ' |'
    done
} | tee data/instructions.md
