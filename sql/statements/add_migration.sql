-- Inserts one row: a migration that was applied.
-- Used by runner when it upgrades a history.
INSERT INTO migration (version, applied, build) VALUES (:version, :applied, :build)
