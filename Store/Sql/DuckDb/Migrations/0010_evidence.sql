-- Descriptor set 2: waveform, envelope, bearing, gear and drilling descriptors; and what an assessment rests on. Older rows have NULL:
-- they were made with set 1.
ALTER TABLE descriptor ADD COLUMN waveform_rms FLOAT;
ALTER TABLE descriptor ADD COLUMN waveform_peak FLOAT;
ALTER TABLE descriptor ADD COLUMN waveform_skewness FLOAT;
ALTER TABLE descriptor ADD COLUMN waveform_offset FLOAT;
ALTER TABLE descriptor ADD COLUMN waveform_clipped FLOAT;
ALTER TABLE descriptor ADD COLUMN waveform_number FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_16 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_31 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_63 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_125 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_250 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_500 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_1000 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_2000 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_4000 FLOAT;
ALTER TABLE descriptor ADD COLUMN octave_8000 FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_centre_hz FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_width_hz FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_kurtosis FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_rms FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_line_hz FLOAT;
ALTER TABLE descriptor ADD COLUMN envelope_line_prominence FLOAT;
ALTER TABLE descriptor ADD COLUMN bpfo_amplitude FLOAT;
ALTER TABLE descriptor ADD COLUMN bpfi_amplitude FLOAT;
ALTER TABLE descriptor ADD COLUMN bsf_amplitude FLOAT;
ALTER TABLE descriptor ADD COLUMN ftf_amplitude FLOAT;
ALTER TABLE descriptor ADD COLUMN bpfo_prominence FLOAT;
ALTER TABLE descriptor ADD COLUMN bpfi_prominence FLOAT;
ALTER TABLE descriptor ADD COLUMN bsf_prominence FLOAT;
ALTER TABLE descriptor ADD COLUMN ftf_prominence FLOAT;
ALTER TABLE descriptor ADD COLUMN bpfi_sidebands FLOAT;
ALTER TABLE descriptor ADD COLUMN bsf_sidebands FLOAT;
ALTER TABLE descriptor ADD COLUMN shaft_order_1 FLOAT;
ALTER TABLE descriptor ADD COLUMN shaft_order_2 FLOAT;
ALTER TABLE descriptor ADD COLUMN shaft_order_3 FLOAT;
ALTER TABLE descriptor ADD COLUMN gear_mesh_amplitude FLOAT;
ALTER TABLE descriptor ADD COLUMN gear_mesh_sidebands FLOAT;
ALTER TABLE descriptor ADD COLUMN speed_error FLOAT;
ALTER TABLE descriptor ADD COLUMN axial_clipped FLOAT;
ALTER TABLE descriptor ADD COLUMN lateral_clipped FLOAT;
ALTER TABLE descriptor ADD COLUMN torsional_clipped FLOAT;
ALTER TABLE descriptor ADD COLUMN axial_3x FLOAT;
ALTER TABLE descriptor ADD COLUMN standpipe_pressure_std FLOAT;
ALTER TABLE descriptor ADD COLUMN hook_load_std FLOAT;
ALTER TABLE descriptor ADD COLUMN d_exponent FLOAT;
ALTER TABLE descriptor ADD COLUMN hydraulic_power FLOAT;
ALTER TABLE descriptor ADD COLUMN readings_per_second FLOAT;
ALTER TABLE descriptor ADD COLUMN descriptor_set INTEGER DEFAULT 1;
ALTER TABLE assessment ADD COLUMN not_assessed VARCHAR;
ALTER TABLE assessment ADD COLUMN evidence VARCHAR;
ALTER TABLE assessment ADD COLUMN findings VARCHAR;
ALTER TABLE assessment ADD COLUMN sensor_faults VARCHAR;
ALTER TABLE assessment ADD COLUMN descriptor_set INTEGER DEFAULT 1;
ALTER TABLE assessment_newest ADD COLUMN not_assessed VARCHAR;
ALTER TABLE assessment_newest ADD COLUMN evidence VARCHAR;
ALTER TABLE assessment_newest ADD COLUMN findings VARCHAR;
ALTER TABLE assessment_newest ADD COLUMN sensor_faults VARCHAR;
ALTER TABLE assessment_newest ADD COLUMN descriptor_set INTEGER DEFAULT 1;

-- A view keeps the columns its table had when it was created.
DROP VIEW descriptor_current;
CREATE VIEW descriptor_current AS
SELECT * FROM descriptor
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
DROP VIEW assessment_current;
CREATE VIEW assessment_current AS
SELECT * FROM assessment
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
DROP VIEW assessment_latest;
CREATE VIEW assessment_latest AS
SELECT * FROM assessment_newest;
