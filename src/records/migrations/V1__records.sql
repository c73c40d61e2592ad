-- Both engines read this: whole numbers and text, nothing else. Times are milliseconds since 1970, UTC.

-- The chains: one per desk. A link is never changed and never removed.
CREATE TABLE link (
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    open BIGINT NOT NULL,
    digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    signature TEXT NOT NULL,
    -- Whether the body has ever been here. One that has, and is not, was taken out.
    had BIGINT NOT NULL,
    PRIMARY KEY (desk, number)
);

-- What a link stands for, which attempt it is about (empty: none), and whether others may see it. Missing where it was
-- withheld or forgotten.
CREATE TABLE body (
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    attempt TEXT NOT NULL,
    public BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (desk, number),
    FOREIGN KEY (desk, number) REFERENCES link (desk, number)
);
CREATE INDEX body_by_attempt ON body (attempt);

-- Bodies that were forgotten and must not come back, and attempts of which nothing may.
CREATE TABLE forgotten (
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    attempt TEXT NOT NULL,
    PRIMARY KEY (desk, number)
);
CREATE TABLE forgotten_attempt (
    id TEXT NOT NULL PRIMARY KEY
);

-- The desks, their public keys, and which of them began in this store.
CREATE TABLE desk (
    id TEXT NOT NULL PRIMARY KEY,
    public_key TEXT NOT NULL,
    own BIGINT NOT NULL
);

-- Scenarios and rubrics as they were played with, by hash; yardsticks by what they were worked out from.
CREATE TABLE content (
    hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    text TEXT NOT NULL
);

-- Conversations under way.
CREATE TABLE unfinished (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    scenario TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    text TEXT NOT NULL
);

-- What follows is worked out from the bodies and can be worked out again.

CREATE TABLE attempt (
    id TEXT NOT NULL PRIMARY KEY,
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    person TEXT NOT NULL,
    cohort TEXT NOT NULL,
    scenario TEXT NOT NULL,
    title TEXT NOT NULL,
    scenario_hash TEXT NOT NULL,
    rubric_hash TEXT NOT NULL,
    scorer BIGINT NOT NULL,
    mode TEXT NOT NULL,
    way TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    replies BIGINT NOT NULL,
    hints BIGINT NOT NULL,
    ending TEXT NOT NULL,
    kind TEXT NOT NULL,
    passed BIGINT NOT NULL,
    empathy BIGINT,
    ownership BIGINT,
    deescalation BIGINT,
    receipt TEXT NOT NULL,
    yardstick TEXT NOT NULL,
    -- Set when anything about the attempt becomes known.
    shared BIGINT NOT NULL,
    overridden BIGINT NOT NULL,
    counted BIGINT NOT NULL,
    nth BIGINT NOT NULL,
    relative_overall BIGINT,
    relative_empathy BIGINT,
    relative_ownership BIGINT,
    relative_deescalation BIGINT
);
CREATE INDEX attempt_by_time ON attempt (began_at, id);
CREATE INDEX attempt_by_person ON attempt (person, scenario, way);
-- What was begun and not ended counts by when it began.
CREATE INDEX attempt_by_moment ON attempt ((COALESCE(ended_at, began_at)));

-- Who shared what.
CREATE TABLE sharing (
    attempt TEXT NOT NULL,
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    PRIMARY KEY (desk, number)
);
CREATE INDEX sharing_by_attempt ON sharing (attempt);

-- Trainers' scores; the latest holds.
CREATE TABLE overriding (
    attempt TEXT NOT NULL,
    desk TEXT NOT NULL,
    number BIGINT NOT NULL,
    at BIGINT NOT NULL,
    empathy BIGINT,
    ownership BIGINT,
    deescalation BIGINT,
    reason TEXT NOT NULL,
    trainer TEXT NOT NULL,
    PRIMARY KEY (desk, number)
);
CREATE INDEX overriding_by_attempt ON overriding (attempt);

-- The cohort that somebody named last; boards put them there with all they did.
CREATE TABLE member (
    person TEXT NOT NULL PRIMARY KEY,
    cohort TEXT NOT NULL
);

-- The sums that boards are made of: one row for each person, scenario and way of replying.
CREATE TABLE standing (
    person TEXT NOT NULL,
    cohort TEXT NOT NULL,
    scenario TEXT NOT NULL,
    way TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    abandoned BIGINT NOT NULL,
    overridden BIGINT NOT NULL,
    overall_count BIGINT NOT NULL,
    overall_sum BIGINT NOT NULL,
    overall_squares BIGINT NOT NULL,
    overall_first BIGINT,
    overall_best BIGINT,
    empathy_count BIGINT NOT NULL,
    empathy_sum BIGINT NOT NULL,
    empathy_squares BIGINT NOT NULL,
    empathy_first BIGINT,
    empathy_best BIGINT,
    ownership_count BIGINT NOT NULL,
    ownership_sum BIGINT NOT NULL,
    ownership_squares BIGINT NOT NULL,
    ownership_first BIGINT,
    ownership_best BIGINT,
    deescalation_count BIGINT NOT NULL,
    deescalation_sum BIGINT NOT NULL,
    deescalation_squares BIGINT NOT NULL,
    deescalation_first BIGINT,
    deescalation_best BIGINT,
    PRIMARY KEY (person, scenario, way, cohort)
);

