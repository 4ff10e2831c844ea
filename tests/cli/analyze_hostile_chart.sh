# gnuplot draws any text of a history and runs none of it.
runner --db=pair.db --import="$HERE/fixtures/pair.csv" 2> log || cat log

# A hostile CSV file: runner may refuse it; if not, it is drawn without harm.
sed "s/^thread/x'.system(\"touch RUN\").'/" "$HERE/fixtures/pair.csv" > hostile.csv
runner --db=import.db --import=hostile.csv > log 2>&1
[ ! -e import.db ] || analyze --db=import.db --plot=import.svg > log 2>&1

# A history that was edited by hand: each text in each column.
cat > texts <<'X'
x'.system("touch RUN").'
';system"touch RUN";#
`touch RUN`@x\{/=20 y}$z^a_b
X
draw() { # name; draw it as SVG, PNG and text, each of which must exist
    for picture in "$1.svg" "$1.png"; do
        analyze --db="$1.db" --plot="$picture" > log 2>&1 || cat log
        [ -s "$picture" ] || echo "no $picture"
    done
    analyze --db="$1.db" --plot=- > "$1.txt" 2>&1 || cat "$1.txt"
    grep -q "concurrent tasks" "$1.txt" || echo "no chart in $1.txt"
}
number=0
while IFS= read -r text; do
    number=$((number + 1))
    quoted=$(printf '%s' "$text" | sed "s/'/''/g")
    for column in model kind phase idle; do
        cp pair.db "$column$number.db"
        sqlite3 "$column$number.db" "PRAGMA ignore_check_constraints = 1;
            UPDATE trial SET $column = '$quoted' WHERE '$column' <> 'model' OR model = 'thread';"
        draw "$column$number"
    done
done < texts

# A newline in the name of a model that has a mark and a curve in the chart.
cp pair.db line.db
sqlite3 line.db "UPDATE trial SET model = 'a' || char(10) || 'system(''touch RUN'')' WHERE model = 'thread'"
draw line
grep -c 'a?system(.touch RUN.) is 5. slower' line.svg

# gnuplot reads no start-up file.
echo 'system("touch RUN")' > .gnuplot
HOME=$PWD draw pair

ls | grep -x RUN
ls ./*.svg ./*.png ./*.txt | grep -vc import
