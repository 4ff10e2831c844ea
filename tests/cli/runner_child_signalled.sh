# A trial's process that gets a signal while 10,000 coroutines stand on small stacks ends by it, or is not touched by it: no
# handler runs on those stacks. It is one row that says so, and the sweep goes on.
stack=1K; [ "$BUILD" = ucontext ] && stack=2K # a ucontext_t lies on it as well
case $BUILD in asan | tsan | coverage) echo "that build needs larger stacks, and handles signals of its own"; exit 77 ;; esac
# Its memory shows that all of them stand. What has just ended has none.
standing() { child=$(pgrep -P $pid -f -- --trial) && awk '/^VmRSS/ && $2 > 12000 { big = 1 } END { exit !big }' /proc/$child/status 2> /dev/null; }
for signal in TERM SEGV CHLD; do
    runner --quiet --db=$signal.db --stack=$stack -m coroutine -c 10000 -n 10000 -t 2s -r 1 > lines & pid=$!
    until standing || ! kill -0 $pid; do sleep 0.02; done
    awk '/^SigCgt/ { print $2 }' /proc/$child/status # SIGSEGV alone, on a stack of its own
    kill -$signal $child; wait $pid; echo $?
    sqlite3 $signal.db "SELECT model, status, error FROM trial WHERE role = 'grid'; SELECT count(*) FROM trial; PRAGMA integrity_check"
done
