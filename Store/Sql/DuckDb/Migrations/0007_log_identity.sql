-- From which log the offsets of a reader are: from this offset of the store on.
CREATE TABLE log_identity (
    reader VARCHAR,
    topic VARCHAR,
    log_partition INTEGER,
    from_offset BIGINT,
    log_offset BIGINT,
    lineage VARCHAR,
    cut_at BIGINT,
    noted TIMESTAMP,
    PRIMARY KEY (reader, topic, log_partition, from_offset)
);
