-- One row: a step of the schema that was taken.
-- Asked by runner when it brings a history up to date.
INSERT INTO migration (version, applied, build) VALUES (:version, :applied, :build)
