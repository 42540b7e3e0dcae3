-- Internal: the next offset each reader must process, moved in the transaction of the rows.
CREATE TABLE IF NOT EXISTS log_offset (
    reader VARCHAR(255) NOT NULL,
    topic VARCHAR(255) NOT NULL,
    log_partition INT NOT NULL,
    next_offset BIGINT NOT NULL,
    PRIMARY KEY (reader, topic, log_partition)
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
