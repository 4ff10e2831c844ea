runner --quiet -c 1,4 -n 40 -t 2ms -r 2 --work=0s > /dev/null; analyze --breakdown | sed -n '2p;5,8p' | awk '{ print $1, $2 }'
sqlite3 results.db "SELECT count(*), max(abs(overhead - (1 + wake + work + gap + lead_in + tail))) < 1e-9, max(abs(wake - (timer + switching))) < 1e-9, max(abs(tail - (rounding + imbalance))) < 1e-9, min(wake > 0), min(timer > 0) FROM breakdown"
# The cost model is fitted only if there are five levels; in JSON it is an object of its own.
analyze --breakdown | grep -c COST; runner -d five.db --quiet -c 1,2,4,8,16 --per-worker=20 -t 2ms -r 1 --work=0s > /dev/null; analyze -d five.db --breakdown | grep -c COST; analyze -d five.db --breakdown --format=json | grep -c '"cost_model"'
