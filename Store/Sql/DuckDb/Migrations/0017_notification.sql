-- Who is told of alarms, and what was told.
CREATE TABLE notification (
    id VARCHAR,
    message VARCHAR,
    asset VARCHAR,
    rule VARCHAR,
    occurrence TIMESTAMP,
    step VARCHAR,
    recipient VARCHAR,
    target VARCHAR,
    route VARCHAR,
    priority INTEGER,
    state VARCHAR,
    attempts INTEGER,
    created TIMESTAMP,
    changed TIMESTAMP,
    next_attempt TIMESTAMP,
    subject VARCHAR,
    error VARCHAR,
    PRIMARY KEY (id)
);

CREATE TABLE notification_setting (
    kind VARCHAR,
    name VARCHAR,
    version INTEGER,
    definition VARCHAR,
    sealed VARCHAR,
    author VARCHAR,
    changed TIMESTAMP,
    PRIMARY KEY (kind, name)
);
