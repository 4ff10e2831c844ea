#!/bin/sh
# A foreign program that sleeps in one go what its tasks would have: the start of a trial (-n 0), and a trial.
while getopts t:c:n:w:p:q:k: option; do eval "$option=\$OPTARG"; done
sleep 0.01
printf 'sleeper\t%s\t%s\t%s\t%s\n' "$t" "$c" "$n" 0.005
