runner --quiet -c 1,4 -n 40 -t 2ms -r 2 > /dev/null; analyze --breakdown | sed -n '3,$p' | awk '{ print $1, $2, $3 }'
sqlite3 results.db "SELECT count(*), max(abs(overhead - (1 + wake + work + gap + lead_in + tail))) < 1e-9, min(wake > 0) FROM breakdown"
