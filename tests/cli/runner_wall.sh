# A row records that threads could not be created. The case sets a limit of its own (ulimit -v),
# because every process shares the limits of the machine.
case $BUILD in asan | tsan) echo "a sanitizer ends a process that runs out of threads"; exit 77 ;; esac
ulimit -v 400000
runner --quiet -c 1,1M -n 10 -t 1ms -r 1 --work=0s -m thread --no-task-times | cut -f1-4,7 | sort; sqlite3 results.db "SELECT status, error LIKE \"only % of 1000000 threads could be created: %\" FROM trial WHERE status <> \"ok\""
