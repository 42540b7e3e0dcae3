-- What the alarm engine remembers of an asset at the end of a minute, so that it goes on after a restart and can begin anew before late data.
CREATE TABLE alarm_fold (
    asset VARCHAR,
    event_time TIMESTAMP,
    known_at TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    state VARCHAR
);

CREATE VIEW alarm_fold_current AS
SELECT * FROM alarm_fold
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
