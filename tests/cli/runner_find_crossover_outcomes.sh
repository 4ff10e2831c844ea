# What a search reports if there is no crossing: one model is slower everywhere, neither is, one is
# 5% slower from some level on, or the search is inconclusive.
cat > two <<'X'
#!/bin/sh
# Takes 2 (two, also) or 3 (three) times its ideal time; rise: 2 up to 30 workers, 2.6 above. As
# vain, it fails.
case ${0##*/} in two | also) times=2 ;; three) times=3 ;; rise) times=$([ $4 -gt 30 ] && echo 2.6 || echo 2) ;; *) exit 1 ;; esac
total=$(awk -v k="$times" -v t="$2" -v c="$4" -v n="$6" -v seed=$$ 'BEGIN { srand(seed); print k * (1 + rand() / 100) * t * n / c / 1000 }')
sleep "$total"; printf '%s\t%s\t%s\t%s\t%s\tshortest_wait=%s000000\n' "${0##*/}" "$2" "$4" "$6" "$total" "$2"
X
chmod +x two; for name in also three rise vain; do cp two $name; done
try() {
    runner --find-crossover -c 1,200 --preset=study-2012 --per-worker=3 -t 1ms --seed=3 -d "$1.$2.db" -m "$1,$2" --exec="$1=./$1" --exec="$2=./$2" $3 2> words > lines
    grep pairs words | sed 's/[0-9][0-9.]* ([0-9]* to [0-9]*)/N/; s/[0-9][0-9]* pairs/N pairs/'
}
try two three; try three two; try two also; try rise two; try two vain; try two rise --max-time=1us
