-- What a field produces and costs, told by people or their systems.
CREATE TABLE production (
    asset VARCHAR,
    day TIMESTAMP,
    basis VARCHAR,
    oil_m3 DOUBLE,
    drilled_m DOUBLE,
    npt_hours DOUBLE,
    planned_downtime_hours DOUBLE,
    recorded TIMESTAMP,
    recorded_by VARCHAR,
    PRIMARY KEY (asset, day, basis)
);

CREATE TABLE cost (
    region VARCHAR,
    reference VARCHAR,
    department VARCHAR,
    asset VARCHAR,
    day TIMESTAMP,
    kind VARCHAR,
    amount DOUBLE,
    work_order BIGINT,
    note VARCHAR,
    recorded TIMESTAMP,
    recorded_by VARCHAR,
    PRIMARY KEY (region, reference)
);

CREATE TABLE budget (
    region VARCHAR,
    department VARCHAR,
    month TIMESTAMP,
    amount DOUBLE,
    recorded TIMESTAMP,
    recorded_by VARCHAR,
    PRIMARY KEY (region, department, month)
);

CREATE TABLE rate (
    region VARCHAR,
    kind VARCHAR,
    failure_mode VARCHAR,
    valid_from TIMESTAMP,
    amount DOUBLE,
    recorded TIMESTAMP,
    recorded_by VARCHAR,
    PRIMARY KEY (region, kind, failure_mode, valid_from)
);
