-- Vibration by the minute: a level that falls to a tenth at once is that of another unit.
ALTER TABLE condition_minute ADD COLUMN lateral_rms FLOAT;
ALTER TABLE condition_minute ADD COLUMN waveform_rms FLOAT;

-- A view keeps the columns its table had when it was created.
DROP VIEW condition_minute_current;
CREATE VIEW condition_minute_current AS
SELECT * FROM condition_minute
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
