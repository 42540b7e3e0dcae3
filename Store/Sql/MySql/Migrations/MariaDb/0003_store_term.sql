-- Internal: terms of the servers that take writes. A promotion starts the next one on the server it promotes; a server that
-- knows only an older term must no longer be written to.
CREATE TABLE IF NOT EXISTS store_term (
    term BIGINT NOT NULL PRIMARY KEY,
    began DATETIME(6) NOT NULL,
    server VARCHAR(255) NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
