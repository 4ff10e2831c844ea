-- The response histograms of all `ok` trials, by trial and bucket, and the greatest response.
-- Used by analyze for the metric p99.
SELECT latency_bucket.trial_id, bucket, count, max
FROM latency_bucket JOIN latency USING (trial_id, metric)
WHERE metric = 'response'
  AND latency_bucket.trial_id IN (SELECT id FROM trial WHERE status = 'ok' AND role IN ('grid', 'search'))
ORDER BY latency_bucket.trial_id, bucket
