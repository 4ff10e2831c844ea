# --import refuses at once what cannot hold rows, and reads a pipe to its end. Its messages quote
# the file as plain text.
mkfifo fifo; ln -s /dev/zero zero; mkdir folder
for file in fifo zero folder /dev/null; do timeout 20 runner --import=$file; echo $?; done
printf 'model,sleep,concurrency,tasks,total\n"a\033]0;x\007",5,1,10,0.1\n' > file.csv; runner --import=file.csv 2>&1 | cat -v
printf 'model,sleep,concurrency,tasks,total\n"x'"'"'.system(""touch ran"").'"'"'",5,1,10,0.1\n' > file.csv; runner --import=file.csv
(printf 'm,5,1,10,0.1\n'; sleep 0.1; printf 'm,5,2,10,0.1\n') | runner --import=/dev/stdin; runner --import=/dev/fd/0 < file.csv; ls
