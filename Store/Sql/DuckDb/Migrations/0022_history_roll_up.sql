-- Hours of an asset, rolled up for charts of long stretches; which record changed an hour last, so that an old roll-up is not used.
CREATE TABLE history_hour (
    asset VARCHAR,
    event_time TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    PRIMARY KEY (asset, event_time)
);

CREATE TABLE history_roll_up (
    asset VARCHAR,
    event_time TIMESTAMP,
    log_offset BIGINT,
    hour_bytes BLOB,
    minutes_bytes BLOB,
    PRIMARY KEY (asset, event_time)
);
