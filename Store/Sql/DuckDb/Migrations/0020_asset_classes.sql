-- What rules of alarms are defined by beside the place; NULL in older rows, and where nothing is stated.
ALTER TABLE asset ADD COLUMN rig_type VARCHAR;
ALTER TABLE asset ADD COLUMN asset_class VARCHAR;
