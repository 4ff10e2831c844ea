# Text of a history or a CSV file cannot control the terminal: analyze and runner print no control
# characters (C0 or C1) and none that change the writing direction.
escape=$(printf '\033')
bell=$(printf '\007')
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,per_worker,status,error";
    for (c = 10; c < 1300; c *= 2) for (k = 1; k <= 3; k++) {
        printf "thread,5,%d,%d,%f,60,ok,\n", c, 60 * c, 0.303 * (1 + 0.001 * k) * (0.8 + 0.001 * c);
        printf "coroutine,5,%d,%d,%f,60,%s\n", c, 60 * c, 0.303 * (2.02 - 0.001 * k),
               c < 1000 ? "ok," : "crash,it died"; } }' > made.csv
runner --db=made.db --import=made.csv 2> log || cat log
sqlite3 made.db "INSERT OR REPLACE INTO machine (id, cpu_model) VALUES ('m', 'x'); UPDATE trial SET machine = 'm', cpus = 2"

# A window title, a C1 escape sequence, a right-to-left override, and a newline with a table cell.
text="char(27) || ']0;x' || char(7) || char(155) || '1m' || char(8238) || char(10) || '|y'"
steers() { # file; print its lines with such a character; true if any, or if it is not UTF-8
    LC_ALL=C grep -naP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\x8e\x8f\xaa-\xae]' "$1" || ! iconv -f UTF-8 "$1" > /dev/null
}
ask() { # name of the case
    for format in table csv json markdown; do
        for view in --crossover --pivot --trials --sweeps --resources --latency --breakdown --doctor; do
            analyze --db=case.db $view --format=$format > out 2>&1
            ! steers out || echo "$1 $view $format"
        done
    done
    for view in '' --plot=- '--decide --rate=1000' '--compare=sweep:1,sweep:1' --model=zz; do
        # shellcheck disable=SC2086
        analyze --db=case.db $view > out 2>&1
        ! steers out || echo "$1 $view"
    done
}
for column in model kind phase idle status error origin machine; do
    cp made.db case.db
    sqlite3 case.db "PRAGMA ignore_check_constraints = 1; UPDATE trial SET $column = substr($column || $text, 1, 31)"
    ask $column
done
cp made.db case.db
sqlite3 case.db "UPDATE machine SET cpu_model = $text, kernel = $text, virtualisation = $text, frequency_governor = $text;
    UPDATE sweep SET label = $text, command = $text"
ask machine

# Column names of an --sql query and of a CSV file.
analyze --db=made.db --sql="SELECT 1 AS \"a${escape}[2Jb\", 'c' || char(10) || '|d' AS e" --format=markdown
analyze --db=made.db --sql="SELECT 1 AS \"a${escape}[2Jb\", char(27, 155, 8238) AS e" --format=json
printf 'model,sleep,concurrency,tasks,total,x%s]0;x%s\nthread,5,1,10,0.06,7\n' "$escape" "$bell" > odd.csv
runner --db=odd.db --import=odd.csv 2>&1 | head -1
