# Any query that fails gives a message and exit 3. analyze never takes it for one without results.
case $BUILD in asan | tsan) echo a sanitizer bears no library before it; exit 77 ;; esac
cp "$(dirname "$(command -v runner)")/tests/fault_shim.so" . # LD_PRELOAD splits its value at blanks
runner --quiet --shared -d r.db -k pipe -m thread,coroutine -c 2 -n 8 -t 1ms -r 1 --work=0s > /dev/null
fail() { # CALL OPTION ...
    call=$1 n=0; shift
    while :; do
        n=$((n + 1)); : > seen
        FAULT_PROCESS=analyze FAULT_CALL=$call FAULT_NTH=$n FAULT_HOW=once FAULT_SEEN=$PWD/seen LD_PRELOAD=./fault_shim.so analyze -d r.db "$@" > out 2> words
        status=$?
        [ -s seen ] || break
        [ $status = 3 ] && [ -s words ] || echo "$call $n, analyze $*: exit $status"
    done
    [ $n -gt 10 ] && [ $status = 0 ] && echo "$call: analyze $*" || { echo "analyze $*: exit $status after $n"; cat words; }
}
for call in sqlite3_prepare_v2 sqlite3_step; do
    fail $call
    fail $call --doctor
    fail $call --latency
done
fail sqlite3_prepare_v2 --sweep=1 --model=thread,coroutine
fail sqlite3_step --sweep=1 --model=thread,coroutine
fail sqlite3_prepare_v2 --resources
fail sqlite3_prepare_v2 --breakdown --format=json
fail sqlite3_prepare_v2 --crossover --format=json
fail sqlite3_prepare_v2 --compare=sweep:1,sweep:1
