-- Model registry: role of each model, who loaded it and when it was in service.
ALTER TABLE model ADD COLUMN role VARCHAR;
ALTER TABLE model ADD COLUMN card VARCHAR;
ALTER TABLE model ADD COLUMN loaded_by VARCHAR;
ALTER TABLE model ADD COLUMN promoted TIMESTAMP;
ALTER TABLE model ADD COLUMN promoted_by VARCHAR;
ALTER TABLE model ADD COLUMN retired TIMESTAMP;

-- Which model scores which records, from this offset of a partition onward.
CREATE TABLE model_serving (
    reader VARCHAR,
    log_partition INTEGER,
    from_offset BIGINT,
    known_at TIMESTAMP,
    model_hash VARCHAR,
    life_model_hash VARCHAR,
    PRIMARY KEY (reader, log_partition, from_offset)
);
