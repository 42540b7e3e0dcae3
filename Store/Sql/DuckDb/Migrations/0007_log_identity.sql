-- Identity of the log that a reader's offsets refer to, from this stored offset onward.
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
