-- Marks one sweep as complete.
-- Asked by runner when the last trial of the plan is recorded.
UPDATE sweep SET finished = :finished WHERE id = :id
