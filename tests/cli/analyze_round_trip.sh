runner --import="$HERE/fixtures/pair.csv" 2> /dev/null;  analyze --trials --format=csv > all.csv; runner -d again.db --import=all.csv
for view in --pivot --crossover '--crossover --format=json' '--pivot --format=csv'; do analyze $view > one; analyze -d again.db $view | sed 's/again\.db/results.db/g' > two; cmp one two && echo same; done
runner --import=all.csv
