runner --dry-run -c 1,10 -n 100 -r 1 --work=0s --order=study --seed=1 2>&1 | sed 's/up to about .*/up to about …/'; ls
