-- Values of custom channels whose digits a FLOAT does not hold: counters beyond 2^24 and the like. Older values have NULL.
ALTER TABLE reading_extra ADD COLUMN exact DOUBLE;
