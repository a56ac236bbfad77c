-- Runs as they were logged. A REAL column holds NULL for NaN. An ANY column holds NULL for "not recorded" and the text
-- 'NaN' for NaN, because both occur there. Lists and what nobody searches for are JSON.
CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    revision INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    module_version TEXT NOT NULL,
    lesion TEXT,
    path TEXT NOT NULL,
    threshold ANY,
    minimum_area INTEGER,
    mean_dice ANY,
    mean_dice_non_trivial ANY,
    median_dice ANY,
    zero_dice INTEGER NOT NULL,
    trivial INTEGER NOT NULL,
    best_epoch INTEGER,
    best_val_dice ANY,
    scores INTEGER NOT NULL,
    epochs INTEGER NOT NULL,
    splits INTEGER NOT NULL,
    assignments INTEGER NOT NULL,
    zero_dice_rows INTEGER NOT NULL,
    files TEXT NOT NULL,
    sources TEXT NOT NULL,
    summary TEXT,
    bands TEXT NOT NULL,
    UNIQUE (name, revision)
) STRICT;

-- Image ids are written once and meant by their number everywhere else.
CREATE TABLE image (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE score (
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    image_id INTEGER NOT NULL REFERENCES image (id),
    rank INTEGER NOT NULL,
    dice REAL,
    iou REAL,
    precision REAL,
    recall REAL,
    pearson REAL,
    gt_pixels INTEGER,
    pred_pixels INTEGER,
    total_pixels INTEGER,
    band TEXT NOT NULL,
    state TEXT NOT NULL,
    other TEXT,
    PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE INDEX score_of_image ON score (image_id, run_id);

CREATE TABLE epoch (
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    number INTEGER NOT NULL,
    train_loss REAL,
    val_loss REAL,
    train_dice REAL,
    val_dice REAL,
    train_iou REAL,
    val_iou REAL,
    train_pearson REAL,
    val_pearson REAL,
    since_best_dice INTEGER NOT NULL,
    since_best_loss INTEGER NOT NULL,
    other TEXT,
    PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE split_group (
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    name TEXT NOT NULL,
    class TEXT,
    images INTEGER NOT NULL,
    positives INTEGER NOT NULL,
    rate REAL,
    PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE split_assignment (
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    image_id INTEGER NOT NULL REFERENCES image (id),
    split TEXT NOT NULL,
    PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE recorded_zero_dice (
    run_id INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    image_id INTEGER NOT NULL REFERENCES image (id),
    zero_dice_case TEXT NOT NULL,
    gt_pixels INTEGER NOT NULL,
    pred_pixels INTEGER NOT NULL,
    PRIMARY KEY (run_id, ordinal)
) STRICT, WITHOUT ROWID;
