-- Maintenance done on an asset, or findings.
CREATE TABLE maintenance_record (
    asset VARCHAR,
    event_time TIMESTAMP,
    kind VARCHAR,
    failure_mode VARCHAR,
    note VARCHAR,
    recorded TIMESTAMP,
    recorded_by VARCHAR,
    withdrawn UTINYINT,
    PRIMARY KEY (asset, event_time, kind)
);

-- Coverage of predicted RUL against the actual remaining life, one row per recorded failure and model.
CREATE TABLE life_coverage (
    asset VARCHAR,
    failed TIMESTAMP,
    model_hash VARCHAR,
    moments BIGINT,
    inside BIGINT,
    early BIGINT,
    late BIGINT,
    error_hours_sum DOUBLE,
    first_event_time TIMESTAMP,
    last_event_time TIMESTAMP,
    settled TIMESTAMP,
    PRIMARY KEY (asset, failed, model_hash)
);
