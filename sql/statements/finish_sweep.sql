-- Marks a sweep as complete.
-- Used by runner when the last trial of the plan is recorded.
UPDATE sweep SET finished = :finished WHERE id = :id
