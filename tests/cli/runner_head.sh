# Who reads the first line only does not end the sweep; the pipeline ends with it.
runner --quiet -c 1 -n 2 -t 1ms -r 20 2>&1 | head -1 | cut -f2-4; sqlite3 results.db "SELECT count(*) FROM trial"
