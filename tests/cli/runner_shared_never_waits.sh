# While another sweep holds the machine's lock, a --shared sweep does not wait, and neither does a
# command that runs no trials.
runner --quiet --shared -d shared.db -m serial -c 1 -n 1 -t 1ms -r 1 --work=0s > /dev/null
sqlite3 shared.db "DELETE FROM trial WHERE position > 1; UPDATE sweep SET finished = NULL"
runner --quiet -d long.db -m serial -c 1 -n 1 -t 1ms -r 100000 --work=0s > lines 2>&1 & pid=$!; until [ -s lines ]; do sleep 0.01; done
timeout 20 runner --quiet -d shared.db --resume | cut -f1; timeout 20 runner -d other.db --dry-run -m serial -c 1 -r 1 --work=0s 2> words | cut -f1; grep "waiting for" words
sqlite3 shared.db "UPDATE sweep SET finished = NULL, build = 'other'"; timeout 20 runner -d shared.db --resume > /dev/null 2>&1; echo $?
kill -INT $pid; wait $pid; echo $?
