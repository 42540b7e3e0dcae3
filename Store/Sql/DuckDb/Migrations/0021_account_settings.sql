-- What a person chose: their department, and that the tour was seen.
ALTER TABLE user_account ADD COLUMN department VARCHAR;
ALTER TABLE user_account ADD COLUMN tour_ended TIMESTAMP;
