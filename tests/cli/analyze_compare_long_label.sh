# --compare uses all sweeps of a label, however many there are.
awk 'BEGIN { print "model,sleep,concurrency,tasks,total,sweep_id";
    for (s = 1; s <= 80; s++) for (c = 10; c < 100; c *= 3) printf "thread,5,%d,%d,%f,%d\n", c, 10 * c, 0.06 + s / 1e6, s }' > many.csv
runner --db=many.db --import=many.csv --label=many 2>&1
sqlite3 many.db "SELECT count(*) FROM sweep WHERE label = 'many'; UPDATE trial SET total = 0.12 WHERE sweep_id > 64"
analyze --db=many.db --compare=label:many,label:many | head -3
analyze --db=many.db --compare=label:many,label:many --allow-poor --fail-on=regression -q | head -2 | tail -1
analyze --db=many.db --compare=sweep:1,label:many --allow-poor --fail-on=regression --format=csv | sed 's/^"[^"]*",//' | cut -d, -f3,8
