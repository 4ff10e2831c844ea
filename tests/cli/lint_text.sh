# lint_text.sh finds the two mistakes it looks for, and accepts correct code.
cat > sum.c <<'X'
length += (size_t)snprintf(text, size, "%s",
                           name);
snprintf(text + length, size, "%s", name);
X
cat > script.c <<'X'
fprintf(script, "plot 1 title '%s'\n", name);
fprintf(script, "set label \"%s\"\n",
        name);
X
cat > fine.c <<'X'
text_add(text, size, "%s", name);
snprintf(text, size, "%s", a ? "+" : name);
fprintf(script, "set format y '%%g'; plot 1 pt '%c' title ", sign);
X
"$HERE"/lint_text.sh "$PWD"/sum.c; echo $?
"$HERE"/lint_text.sh "$PWD"/script.c; echo $?
"$HERE"/lint_text.sh "$PWD"/fine.c; echo $?
