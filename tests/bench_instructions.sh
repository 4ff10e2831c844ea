#!/bin/sh
# How many instructions a task takes, by model: what callgrind counts for 30 tasks per worker less what it counts for 10, so that
# start and end cancel out. Unlike a time this can be repeated, for one thread to the instruction, so that a later change shows. A
# Markdown table on stdout and in data/instructions.md. Threads take turns under callgrind, so theirs is without the kernel's
# share and without any waiting for each other.
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
