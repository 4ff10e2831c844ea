# The texts of a chart that gnuplot drew as SVG. With -v title=1 prints the title, joined from its
# lines. Otherwise prints each text that leaves the picture, or runs into another or into a curve, by
# an estimated box of 0.6 em per character, and then the number of texts.
function attribute(line, name,    value) {
    if (!match(line, name "=\"[^\"]*\"")) return ""
    value = substr(line, RSTART, RLENGTH)
    gsub(/^[^"]*"|"$/, "", value)
    return value
}
# Is a point of the line from the previous place to this one in the box of text i?
function crosses(i, k,    part, x, y) {
    for (part = 0; part <= 1; part += 0.02) {
        x = from_x[k] + part * (to_x[k] - from_x[k])
        y = from_y[k] + part * (to_y[k] - from_y[k])
        if (x > left[i] && x < right[i] && y > top[i] && y < bottom[i]) return 1
    }
    return 0
}
/stroke-width=/ { stroke = attribute($0, "stroke-width") + 0 }
# Curves, and nothing else, are two points wide.
stroke == 2 && (/<path/ || drawing) {
    drawing = !/\/>/
    steps = split($0, step, /[ \t\x27]+/)
    for (i = 1; i <= steps; i++) {
        if (step[i] !~ /^[ML][0-9]/) continue
        split(substr(step[i], 2), to, ",")
        if (step[i] ~ /^L/) {
            lines++
            from_x[lines] = last_x; from_y[lines] = last_y
            to_x[lines] = to[1]; to_y[lines] = to[2]
        }
        last_x = to[1]; last_y = to[2]
    }
}
/viewBox=/ { split(attribute($0, "viewBox"), view, " ") }
/<g transform=.*font-size/ {
    place = attribute($0, "transform")
    if (place ~ /rotate/) { print "rotated text"; next }
    gsub(/translate\(|\)/, "", place)
    split(place, at, ",")
    size = attribute($0, "font-size") + 0
    anchor = attribute($0, "text-anchor")
}
/<text>/ {
    text = $0
    gsub(/.*<text>|<\/text>.*/, "", text)
    gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
    gsub(/^ +| +$/, "", text)
    if (text == "") next
    count++
    said[count] = text
    width = 0.6 * size * length(text)
    left[count] = at[1] - (anchor == "middle" ? width / 2 : anchor == "end" ? width : 0)
    right[count] = left[count] + width
    top[count] = at[2] - 0.8 * size
    bottom[count] = at[2] + 0.2 * size
    if (size >= 15) heading = heading (heading == "" ? "" : " ") text
}
END {
    if (title) { print heading; exit }
    for (i = 1; i <= count; i++) {
        if (left[i] < 0 || top[i] < 0 || right[i] > view[3] || bottom[i] > view[4])
            print "cut: " said[i]
        for (j = 1; j < i; j++)
            if (left[i] < right[j] && left[j] < right[i] && top[i] < bottom[j] && top[j] < bottom[i])
                print "overlap: " said[j] " | " said[i]
        for (k = 1; k <= lines; k++)
            if (crosses(i, k)) { print "struck out: " said[i]; break }
    }
    print count " texts" (lines ? "" : ", no curve")
}
