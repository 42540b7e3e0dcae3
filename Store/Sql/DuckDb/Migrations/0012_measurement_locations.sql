-- Where vibration is measured on an asset, and the machine there.
CREATE TABLE measurement_location (
    asset VARCHAR,
    name VARCHAR,
    turns_per_string_turn DOUBLE,
    bearing_elements INTEGER,
    element_diameter_m DOUBLE,
    pitch_diameter_m DOUBLE,
    contact_angle_deg DOUBLE,
    gear_teeth INTEGER,
    power_kw DOUBLE,
    flexible_support UTINYINT,
    PRIMARY KEY (asset, name)
);
