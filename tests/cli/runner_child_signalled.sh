# A signal to a trial's process with 10,000 coroutines on small stacks either ends it or has no
# effect: no handler runs on those stacks. One row records the result, and the sweep continues.
stack=1K; [ "$BUILD" = ucontext ] && stack=2K # it also holds a ucontext_t
case $BUILD in asan | tsan | coverage) echo "that build needs larger stacks, and handles signals of its own"; exit 77 ;; esac
# The memory of the process shows that all coroutines exist. A process that has just ended has none.
standing() { child=$(pgrep -P $pid -f -- --trial) && awk '/^VmRSS/ && $2 > 12000 { big = 1 } END { exit !big }' /proc/$child/status 2> /dev/null; }
for signal in TERM SEGV CHLD; do
    runner --quiet --db=$signal.db --stack=$stack -m coroutine -c 10000 -n 10000 -t 2s -r 1 --work=0s > lines & pid=$!
    until standing || ! kill -0 $pid; do sleep 0.02; done
    awk '/^SigCgt/ { print $2 }' /proc/$child/status # only SIGSEGV is handled, on its own stack
    kill -$signal $child; wait $pid; echo $?
    sqlite3 $signal.db "SELECT model, status, error FROM trial WHERE role = 'grid'; SELECT count(*) FROM trial; PRAGMA integrity_check"
done
