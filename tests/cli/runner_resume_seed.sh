# --resume plans the rest of a sweep in the order of its seed, even if no --seed was given.
runner --quiet --shared -m thread -c 1,2,3,4,5,6,7,8 -n 8 -t 1ms -r 1 --work=0s > /dev/null
sqlite3 results.db "UPDATE sweep SET finished = NULL; DELETE FROM trial WHERE position > 9"
runner --quiet --resume > /dev/null; echo $?
sqlite3 results.db "SELECT count(*), count(DISTINCT position), count(DISTINCT concurrency) FROM trial WHERE role = 'grid'"
