# --find-crossover places pairs of trials where they add most information and records them as
# ordinary rows. It reports what it found, and analyze gives the same answer from the rows.
cat > step <<'X'
#!/bin/sh
# Takes 2 times its ideal time up to 30 workers, 3 times above; as flat, always 2.5 times.
total=$(awk -v name="${0##*/}" -v t="$2" -v c="$4" -v n="$6" 'BEGIN { srand(); print (name == "flat" ? 2.5 : c > 30 ? 3 : 2) * (1 + rand() / 50) * t * n / c / 1000 }')
sleep "$total"; printf '%s\t%s\t%s\t%s\t%s\tshortest_wait=%s000000\n' "${0##*/}" "$2" "$4" "$6" "$total" "$2"
X
chmod +x step; cp step flat; pair="-m step,flat --exec=step=./step --exec=flat=./flat"
runner --find-crossover -c 1,1000 --per-worker=5 -t 1ms $pair --preset=study-2012 --seed=3 > lines 2> words; echo $?
grep "pairs of trials$" words | sed "s/[0-9.]* ([^)]*)/N/; s/after [0-9]* pairs/after N pairs/"
[ "$(wc -l < lines)" = "$(sqlite3 results.db "SELECT count(*) FROM trial")" ] && sqlite3 results.db "SELECT DISTINCT role FROM trial; SELECT finished IS NOT NULL, planned IS NULL FROM sweep; SELECT count(*) < 150 FROM trial"
told=$(grep "pairs of trials$" words | sed "s/.* at about \([0-9]*\) (\([0-9]*\) to \([0-9]*\)).*/\1 \2 \3/")
[ "$told" = "$(analyze --crossover --format=json --metric=overhead -m step,flat | sed 's/.*"crossings":\[{"status":"found","estimate":\([0-9.]*\),"low":\([0-9.]*\),"high":\([0-9.]*\).*/\1 \2 \3/' | awk '{ printf "%.0f %.0f %.0f\n", $1, $2, $3 }')" ] && echo "analyze says the same"
runner --find-crossover --dry-run -c 1,8 --per-worker=5 -t 1ms $pair --preset=study-2012 --seed=3 2> /dev/null
