#!/bin/sh
# Kill the runner with kill -9 at random moments. Every line that it printed must be a row, no
# position of the plan may be recorded twice, the file must be intact, and in the end --resume must
# complete the plan.
# usage: tests/campaigns/kill.sh build [kills]
# Prints a Markdown table.
set -eu
PATH="$(cd "$1" && pwd):$PATH"
kills=${2:-200}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

ask() { sqlite3 -cmd '.timeout 5000' results.db "$1"; }
random() { od -An -N2 -tu2 /dev/urandom | awk -v most="$1" '{ print int($1 * most / 65536) }'; }

begun=0 lost=0 twice=0 broken=0 refused=0 resumed=0 done_kills=0
: > lines
while [ "$done_kills" -lt "$kills" ]; do
    # Resume an unfinished sweep if there is one, otherwise start a new one; then kill it.
    if [ "$begun" -gt 0 ] && [ "$(ask "SELECT count(*) FROM sweep WHERE finished IS NULL" 2> /dev/null || echo 0)" -gt 0 ]; then
        runner --quiet --resume > more 2> words &
        resumed=$((resumed + 1))
    else
        runner --quiet -c 1,2,5,10 --per-worker=5 -t 2ms -r 20 --preset=study-2012 > more 2> words &
        begun=$((begun + 1))
    fi
    pid=$!
    sleep "0.$(printf '%03d' "$(random 700)")"
    kill -9 $pid 2> /dev/null || true
    wait $pid 2> /dev/null && status=0 || status=$?
    case $status in 0 | 1 | 137) ;; *) refused=$((refused + 1)); cat words >&2 ;; esac
    done_kills=$((done_kills + 1))
    cat more >> lines
    [ -s results.db ] || continue
    [ "$(ask "PRAGMA integrity_check")" = ok ] || broken=$((broken + 1))
    [ "$(ask "SELECT count(*) FROM trial")" -ge "$(wc -l < lines)" ] || lost=$((lost + 1))
    twice=$((twice + $(ask "SELECT count(*) FROM (SELECT 1 FROM trial GROUP BY sweep_id, position HAVING count(*) > 1)")))
done
while [ "$(ask "SELECT count(*) FROM sweep WHERE finished IS NULL AND arguments IS NOT NULL")" -gt 0 ]; do
    runner --quiet --resume > more && status=0 || status=$?
    [ $status -le 1 ] || break
    cat more >> lines
done

incomplete=$(ask "SELECT count(*) FROM sweep WHERE planned <> (SELECT count(*) FROM trial WHERE sweep_id = sweep.id)")
echo "| kill -9 at random moments | |"
echo "|---|---|"
echo "| kills | $done_kills |"
echo "| sweeps begun, and taken up again | $begun, $resumed |"
echo "| rows, and lines printed | $(ask "SELECT count(*) FROM trial"), $(wc -l < lines) |"
echo "| lines without a row | $lost |"
echo "| places recorded twice | $twice |"
echo "| integrity_check not ok | $broken |"
echo "| runs that refused to go on | $refused |"
echo "| sweeps whose plan is not complete in the end | $incomplete |"
[ $((lost + twice + broken + refused + incomplete)) = 0 ]
