# What a search ends with when there is no crossing to find: one is slower everywhere, none is, from where on it is 5%, or it is inconclusive.
cat > two <<'X'
#!/bin/sh
# Takes as many times its ideal time as its name says: two, three; rise: 2, from 30 on 2.6; vain: it fails.
case ${0##*/} in two | also) times=2 ;; three) times=3 ;; rise) times=$([ $4 -gt 30 ] && echo 2.6 || echo 2) ;; *) exit 1 ;; esac
total=$(awk -v k="$times" -v t="$2" -v c="$4" -v n="$6" -v seed=$$ 'BEGIN { srand(seed); print k * (1 + rand() / 100) * t * n / c / 1000 }')
sleep "$total"; printf '%s\t%s\t%s\t%s\t%s\tshortest_wait=%s000000\n' "${0##*/}" "$2" "$4" "$6" "$total" "$2"
X
chmod +x two; for name in also three rise vain; do cp two $name; done
try() {
    runner --find-crossover -c 1,200 --per-worker=3 -t 1ms --seed=3 -d "$1.$2.db" -m "$1,$2" --exec="$1=./$1" --exec="$2=./$2" $3 2> words > lines
    tail -1 words | sed 's/[0-9][0-9.]* ([0-9]* to [0-9]*)/N/; s/[0-9][0-9]* pairs/N pairs/'
}
try two three; try three two; try two also; try rise two; try two vain; try two rise --max-time=1us
