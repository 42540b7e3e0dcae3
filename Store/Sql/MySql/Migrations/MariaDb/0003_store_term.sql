-- Engine's own: terms of office of the servers that take writes. A promotion begins the next one on the server it promotes; a server that
-- knows only an older term than another one must not be written to any more.
CREATE TABLE IF NOT EXISTS store_term (
    term BIGINT NOT NULL PRIMARY KEY,
    began DATETIME(6) NOT NULL,
    server VARCHAR(255) NOT NULL
) ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin;
