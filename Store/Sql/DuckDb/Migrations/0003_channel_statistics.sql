-- Statistics of each channel over a block: charts of long intervals are drawn from them. Older blocks have NULL; their charts are drawn
-- from readings.
ALTER TABLE descriptor ADD COLUMN vibration_axial_min FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_axial_max FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_axial_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_lateral_min FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_lateral_max FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_lateral_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_torsional_min FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_torsional_max FLOAT;
ALTER TABLE descriptor ADD COLUMN vibration_torsional_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN bearing_temperature_min FLOAT;
ALTER TABLE descriptor ADD COLUMN bearing_temperature_max FLOAT;
ALTER TABLE descriptor ADD COLUMN motor_temperature_min FLOAT;
ALTER TABLE descriptor ADD COLUMN motor_temperature_max FLOAT;
ALTER TABLE descriptor ADD COLUMN gearbox_temperature_min FLOAT;
ALTER TABLE descriptor ADD COLUMN gearbox_temperature_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_temperature_min FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_temperature_max FLOAT;
ALTER TABLE descriptor ADD COLUMN rotary_speed_min FLOAT;
ALTER TABLE descriptor ADD COLUMN rotary_speed_max FLOAT;
ALTER TABLE descriptor ADD COLUMN torque_min FLOAT;
ALTER TABLE descriptor ADD COLUMN torque_max FLOAT;
ALTER TABLE descriptor ADD COLUMN weight_on_bit_min FLOAT;
ALTER TABLE descriptor ADD COLUMN weight_on_bit_max FLOAT;
ALTER TABLE descriptor ADD COLUMN hook_load_min FLOAT;
ALTER TABLE descriptor ADD COLUMN hook_load_max FLOAT;
ALTER TABLE descriptor ADD COLUMN rate_of_penetration_min FLOAT;
ALTER TABLE descriptor ADD COLUMN rate_of_penetration_max FLOAT;
ALTER TABLE descriptor ADD COLUMN standpipe_pressure_min FLOAT;
ALTER TABLE descriptor ADD COLUMN standpipe_pressure_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_flow_in_min FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_flow_in_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_flow_out_min FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_flow_out_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_flow_out_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN hole_depth_min FLOAT;
ALTER TABLE descriptor ADD COLUMN hole_depth_max FLOAT;
ALTER TABLE descriptor ADD COLUMN hole_depth_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_depth_min FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_depth_max FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_depth_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN block_position_min FLOAT;
ALTER TABLE descriptor ADD COLUMN block_position_max FLOAT;
ALTER TABLE descriptor ADD COLUMN block_position_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN inclination_min FLOAT;
ALTER TABLE descriptor ADD COLUMN inclination_max FLOAT;
ALTER TABLE descriptor ADD COLUMN inclination_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN azimuth_min FLOAT;
ALTER TABLE descriptor ADD COLUMN azimuth_max FLOAT;
ALTER TABLE descriptor ADD COLUMN azimuth_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN motor_current_min FLOAT;
ALTER TABLE descriptor ADD COLUMN motor_current_max FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_speed_min FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_speed_max FLOAT;
ALTER TABLE descriptor ADD COLUMN bit_speed_mean FLOAT;
ALTER TABLE descriptor ADD COLUMN oil_pressure_min FLOAT;
ALTER TABLE descriptor ADD COLUMN oil_pressure_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_density_min FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_density_max FLOAT;
ALTER TABLE descriptor ADD COLUMN mud_density_mean FLOAT;

-- A view keeps the columns its table had when it was created.
DROP VIEW descriptor_current;
CREATE VIEW descriptor_current AS
SELECT * FROM descriptor
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
