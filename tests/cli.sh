#!/bin/sh
# Run the command-line cases. Each tests/cli/NAME.sh runs in its own empty folder with runner and
# analyze on the PATH. Its output, with the paths of its folder and of tests/ replaced by FOLDER and
# TESTS, and the exit status of its last command must match NAME.out. A case that exits with 77 is
# skipped. A case must not leave a process running. It has its own lock, so other sweeps on the
# machine do not make it wait.
# usage: tests/cli.sh build [--update] [NAME …]
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$1" && pwd)
shift
update=no
[ "${1:-}" = --update ] && update=yes && shift
cases=${*:-$(cd "$here/cli" && ls ./*.sh | sed 's|^./||; s/\.sh$//')}

# HERE: this folder, for fixtures. BUILD: the name of the build, for cases that do not work under a
# sanitizer.
export PATH="$out:$PATH" LC_ALL=C.UTF-8 TZ=UTC HERE="$here" BUILD="$(basename "$out")"
umask 022

# Print the processes that a case leaves running. A process that has just been killed gets ten
# seconds to end.
left_running() {
    for i in $(seq 100); do
        CROSSOVER_LOCK=$1 sh "$here/left.sh" . > /dev/null || return
        sleep 0.1
    done
    CROSSOVER_LOCK=$1 sh "$here/left.sh" . | sed 's/^/left running: /'
}

status=0
for case in $cases; do
    folder=$(mktemp -d)
    chmod 755 "$folder" && mkdir -m 1777 "$folder.lock"
    (
        cd "$folder" || exit 1
        CROSSOVER_LOCK=$folder.lock timeout -k 5 600 sh "$here/cli/$case.sh" 2>&1 < /dev/null
        code=$?
        left_running "$folder.lock"
        echo "exit $code"
    ) | sed "s|$folder|FOLDER|g; s|$here|TESTS|g" > "$folder.out"
    if tail -1 "$folder.out" | grep -q '^exit 77$'; then
        echo "ok cli $case # SKIP $(head -1 "$folder.out")"
    elif [ $update = yes ]; then
        cp "$folder.out" "$here/cli/$case.out"
    elif diff -u "$here/cli/$case.out" "$folder.out" > "$folder.diff" 2>&1; then
        echo "ok cli $case"
    else
        echo "not ok cli $case"
        cat "$folder.diff"
        status=1
    fi
    chmod -R u+rwx "$folder"
    rm -rf "$folder" "$folder.out" "$folder.diff" "$folder.lock"
done
exit $status
