#!/bin/sh
# The command lines: each tests/cli/NAME.sh runs in an empty folder of its own with runner and analyze
# on the PATH; what it prints, and the exit status of its last command, must be what NAME.out says,
# after numbers that differ from run to run are masked. A case that exits 77 is skipped. Nothing that it
# started may be left running, and the machine's other sweeps do not make it wait: its lock is its own.
# usage: tests/cli.sh build [--update] [NAME …]
set -u
here=$(cd "$(dirname "$0")" && pwd)
out=$(cd "$1" && pwd)
shift
update=no
[ "${1:-}" = --update ] && update=yes && shift
cases=${*:-$(cd "$here/cli" && ls ./*.sh | sed 's|^./||; s/\.sh$//')}

# HERE: this folder, for fixtures. BUILD: the name of the build, for cases a sanitizer cannot bear.
export PATH="$out:$PATH" LC_ALL=C.UTF-8 TZ=UTC HERE="$here" BUILD="$(basename "$out")"
umask 022

# What a case leaves running; what has just been killed gets some time to end.
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
