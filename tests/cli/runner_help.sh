runner --help; runner --usage; runner --help | awk "length > 80"
