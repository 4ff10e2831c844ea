# No text of a history, however long, overruns a buffer.
runner --db=service.db --import="$HERE/fixtures/service.csv" 2> log || cat log
sqlite3 service.db "INSERT OR REPLACE INTO machine (id, cpu_model, virtualisation)
    SELECT DISTINCT machine, printf('%.*c', 1023, 'A'), printf('%.*c', 9000, 'B') FROM trial"
for letters in 32 1000 5000; do
    for column in model kind error; do
        cp service.db long.db
        sqlite3 long.db "PRAGMA ignore_check_constraints = 1; UPDATE trial
            SET $column = printf('%.*c', $letters, 'A') WHERE '$column' <> 'model' OR model = 'thread'"
        for view in --sweep=all --crossover --doctor --breakdown --pivot --latency --decide; do
            [ $view = --decide ] && view="--decide --rate=1000 --sleep=1ms"
            # shellcheck disable=SC2086
            analyze --db=long.db $view > out 2>&1
            [ $? -le 3 ] || echo "$column of $letters letters, $view: $(tail -1 out)"
        done
    done
done
analyze --db=service.db --doctor | grep -c AAAA
