-- Alarms: when they stood, by which rules, and what operators did.
CREATE TABLE alarm_event (
    asset VARCHAR,
    rule VARCHAR,
    level VARCHAR,
    event_time TIMESTAMP,
    known_at TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    rule_version INTEGER,
    priority INTEGER,
    raised TIMESTAMP,
    returned TIMESTAMP,
    value FLOAT,
    limit_value FLOAT,
    withdrawn UTINYINT,
    because VARCHAR
);

CREATE TABLE alarm_rule (
    rule VARCHAR,
    scope VARCHAR,
    version INTEGER,
    effective TIMESTAMP,
    definition VARCHAR,
    author VARCHAR,
    note VARCHAR,
    PRIMARY KEY (rule, scope, version)
);

CREATE TABLE operator_action (
    sequence BIGINT,
    event_time TIMESTAMP,
    actor VARCHAR,
    action VARCHAR,
    asset VARCHAR,
    rule VARCHAR,
    occurrence TIMESTAMP,
    priority INTEGER,
    until_time TIMESTAMP,
    text VARCHAR,
    detail VARCHAR,
    request_key VARCHAR,
    previous_hash VARCHAR,
    hash VARCHAR,
    PRIMARY KEY (sequence)
);

CREATE VIEW alarm_event_current AS
SELECT * FROM alarm_event
QUALIFY row_number() OVER (PARTITION BY asset, rule, level, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
