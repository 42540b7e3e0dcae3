-- Tables of Core/Tables/StoreTables.cs, equal in every engine (docs/formats/store-tables.md).
-- Append-only tables have no index: rows arrive nearly in time order, so the zone maps of row groups find a time range.
-- Upsert tables have their key as primary key.

CREATE TABLE asset (
    asset VARCHAR,
    region VARCHAR,
    site VARCHAR,
    rig VARCHAR,
    latitude_deg DOUBLE,
    longitude_deg DOUBLE,
    bit_diameter_m DOUBLE,
    PRIMARY KEY (asset)
);

-- The methods are fixed because a bulk insert spends most of its time trying them all, and noisy measurements hardly compress:
-- a third more rows per second (bench pipeline), at up to twice the bytes on disk, which retention limits.
CREATE TABLE reading (
    asset VARCHAR USING COMPRESSION dictionary,
    event_time TIMESTAMP USING COMPRESSION bitpacking,
    vibration_axial FLOAT USING COMPRESSION uncompressed,
    vibration_lateral FLOAT USING COMPRESSION uncompressed,
    vibration_torsional FLOAT USING COMPRESSION uncompressed,
    bearing_temperature FLOAT USING COMPRESSION uncompressed,
    motor_temperature FLOAT USING COMPRESSION uncompressed,
    gearbox_temperature FLOAT USING COMPRESSION uncompressed,
    mud_temperature FLOAT USING COMPRESSION uncompressed,
    rotary_speed FLOAT USING COMPRESSION uncompressed,
    torque FLOAT USING COMPRESSION uncompressed,
    weight_on_bit FLOAT USING COMPRESSION uncompressed,
    hook_load FLOAT USING COMPRESSION uncompressed,
    rate_of_penetration FLOAT USING COMPRESSION uncompressed,
    standpipe_pressure FLOAT USING COMPRESSION uncompressed,
    mud_flow_in FLOAT USING COMPRESSION uncompressed,
    mud_flow_out FLOAT USING COMPRESSION uncompressed,
    hole_depth FLOAT USING COMPRESSION uncompressed,
    bit_depth FLOAT USING COMPRESSION uncompressed,
    block_position FLOAT USING COMPRESSION uncompressed,
    inclination FLOAT USING COMPRESSION uncompressed,
    azimuth FLOAT USING COMPRESSION uncompressed,
    motor_current FLOAT USING COMPRESSION uncompressed,
    bit_speed FLOAT USING COMPRESSION uncompressed,
    oil_pressure FLOAT USING COMPRESSION uncompressed,
    mud_density FLOAT USING COMPRESSION uncompressed
);

CREATE TABLE reading_extra (
    asset VARCHAR,
    event_time TIMESTAMP,
    channel VARCHAR,
    value FLOAT
);

CREATE TABLE waveform (
    asset VARCHAR,
    event_time TIMESTAMP,
    location VARCHAR,
    sample_rate_hz FLOAT,
    samples BLOB
);

CREATE TABLE descriptor (
    asset VARCHAR,
    event_time TIMESTAMP,
    known_at TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    duration_us BIGINT,
    reading_count INTEGER,
    drilling_state VARCHAR,
    quality UTINYINT,
    axial_rms FLOAT,
    axial_peak FLOAT,
    axial_crest FLOAT,
    axial_kurtosis FLOAT,
    lateral_rms FLOAT,
    lateral_peak FLOAT,
    lateral_crest FLOAT,
    lateral_kurtosis FLOAT,
    torsional_rms FLOAT,
    torsional_peak FLOAT,
    torsional_crest FLOAT,
    torsional_kurtosis FLOAT,
    velocity_rms_mm_per_s FLOAT,
    waveform_kurtosis FLOAT,
    waveform_crest FLOAT,
    band_shaft_1x FLOAT,
    band_shaft_2x FLOAT,
    band_low FLOAT,
    band_mid FLOAT,
    band_high FLOAT,
    bearing_temperature_mean FLOAT,
    bearing_temperature_slope FLOAT,
    motor_temperature_mean FLOAT,
    motor_temperature_slope FLOAT,
    gearbox_temperature_mean FLOAT,
    gearbox_temperature_slope FLOAT,
    mud_temperature_mean FLOAT,
    rotary_speed_mean FLOAT,
    rotary_speed_std FLOAT,
    stick_slip_index FLOAT,
    torque_mean FLOAT,
    torque_std FLOAT,
    weight_on_bit_mean FLOAT,
    rate_of_penetration_mean FLOAT,
    standpipe_pressure_mean FLOAT,
    mud_flow_in_mean FLOAT,
    mechanical_specific_energy FLOAT,
    motor_current_mean FLOAT,
    oil_pressure_mean FLOAT,
    hook_load_mean FLOAT
);

CREATE TABLE assessment (
    asset VARCHAR,
    event_time TIMESTAMP,
    known_at TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    health_index FLOAT,
    grade VARCHAR,
    failure_mode VARCHAR,
    failure_probability FLOAT,
    rul_p10_hours FLOAT,
    rul_p50_hours FLOAT,
    rul_p90_hours FLOAT,
    drilling_state VARCHAR,
    reasons VARCHAR,
    model_hash VARCHAR
);

CREATE TABLE stream_account (
    asset VARCHAR,
    epoch BIGINT,
    sequenced UTINYINT,
    sent BIGINT,
    stored BIGINT,
    duplicates BIGINT,
    late BIGINT,
    first_event_time TIMESTAMP,
    last_event_time TIMESTAMP,
    last_received TIMESTAMP,
    ranges VARCHAR,
    PRIMARY KEY (asset, epoch)
);

CREATE TABLE dead_letter (
    received TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    asset VARCHAR,
    source VARCHAR,
    reason VARCHAR,
    detail VARCHAR,
    readings INTEGER,
    payload_bytes BIGINT,
    payload BLOB
);

CREATE TABLE model (
    model_hash VARCHAR,
    name VARCHAR,
    stage VARCHAR,
    loaded TIMESTAMP,
    document BLOB,
    PRIMARY KEY (model_hash)
);

CREATE TABLE user_account (
    name VARCHAR,
    role VARCHAR,
    regions VARCHAR,
    password_hash VARCHAR,
    created TIMESTAMP,
    PRIMARY KEY (name)
);

CREATE TABLE audit (
    event_time TIMESTAMP,
    who VARCHAR,
    action VARCHAR,
    subject VARCHAR,
    detail VARCHAR
);

-- Internal: the newest assessment of each asset, updated in the transaction that appends to assessment.
CREATE TABLE assessment_newest (
    asset VARCHAR,
    event_time TIMESTAMP,
    known_at TIMESTAMP,
    log_partition INTEGER,
    log_offset BIGINT,
    health_index FLOAT,
    grade VARCHAR,
    failure_mode VARCHAR,
    failure_probability FLOAT,
    rul_p10_hours FLOAT,
    rul_p50_hours FLOAT,
    rul_p90_hours FLOAT,
    drilling_state VARCHAR,
    reasons VARCHAR,
    model_hash VARCHAR,
    PRIMARY KEY (asset)
);

-- Internal: the next offset each reader must process, moved in the transaction of the rows.
CREATE TABLE log_offset (
    reader VARCHAR,
    topic VARCHAR,
    log_partition INTEGER,
    next_offset BIGINT NOT NULL,
    PRIMARY KEY (reader, topic, log_partition)
);
