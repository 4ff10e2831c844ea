# A reader that stops after the first line does not end the sweep. The pipeline ends with the sweep.
runner --quiet -c 1 -n 2 -t 1ms -r 20 --work=0s 2>&1 | head -1 | cut -f2-4; sqlite3 results.db "SELECT count(*) FROM trial"
