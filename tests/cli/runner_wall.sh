# The threads run out in a process of their own limits: those of the machine are everybody's.
case $BUILD in asan | tsan) echo "a sanitizer ends a process that runs out of threads"; exit 77 ;; esac
ulimit -v 400000
runner --quiet -c 1,1M -n 10 -t 1ms -r 1 -m thread --no-task-times | cut -f1-4,7 | sort; sqlite3 results.db "SELECT status, error LIKE \"only % of 1000000 threads could be created: %\" FROM trial WHERE status <> \"ok\""
