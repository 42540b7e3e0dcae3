-- The greatest remaining useful life that the model could tell apart from longer ones; NULL in older rows, and of models that do not tell.
ALTER TABLE assessment ADD COLUMN rul_limit_hours FLOAT;
ALTER TABLE assessment_newest ADD COLUMN rul_limit_hours FLOAT;

-- A view keeps the columns its table had when it was created.
DROP VIEW assessment_current;
CREATE VIEW assessment_current AS
SELECT * FROM assessment
QUALIFY row_number() OVER (PARTITION BY asset, event_time ORDER BY known_at DESC, log_offset DESC) = 1;
DROP VIEW assessment_latest;
CREATE VIEW assessment_latest AS
SELECT * FROM assessment_newest;
