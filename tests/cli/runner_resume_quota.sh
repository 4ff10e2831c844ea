# --resume refuses a sweep that was started under another CPU quota.
runner --quiet --shared -m serial -c 1 -n 2 -t 1ms -r 2 --work=0s > /dev/null
sqlite3 results.db "UPDATE sweep SET finished = NULL; DELETE FROM trial WHERE position > 2; UPDATE trial SET cpu_quota = 0.25"
runner --resume 2>&1 | sed "s/[0-9]* CPUs\?/N CPUs/g; s/a quota of [0-9.]*$/a quota/"
sqlite3 results.db "SELECT count(*) FROM trial"
