# runner starts no trial that would end after --max-time. The recorded rows are complete, and
# --resume can do the rest.
runner -c 1,2 -n 20 -t 5ms -r 100 --work=0s --max-time=1500ms > lines 2> words; echo $?
grep -A1 kept words | sed "s/: [0-9]* of/: N of/"
sqlite3 results.db "SELECT count(*) BETWEEN 3 AND 100, max(finished) IS NULL FROM trial JOIN sweep ON sweep.id = sweep_id"
runner --max-time=0s; echo $?; runner --max-time=soon; echo $?
