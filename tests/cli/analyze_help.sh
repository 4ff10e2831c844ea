analyze --help; analyze --help | awk "length > 80"
