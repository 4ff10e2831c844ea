runner --quiet -c 1,4 -n 40 -t 2ms -r 2 > /dev/null; analyze --breakdown --format=csv | awk -F, 'NR > 1 { n++; if ($(NF-9) < 0) bad++ } END { print n " cells, " bad + 0 " bad" }'
sqlite3 results.db "SELECT count(*), max(abs(overhead - (1 + wake + work + gap + lead_in + tail))) < 1e-9, min(wake > 0) FROM breakdown"
