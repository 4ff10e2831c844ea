# A chart as SVG and PNG, and on the terminal in braille, or in letters where the character set has
# none. Of several sets of conditions the first is drawn, and the commands of the others are named.
runner --import="$HERE/fixtures/pair.csv" 2> /dev/null
analyze --plot=chart.svg; head -c 5 chart.svg; echo
analyze --plot=chart.png --metric=cpu; head -c 4 chart.png | tail -c 3; echo
analyze --plot=- --metric=memory
analyze --plot=no/where.svg; echo $?
analyze --plot=chart.svg --metric=p99; echo $?
ls

runner --db=service.db --import="$HERE/../data/service.csv" 2> /dev/null
analyze --db=service.db --plot=set.svg 2> others; cat others
sed -n 's/^  //p' others > command; sh command; ls ./*-2.svg
mkdir folder; cp service.db folder
analyze --db=folder/service.db --work=0s --plot=set.svg
awk '/<text>crossover/ { sub(/.*, /, ""); print }' set.svg
analyze --db=service.db --work=0s --plot
LC_ALL=C analyze --db=service.db --work=20us --plot
runner --db=seven.db --import="$HERE/fixtures/cases/seven.csv" 2> /dev/null
analyze --db=seven.db --plot
runner --db=fails.db --import="$HERE/fixtures/cases/fails.csv" 2> /dev/null
analyze --db=fails.db --plot


# Poor trust: no range.
runner --db=demo.db --import="$HERE/fixtures/cases/demo.csv" 2> /dev/null
analyze --db=demo.db --work=0s --plot | sed -n '1,2p; $p'

# The newest of three sets, which were measured one after the other.
runner --db=served.db --import="$HERE/../data/served.csv" 2> /dev/null
analyze --db=served.db --sweep=all --plot=set.svg 2>&1; grep -o 'TCP answers' set.svg

# At most 20 lines of 80 columns. A byte that begins a character is one column.
for db in results service seven fails; do
    for set in C.UTF-8 C; do
        LC_ALL=$set analyze --db=$db.db --plot 2> /dev/null > plot
        [ "$(wc -l < plot)" -le 20 ] || echo "$db: $(wc -l < plot) lines"
        LC_ALL=C tr -d '\200-\277' < plot | LC_ALL=C awk -v name=$db 'length > 80 { print name ": " length " columns" }'
    done
done

# In colour on a terminal only.
script -qec "stty cols 80; TERM=xterm analyze --db=service.db --work=0s --plot" /dev/null < /dev/null |
    tr -d '\r' | cat -v | sed -n '1p; 5,6p'
