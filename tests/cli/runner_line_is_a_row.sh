runner --quiet -c 1,2 -n 4 -t 1ms -r 2 --work=0s | cut -f1-4,7 | sort | uniq -c; sqlite3 results.db "SELECT count(*), count(DISTINCT uuid) FROM trial"
