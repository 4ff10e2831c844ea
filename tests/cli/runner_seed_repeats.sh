runner --dry-run --quiet --seed=5 2>/dev/null > a; runner --dry-run --seed=5 2>/dev/null > b; runner --dry-run --seed=6 2>/dev/null > c; cmp a b && ! cmp -s a c && wc -l < a
