-- Views of docs/formats/store-tables.md.

-- Latest knowledge of each block.
CREATE VIEW descriptor_current AS
SELECT * FROM descriptor
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;

-- Latest knowledge of each assessed moment.
CREATE VIEW assessment_current AS
SELECT * FROM assessment
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;

-- Newest assessed moment of each asset: as many rows as assets, however long the history.
CREATE VIEW assessment_latest AS
SELECT * FROM assessment_newest;

-- One row per value. One branch per channel instead of UNPIVOT: with a filter on channel the planner drops the other branches,
-- so that one column is read instead of all.
CREATE VIEW reading_all AS
SELECT asset, event_time, 'vibration_axial' AS channel, vibration_axial AS value FROM reading WHERE vibration_axial IS NOT NULL
UNION ALL
SELECT asset, event_time, 'vibration_lateral' AS channel, vibration_lateral AS value FROM reading WHERE vibration_lateral IS NOT NULL
UNION ALL
SELECT asset, event_time, 'vibration_torsional' AS channel, vibration_torsional AS value FROM reading WHERE vibration_torsional IS NOT NULL
UNION ALL
SELECT asset, event_time, 'bearing_temperature' AS channel, bearing_temperature AS value FROM reading WHERE bearing_temperature IS NOT NULL
UNION ALL
SELECT asset, event_time, 'motor_temperature' AS channel, motor_temperature AS value FROM reading WHERE motor_temperature IS NOT NULL
UNION ALL
SELECT asset, event_time, 'gearbox_temperature' AS channel, gearbox_temperature AS value FROM reading WHERE gearbox_temperature IS NOT NULL
UNION ALL
SELECT asset, event_time, 'mud_temperature' AS channel, mud_temperature AS value FROM reading WHERE mud_temperature IS NOT NULL
UNION ALL
SELECT asset, event_time, 'rotary_speed' AS channel, rotary_speed AS value FROM reading WHERE rotary_speed IS NOT NULL
UNION ALL
SELECT asset, event_time, 'torque' AS channel, torque AS value FROM reading WHERE torque IS NOT NULL
UNION ALL
SELECT asset, event_time, 'weight_on_bit' AS channel, weight_on_bit AS value FROM reading WHERE weight_on_bit IS NOT NULL
UNION ALL
SELECT asset, event_time, 'hook_load' AS channel, hook_load AS value FROM reading WHERE hook_load IS NOT NULL
UNION ALL
SELECT asset, event_time, 'rate_of_penetration' AS channel, rate_of_penetration AS value FROM reading WHERE rate_of_penetration IS NOT NULL
UNION ALL
SELECT asset, event_time, 'standpipe_pressure' AS channel, standpipe_pressure AS value FROM reading WHERE standpipe_pressure IS NOT NULL
UNION ALL
SELECT asset, event_time, 'mud_flow_in' AS channel, mud_flow_in AS value FROM reading WHERE mud_flow_in IS NOT NULL
UNION ALL
SELECT asset, event_time, 'mud_flow_out' AS channel, mud_flow_out AS value FROM reading WHERE mud_flow_out IS NOT NULL
UNION ALL
SELECT asset, event_time, 'hole_depth' AS channel, hole_depth AS value FROM reading WHERE hole_depth IS NOT NULL
UNION ALL
SELECT asset, event_time, 'bit_depth' AS channel, bit_depth AS value FROM reading WHERE bit_depth IS NOT NULL
UNION ALL
SELECT asset, event_time, 'block_position' AS channel, block_position AS value FROM reading WHERE block_position IS NOT NULL
UNION ALL
SELECT asset, event_time, 'inclination' AS channel, inclination AS value FROM reading WHERE inclination IS NOT NULL
UNION ALL
SELECT asset, event_time, 'azimuth' AS channel, azimuth AS value FROM reading WHERE azimuth IS NOT NULL
UNION ALL
SELECT asset, event_time, 'motor_current' AS channel, motor_current AS value FROM reading WHERE motor_current IS NOT NULL
UNION ALL
SELECT asset, event_time, 'bit_speed' AS channel, bit_speed AS value FROM reading WHERE bit_speed IS NOT NULL
UNION ALL
SELECT asset, event_time, 'oil_pressure' AS channel, oil_pressure AS value FROM reading WHERE oil_pressure IS NOT NULL
UNION ALL
SELECT asset, event_time, 'mud_density' AS channel, mud_density AS value FROM reading WHERE mud_density IS NOT NULL
UNION ALL
SELECT asset, event_time, channel, value FROM reading_extra WHERE value IS NOT NULL;

-- Account of each asset in readings. Rejected readings of a numbered stream have a number but are not stored, so they are not missing.
-- Rejections that name no asset are counted under '(unknown)'.
CREATE VIEW completeness AS
SELECT
    coalesce(account.asset, refused.asset) AS asset,
    coalesce(account.sent, 0) AS sent,
    coalesce(account.stored, 0) AS stored,
    coalesce(account.duplicates, 0) AS duplicates,
    coalesce(refused.rejected, 0) AS rejected,
    greatest(coalesce(account.numbered_not_stored, 0) - coalesce(refused.rejected, 0), 0) AS missing,
    coalesce(account.late, 0) AS late
FROM (
    SELECT
        asset,
        sum(sent)::BIGINT AS sent,
        sum(stored)::BIGINT AS stored,
        sum(duplicates)::BIGINT AS duplicates,
        sum(late)::BIGINT AS late,
        coalesce(sum(sent - stored) FILTER (sequenced = 1), 0)::BIGINT AS numbered_not_stored
    FROM stream_account
    GROUP BY asset
) AS account
FULL JOIN (
    SELECT coalesce(asset, '(unknown)') AS asset, sum(readings)::BIGINT AS rejected
    FROM dead_letter
    GROUP BY coalesce(asset, '(unknown)')
) AS refused ON refused.asset = account.asset;

-- Intervals without data: consecutive readings of an asset more than ten times its median cadence apart.
-- Both windows partition by asset, so a filter on asset reaches the scan. (A filter on time does not, or gaps at its edge would be lost:
-- for a big fleet ask for one asset.)
CREATE VIEW reading_gap AS
SELECT asset, from_time, to_time, step_us / 1e6 AS seconds
FROM (
    SELECT asset, from_time, to_time, step_us, median(step_us) OVER (PARTITION BY asset) AS cadence_us
    FROM (
        SELECT asset, from_time, to_time, epoch_us(to_time) - epoch_us(from_time) AS step_us
        FROM (
            SELECT asset, event_time AS to_time, lag(event_time) OVER (PARTITION BY asset ORDER BY event_time) AS from_time
            FROM reading
        )
        WHERE from_time IS NOT NULL
    )
)
WHERE step_us > 10 * cadence_us;
