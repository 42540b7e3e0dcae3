-- Views of docs/formats/store-tables.md that do not follow from the columns alone; the others: SchemaSql.cs.

-- Account of each asset in readings. Rejected readings of a numbered stream have a number but are not stored, so they are not missing.
-- Rejections that name no asset are counted under '(unknown)'. A union and one grouping, as there is no FULL JOIN.
CREATE OR REPLACE VIEW completeness AS
SELECT
    asset,
    CAST(sum(sent) AS SIGNED) AS sent,
    CAST(sum(stored) AS SIGNED) AS stored,
    CAST(sum(duplicates) AS SIGNED) AS duplicates,
    CAST(sum(rejected) AS SIGNED) AS rejected,
    CAST(greatest(sum(numbered_not_stored) - sum(rejected), 0) AS SIGNED) AS missing,
    CAST(sum(late) AS SIGNED) AS late
FROM (
    SELECT
        asset, coalesce(sent, 0) AS sent, coalesce(stored, 0) AS stored, coalesce(duplicates, 0) AS duplicates, 0 AS rejected,
        CASE WHEN sequenced = 1 THEN coalesce(sent - stored, 0) ELSE 0 END AS numbered_not_stored, coalesce(late, 0) AS late
    FROM stream_account
    UNION ALL
    SELECT coalesce(asset, '(unknown)') AS asset, 0, 0, 0, coalesce(readings, 0), 0, 0
    FROM dead_letter
) AS counted
GROUP BY asset;

-- Intervals without data: consecutive readings of an asset more than ten times its median cadence apart.
CREATE OR REPLACE VIEW reading_gap AS
SELECT asset, from_time, to_time, step_us / 1e6 AS seconds
FROM (
    SELECT asset, from_time, to_time, step_us, median(step_us) OVER (PARTITION BY asset) AS cadence_us
    FROM (
        SELECT asset, from_time, to_time, timestampdiff(MICROSECOND, from_time, to_time) AS step_us
        FROM (
            SELECT asset, event_time AS to_time, lag(event_time) OVER (PARTITION BY asset ORDER BY event_time) AS from_time
            FROM reading
        ) AS neighbours
        WHERE from_time IS NOT NULL
    ) AS steps
) AS cadences
WHERE step_us > 10 * cadence_us;
