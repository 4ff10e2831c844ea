# runner is killed while its first transaction writes its pages. By the journal the file was empty
# before, so analyze reports that there are no trials.
case $BUILD in asan | tsan) echo "a sanitizer wants to be loaded first"; exit 77 ;; esac
cp "$(dirname "$(command -v runner)")/tests/fault_shim.so" .
kill_at() { # N, then the arguments of runner, which is killed at its Nth write
    nth=$1; shift; rm -f h.db*
    (FAULT_PROCESS=runner FAULT_CALL=pwrite FAULT_NTH=$nth FAULT_HOW=kill LD_PRELOAD=./fault_shim.so \
        runner --db=h.db "$@" > lines 2> words; :) 2> killed
    [ -s h.db ] && [ -s h.db-journal ] || echo "$nth leaves no such pair"
    sha256sum h.db h.db-journal > sums; analyze --db=h.db; echo $?; sha256sum --quiet -c sums
}
for nth in 4 5 6 7; do kill_at $nth -c1 -n1 -r1 -t1 --shared; done
kill_at 17 --import="$HERE/fixtures/pair.csv"
: > empty.db; analyze --db=empty.db; echo $?
runner --db=h.db --import="$HERE/fixtures/pair.csv" > lines 2> words; sqlite3 h.db 'SELECT count(*) FROM trial; PRAGMA integrity_check'
ls h.db*
