-- Sessions of people who signed in, so that any process can end one.

CREATE TABLE user_session (
    session VARCHAR,
    user_key VARCHAR,
    started TIMESTAMP,
    expires TIMESTAMP,
    PRIMARY KEY (session)
);
