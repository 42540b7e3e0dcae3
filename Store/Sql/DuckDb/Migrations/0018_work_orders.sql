-- Work orders in their revisions; a maintenance record may be the finding of one.
CREATE TABLE work_order (
    number BIGINT,
    revision INTEGER,
    asset VARCHAR,
    title VARCHAR,
    suspected_mode VARCHAR,
    alarms VARCHAR,
    priority INTEGER,
    state VARCHAR,
    due TIMESTAMP,
    due_because VARCHAR,
    assignee VARCHAR,
    parts VARCHAR,
    hours DOUBLE,
    labour_cost DOUBLE,
    downtime_hours DOUBLE,
    notes VARCHAR,
    outcome VARCHAR,
    raised TIMESTAMP,
    raised_by VARCHAR,
    changed TIMESTAMP,
    changed_by VARCHAR,
    closed TIMESTAMP,
    PRIMARY KEY (number, revision)
);

CREATE VIEW work_order_current AS
SELECT * FROM work_order AS w WHERE revision = (SELECT max(o.revision) FROM work_order AS o WHERE o.number = w.number);

ALTER TABLE maintenance_record ADD COLUMN work_order BIGINT;
ALTER TABLE maintenance_record ADD COLUMN component VARCHAR;
ALTER TABLE maintenance_record ADD COLUMN severity VARCHAR;
ALTER TABLE maintenance_record ADD COLUMN began TIMESTAMP;
