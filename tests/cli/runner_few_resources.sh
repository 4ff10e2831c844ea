# With very few descriptors or very little memory, runner records rows with a reason, or prints a
# message and exits with 3. Every printed line is recorded.
case $BUILD in asan | tsan) echo a sanitizer needs more; exit 77 ;; esac
check() { # STATUS WHAT
    rows=$(sqlite3 r.db "SELECT count(*) FROM trial" 2> /dev/null) || rows=0
    mute=$(sqlite3 r.db "SELECT count(*) FROM trial WHERE (status = 'ok') = (total IS NULL) OR (status <> 'ok' AND coalesce(error, '') = '')" 2> /dev/null) || mute=0
    case $1 in 0 | 1) [ "$rows" = 7 ] ;; 3 | 127) [ -s words ] ;; *) false ;; esac &&
        [ "$(wc -l < lines)" -le "$rows" ] && [ "$mute" = 0 ] && ! grep -E 'assertion failed|Assertion' words ||
        { echo "$2: exit $1, $rows rows, $mute without a reason, $(wc -l < lines) lines"; cat words; }
    sqlite3 r.db "SELECT model, status, error FROM trial WHERE error LIKE '%signal%'" 2> /dev/null
    rm -f r.db*
}
for kind in sleep tcp pipe; do
    for n in 4 6 8 10; do
        (ulimit -n $n; exec runner --quiet --shared -d r.db -k $kind -m thread -c 2 -n 4 -t 1ms -r 1 --work=0s) > lines 2> words; check $? "$kind with $n descriptors"
    done
    echo $kind
done
for kilobytes in 9000 12000 15000 18000; do
    (ulimit -v $kilobytes; exec runner --quiet --shared -d r.db -m thread -c 200 -n 400 -t 1ms -r 1 --work=0s) > lines 2> words; check $? "with $kilobytes kB"
done
echo memory
