-- What trainees think of their own conversations, and whether they took replies back.

-- What they predicted and what they suggest to the team: worked out from the bodies. The latest of an attempt holds.
CREATE TABLE reflecting (
    attempt TEXT NOT NULL,
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    empathy BIGINT,
    ownership BIGINT,
    deescalation BIGINT,
    suggestion TEXT NOT NULL,
    PRIMARY KEY (desk, number)
);
CREATE INDEX reflecting_by_attempt ON reflecting (attempt);

-- What they take with them. It is in no body, and nothing but bodies is followed, exported or shared: it stays in this file.
CREATE TABLE note (
    attempt TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
);

-- How many ways were taken back.
ALTER TABLE attempt ADD COLUMN taken_back BIGINT NOT NULL DEFAULT 0;