-- What a person's standings come to: one row for each person, cohort and way of replying.
CREATE TABLE tally (
    person TEXT NOT NULL,
    cohort TEXT NOT NULL,
    way TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    abandoned BIGINT NOT NULL,
    overridden BIGINT NOT NULL,
    overall_first_count BIGINT NOT NULL,
    overall_first_sum BIGINT NOT NULL,
    overall_first_squares BIGINT NOT NULL,
    overall_best_count BIGINT NOT NULL,
    overall_best_sum BIGINT NOT NULL,
    overall_best_squares BIGINT NOT NULL,
    overall_mean_count BIGINT NOT NULL,
    overall_mean_sum BIGINT NOT NULL,
    overall_mean_squares BIGINT NOT NULL,
    empathy_first_count BIGINT NOT NULL,
    empathy_first_sum BIGINT NOT NULL,
    empathy_first_squares BIGINT NOT NULL,
    empathy_best_count BIGINT NOT NULL,
    empathy_best_sum BIGINT NOT NULL,
    empathy_best_squares BIGINT NOT NULL,
    empathy_mean_count BIGINT NOT NULL,
    empathy_mean_sum BIGINT NOT NULL,
    empathy_mean_squares BIGINT NOT NULL,
    ownership_first_count BIGINT NOT NULL,
    ownership_first_sum BIGINT NOT NULL,
    ownership_first_squares BIGINT NOT NULL,
    ownership_best_count BIGINT NOT NULL,
    ownership_best_sum BIGINT NOT NULL,
    ownership_best_squares BIGINT NOT NULL,
    ownership_mean_count BIGINT NOT NULL,
    ownership_mean_sum BIGINT NOT NULL,
    ownership_mean_squares BIGINT NOT NULL,
    deescalation_first_count BIGINT NOT NULL,
    deescalation_first_sum BIGINT NOT NULL,
    deescalation_first_squares BIGINT NOT NULL,
    deescalation_best_count BIGINT NOT NULL,
    deescalation_best_sum BIGINT NOT NULL,
    deescalation_best_squares BIGINT NOT NULL,
    deescalation_mean_count BIGINT NOT NULL,
    deescalation_mean_sum BIGINT NOT NULL,
    deescalation_mean_squares BIGINT NOT NULL,
    around BIGINT NOT NULL,
    freedom BIGINT NOT NULL,
    PRIMARY KEY (person, cohort, way)
);

-- What the standings in a scenario come to: one row for each scenario, cohort and way of replying.
CREATE TABLE scenario_tally (
    scenario TEXT NOT NULL,
    cohort TEXT NOT NULL,
    way TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    abandoned BIGINT NOT NULL,
    overridden BIGINT NOT NULL,
    overall_first_count BIGINT NOT NULL,
    overall_first_sum BIGINT NOT NULL,
    overall_first_squares BIGINT NOT NULL,
    overall_best_count BIGINT NOT NULL,
    overall_best_sum BIGINT NOT NULL,
    overall_best_squares BIGINT NOT NULL,
    overall_mean_count BIGINT NOT NULL,
    overall_mean_sum BIGINT NOT NULL,
    overall_mean_squares BIGINT NOT NULL,
    empathy_first_count BIGINT NOT NULL,
    empathy_first_sum BIGINT NOT NULL,
    empathy_first_squares BIGINT NOT NULL,
    empathy_best_count BIGINT NOT NULL,
    empathy_best_sum BIGINT NOT NULL,
    empathy_best_squares BIGINT NOT NULL,
    empathy_mean_count BIGINT NOT NULL,
    empathy_mean_sum BIGINT NOT NULL,
    empathy_mean_squares BIGINT NOT NULL,
    ownership_first_count BIGINT NOT NULL,
    ownership_first_sum BIGINT NOT NULL,
    ownership_first_squares BIGINT NOT NULL,
    ownership_best_count BIGINT NOT NULL,
    ownership_best_sum BIGINT NOT NULL,
    ownership_best_squares BIGINT NOT NULL,
    ownership_mean_count BIGINT NOT NULL,
    ownership_mean_sum BIGINT NOT NULL,
    ownership_mean_squares BIGINT NOT NULL,
    deescalation_first_count BIGINT NOT NULL,
    deescalation_first_sum BIGINT NOT NULL,
    deescalation_first_squares BIGINT NOT NULL,
    deescalation_best_count BIGINT NOT NULL,
    deescalation_best_sum BIGINT NOT NULL,
    deescalation_best_squares BIGINT NOT NULL,
    deescalation_mean_count BIGINT NOT NULL,
    deescalation_mean_sum BIGINT NOT NULL,
    deescalation_mean_squares BIGINT NOT NULL,
    around BIGINT NOT NULL,
    freedom BIGINT NOT NULL,
    PRIMARY KEY (scenario, cohort, way)
);

-- How far a person's typed and chosen first attempts lie apart, over what they did both ways.
CREATE TABLE gap (
    person TEXT NOT NULL,
    cohort TEXT NOT NULL,
    pairs BIGINT NOT NULL,
    total BIGINT NOT NULL,
    squares BIGINT NOT NULL,
    PRIMARY KEY (person, cohort)
);
