for text in "thread,5,1,100" "thread,5,x,100,1" "a,b"; do printf "%s\n" "$text" > file.csv; runner --import=file.csv; echo $?; done; runner --import=missing.csv; echo $?; analyze; echo $?
