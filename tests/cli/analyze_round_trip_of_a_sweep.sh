runner --quiet -c 1,5 -n 20 -t 1ms -r 2 --work=0s > /dev/null; analyze --trials --format=csv > all.csv; runner -d again.db --import=all.csv 2> /dev/null
for view in --pivot --crossover "--crossover --format=json"; do analyze $view > one; analyze -d again.db $view | sed 's/again\.db/results.db/g' > two; cmp one two && echo same; done
