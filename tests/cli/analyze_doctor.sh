# --doctor prints the warnings of a recorded sweep as sentences and as rows; --crossover has the
# TRUST line, and the codes in JSON.
runner --import="$HERE/fixtures/pair.csv" 2> /dev/null
analyze --doctor | sed "s/[0-9][0-9.,]*/N/g"; analyze --doctor | awk 'length($0) > 82'
analyze --doctor --format=csv | cut -d, -f1-4 | head -3
analyze --crossover | grep -c "^TRUST"; analyze | grep -c "^TRUST"
analyze --crossover --format=json | grep -o '"warnings":.*' | tail -1
