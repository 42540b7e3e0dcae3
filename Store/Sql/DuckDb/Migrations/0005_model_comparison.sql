-- Agreement of a shadow model with the champion: one row per drill and pair of models.
CREATE TABLE model_comparison (
    reader VARCHAR,
    model_hash VARCHAR,
    shadow_hash VARCHAR,
    asset VARCHAR,
    log_partition INTEGER,
    blocks BIGINT,
    same_grade BIGINT,
    health_delta_sum DOUBLE,
    model_alarm_blocks BIGINT,
    shadow_alarm_blocks BIGINT,
    model_first_alarm TIMESTAMP,
    shadow_first_alarm TIMESTAMP,
    first_event_time TIMESTAMP,
    last_event_time TIMESTAMP,
    failures BIGINT,
    PRIMARY KEY (reader, model_hash, shadow_hash, asset)
);
