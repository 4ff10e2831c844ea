-- The list of tries, as the program `tries` reads it: group, accepted exit statuses, how the file is made, command. Built
-- from the tables value, schema, file, statement, import, argument (each name, text), place (options of analyze), and the
-- history `base`.

CREATE TABLE target AS -- every stored column
    SELECT row_number() OVER () AS n, t.name AS "table", c.name AS "column"
    FROM base.sqlite_schema t, pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.hidden = 0;

-- What turns off all that the schema says of a row, and what puts it back as it was.
CREATE TABLE loosen AS SELECT
    'PRAGMA writable_schema = ON; CREATE TEMP TABLE was AS SELECT name AS n, sql AS s FROM sqlite_schema; ' ||
    'UPDATE sqlite_schema SET sql = replace(replace(replace(sql, ''STRICT, WITHOUT'', ''WITHOUT''), ''STRICT'', ''''), '
    || '''NOT NULL'', '''') WHERE type = ''table''; PRAGMA writable_schema = RESET; ' ||
    'PRAGMA ignore_check_constraints = ON; ' AS before,
    '; PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = (SELECT s FROM was WHERE n = name); ' ||
    'PRAGMA writable_schema = RESET' AS after;

CREATE TABLE change AS -- in all rows, or in every second trial; in some buckets, of which there are thousands
    SELECT (target.n * 7 + value.rowid) AS n, "table", "column", name,
           format('UPDATE OR IGNORE "%w" SET "%w" = %s%s', "table", "column", text,
                  CASE WHEN "table" = 'latency_bucket' THEN ' WHERE bucket % 50 = 0'
                       WHEN "table" = 'trial' AND (target.n + value.rowid) % 3 = 0 THEN ' WHERE id % 2' ELSE '' END) AS sql
    FROM target, value WHERE (target.n * 7 + value.rowid) % :one_in = 0;

CREATE TABLE question AS
    SELECT rowid - 1 AS n, count(*) OVER () AS many, 'analyze --db=h.db ' || text AS text FROM place;

CREATE TABLE looked AS -- each change with some of the questions; which ones, goes round
    SELECT change.*, question.n AS q, question.text FROM change, question
    WHERE (question.n * 5 + change.n) % many < :places;

SELECT 'values within the schema', '0 1 2 3 4 5', 'may ' || sql, text FROM looked ORDER BY "table", "column", name;

SELECT 'values against the schema', '0 1 2 3 4 5', 'may ' || before || sql || after, text
FROM looked, loosen ORDER BY "table", "column", name;

SELECT 'values in tables without constraints', '3', 'may ' || before || sql, text
FROM looked, loosen WHERE q % 4 = 0 ORDER BY "table", "column", name;

-- The same value in all columns of texts at once.
SELECT 'values everywhere', '0 1 2 3 4 5', 'may ' || before || group_concat(format('UPDATE OR IGNORE %s SET %s = %s', "table",
       "column", value.text), '; ') || after, question.text
FROM loosen, value, question, target
WHERE "table" IN ('sweep', 'machine', 'trial') AND "column" NOT IN ('id', 'sweep_id', 'uuid') AND value.name NOT LIKE '%long' AND
      value.name <> 'letters-100000' AND value.rowid * question.n % (4 * :one_in) = 0
GROUP BY value.name, question.text ORDER BY value.name;

SELECT 'values, before runner', '0 1 2 3', 'may ' || before || change.sql || after,
       CASE change.n / :one_in % 4 WHEN 0 THEN 'runner --db=h.db --resume --dry-run' WHEN 1 THEN 'runner --db=h.db --resume'
            WHEN 2 THEN 'runner --db=h.db --resume --quiet AND THEN analyze --db=h.db --doctor'
            ELSE 'runner --db=h.db --import="$BASE.csv"' END
FROM change, loosen WHERE "table" IN ('sweep', 'machine', 'migration', 'resumption') OR change.n % 4 = 0;

CREATE TABLE brief AS -- what is asked, and ordered, where the file itself is what is tried
    SELECT row_number() OVER () AS n, column1 || ' --db=h.db ' || column2 AS text FROM (VALUES
    ('analyze', ''), ('runner', '--resume --dry-run'), ('analyze', '--doctor'), ('runner', '--import="$BASE.csv"'),
    ('analyze', '--trials --format=csv'), ('analyze', '--sweep=all --crossover'), ('runner', '--resume'),
    ('analyze', '--sweeps --format=json'), ('analyze', '--breakdown'), ('analyze', '--plot="$OUT/c.svg"'),
    ('runner', '--shared -m serial -c1 -n2 -r1 -t1 AND THEN analyze --db=h.db'));

-- The version that is ours is in the list, too.
SELECT 'schemas', CASE name WHEN 'user_version ' || (SELECT max(version) FROM base.migration) THEN '0 1' ELSE exits END,
       'sql ' || schema.text, brief.text
FROM schema, brief WHERE (schema.rowid + brief.n) % :one_of = 0 ORDER BY schema.rowid;

SELECT 'files', '0 1 2 3', 'sh ' || file.text, brief.text
FROM file, brief WHERE (file.rowid + brief.n) % :one_of = 0 ORDER BY file.rowid;

SELECT 'corruption', '0 1 2 3', format('corrupt %s %d', kind, seed), brief.text
FROM (SELECT column1 AS kind FROM (VALUES ('bytes'), ('header'), ('heads'), ('cut'), ('zero'), ('swap'))),
     (WITH RECURSIVE n(seed) AS (SELECT 1 UNION ALL SELECT seed + 1 FROM n WHERE seed < :corruptions) SELECT seed FROM n),
     brief WHERE (seed + brief.n) % 4 = 0 ORDER BY kind, seed;

SELECT 'statements', '0 1 2 3', 'sql SELECT 1',
       format('analyze --db=h.db --sql=''%s'' --format=%s', replace(statement.text, '''', '''\'''''), column1)
FROM statement, (VALUES ('table'), ('csv'), ('json'), ('markdown')) WHERE (statement.rowid + length(column1)) % :one_of < 2
ORDER BY statement.rowid;

SELECT 'stored arguments', '0 1 2 3', format('sql UPDATE sweep SET arguments = %Q, program = %s%s', argument.text, column1, column2),
       'runner --db=h.db --resume'
FROM argument, (VALUES ('program', ''), ('NULL', ''), ('program', '; DELETE FROM trial'))
WHERE (argument.rowid + length(column1 || column2)) % :one_of < 2 ORDER BY argument.rowid;

SELECT 'imported files', '0 1 2 3', 'sh ' || text, 'runner --db=h.db --import=h.csv AND THEN analyze --db=h.db --sweep=all' FROM import
UNION ALL
SELECT 'imported files', '0 1 2 3', 'sh rm h.db; ' || text, 'runner --db=h.db --import=h.csv AND THEN analyze --db=h.db --plot="$OUT/c.svg"'
FROM import ORDER BY 3;

SELECT 'imported values', '0 1 2 3',
       format('sh rm h.db; sqlite3 -csv -header "$BASE" ''%s'' > h.csv', replace(
              'SELECT ' || (SELECT group_concat(CASE WHEN other."column" = target."column" THEN value.text || ' AS ' || "column"
                                                     ELSE "column" END, ', ')
                            FROM target other WHERE other."table" = 'trial' AND other."column" NOT IN ('id', 'uuid')) ||
              ' FROM trial', '''', '''\''''')),
       'runner --db=h.db --import=h.csv AND THEN analyze --db=h.db --sweep=all' || CASE value.rowid % 3 WHEN 0 THEN ' --doctor'
       WHEN 1 THEN ' --plot="$OUT/c.svg"' ELSE '' END
FROM target, value WHERE "table" = 'trial' AND (target.n * 7 + value.rowid) % (2 * :one_in) = 0
ORDER BY target.n, value.name;
