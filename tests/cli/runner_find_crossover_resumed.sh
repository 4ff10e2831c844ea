# A search that was killed, interrupted or out of time resumes from its own rows. The programs
# compute their totals, so the search ends on any machine.
cat > step <<'X'
#!/bin/sh
# Takes 2 times its ideal time up to 30 workers, 3 times above; as flat, always 2.5 times.
total=$(awk -v name="${0##*/}" -v t="$2" -v c="$4" -v n="$6" 'BEGIN { srand(); print (name == "flat" ? 2.5 : c > 30 ? 3 : 2) * (1 + rand() / 50) * t * n / c / 1000 }')
sleep "$total"; printf '%s\t%s\t%s\t%s\t%s\tshortest_wait=%s000000\n' "${0##*/}" "$2" "$4" "$6" "$total" "$2"
X
chmod +x step; cp step flat; programs="--exec=step=./step --exec=flat=./flat"
find="-m step,flat $programs -c 1,500 --preset=study-2012 --per-worker=5 -t 1ms --seed=9"
runner --quiet --find-crossover $find > lines & pid=$!
touch lines; until [ "$(wc -l < lines)" -ge 20 ] || ! kill -0 $pid; do sleep 0.01; done; kill -9 $pid; wait $pid 2> /dev/null
runner --resume $programs --max-time=300ms > more 2> words; echo $?; sed "s/[0-9][0-9]* trials/N trials/; s/[0-9][0-9]* pairs/N pairs/" words | sed -n "/kept/,/pairs/p"
setsid runner --resume $programs > most 2> words & pid=$!
until [ -s most ] || ! kill -0 $pid; do sleep 0.01; done; kill -INT $pid; wait $pid; echo $?
runner --quiet --resume $programs > rest; echo $?
sqlite3 results.db "PRAGMA integrity_check; SELECT count(*) = max(position), count(DISTINCT position) = count(*) FROM trial; SELECT finished IS NOT NULL FROM sweep; SELECT count(*) FROM resumption"
[ "$(cat lines more most rest | wc -l)" -ge "$(sqlite3 results.db "SELECT count(*) - 1 FROM trial")" ] && echo "every row once"
runner --resume $programs; echo $?
