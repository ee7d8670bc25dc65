"""The two databases, as SQL: the index (made again at will) and the judgements (migrated, never thrown away).

Keys and paths are BLOBs, because a file name need not be UTF-8; days are proleptic Gregorian ordinals.
"""

from __future__ import annotations

from zlib import crc32

INDEX_ID = 0x4F6E5278  # "OnRx"
JUDGEMENTS_ID = 0x4F6E524A  # "OnRJ"

INDEX = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE kept(name TEXT PRIMARY KEY, version TEXT NOT NULL, data BLOB NOT NULL);  -- of tying, for its next run

CREATE TABLE files(
    id INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, digest TEXT NOT NULL, signature TEXT NOT NULL);
CREATE TABLE lines(file INTEGER PRIMARY KEY, data BLOB NOT NULL);  -- what each line of a file gave
CREATE TABLE problems(
    id INTEGER PRIMARY KEY, file INTEGER, path BLOB NOT NULL, line INTEGER, why TEXT NOT NULL,
    article INTEGER);  -- that could not be read for its claims; NULL for what was found as the file was taken in
CREATE INDEX problems_by_file ON problems(file);
CREATE INDEX problems_by_article ON problems(article) WHERE article IS NOT NULL;

CREATE TABLE articles(
    id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, file INTEGER NOT NULL, digest TEXT NOT NULL,
    title TEXT NOT NULL, outlet TEXT, agency TEXT, author TEXT, place TEXT,
    words INTEGER NOT NULL, problem TEXT NOT NULL DEFAULT '',
    day INTEGER, day_last INTEGER, published_from TEXT NOT NULL DEFAULT 'none', published_why TEXT NOT NULL DEFAULT '',
    reading TEXT NOT NULL DEFAULT '',  -- what read it: versions and pipeline; empty while unread
    tied TEXT NOT NULL DEFAULT '',     -- what tied it to the corpus: digest of watchlist, actors and versions
    mentions INTEGER NOT NULL DEFAULT 0, claims INTEGER NOT NULL DEFAULT 0,
    story INTEGER, copies INTEGER NOT NULL DEFAULT 0,
    seen INTEGER NOT NULL DEFAULT 0, added REAL NOT NULL DEFAULT 0, noted INTEGER NOT NULL DEFAULT 0);
CREATE INDEX articles_by_day ON articles(day IS NULL, day, key);
CREATE INDEX articles_by_file ON articles(file);
CREATE INDEX articles_by_title ON articles(title COLLATE NOCASE, id);
CREATE INDEX articles_by_outlet ON articles(outlet IS NULL, outlet COLLATE NOCASE, id);
CREATE INDEX articles_by_outlet_back ON articles(outlet IS NULL, outlet COLLATE NOCASE DESC, id);
CREATE INDEX articles_by_day_back ON articles(day IS NULL, day DESC, key DESC);
CREATE INDEX articles_new ON articles(added) WHERE NOT seen;
CREATE INDEX articles_by_claims ON articles(claims, id);
CREATE INDEX articles_by_mentions ON articles(mentions, id);
CREATE INDEX articles_by_words ON articles(words, id);
CREATE INDEX articles_by_reading ON articles(reading, id);
CREATE INDEX articles_by_tied ON articles(tied, id);
CREATE INDEX articles_by_story ON articles(story) WHERE story IS NOT NULL;
CREATE INDEX articles_by_digest ON articles(digest);

CREATE TABLE texts(article INTEGER PRIMARY KEY, text BLOB NOT NULL, about BLOB NOT NULL);
CREATE TABLE as_read(article INTEGER PRIMARY KEY, about BLOB NOT NULL);  -- where a person wrote title, outlet or author
CREATE TABLE readings(article INTEGER PRIMARY KEY, reading BLOB NOT NULL);
CREATE TABLE sentences(article INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE VIRTUAL TABLE search USING fts5(title, body, content='', tokenize="unicode61 remove_diacritics 2");

CREATE TABLE words(
    id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, articles INTEGER NOT NULL, occurrences INTEGER NOT NULL);
CREATE TABLE lexicon(  -- words by their ids, which are 1, 2, 3 and so on, up to `last`
    last INTEGER PRIMARY KEY, words TEXT NOT NULL,  -- one a line
    sizes BLOB NOT NULL, articles BLOB NOT NULL, keys BLOB NOT NULL);  -- where they were first met, where that is few
CREATE TABLE segments(id INTEGER PRIMARY KEY AUTOINCREMENT, articles INTEGER NOT NULL,
    words BLOB NOT NULL);  -- those with a row in postings
CREATE TABLE postings(id INTEGER PRIMARY KEY, data BLOB NOT NULL);  -- id: segment << 32 | word
CREATE TABLE offsets(article INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE gone(article INTEGER PRIMARY KEY);  -- still in a segment's postings, no longer in the corpus

CREATE TABLE names(article INTEGER PRIMARY KEY, forms BLOB NOT NULL);  -- what actors are merged from
CREATE TABLE names_new(article INTEGER PRIMARY KEY);  -- whose names no merge has taken yet
CREATE TRIGGER names_in AFTER INSERT ON names BEGIN INSERT OR IGNORE INTO names_new VALUES (NEW.article); END;
CREATE TABLE asked(article INTEGER PRIMARY KEY, data BLOB NOT NULL);  -- what else its ties rest on: corpus/actors/asked
CREATE TABLE day_evidence(article INTEGER PRIMARY KEY, data BLOB NOT NULL);  -- what days are found from
CREATE TABLE signatures(article INTEGER PRIMARY KEY, data BLOB NOT NULL);  -- what copies are known by
CREATE TABLE stories_due(article INTEGER PRIMARY KEY);  -- tied anew: which of its claims are told again is to be said
CREATE TABLE wanted(key BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;  -- to be read first

CREATE TABLE actors(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL,
    forms BLOB NOT NULL, why BLOB NOT NULL, digest TEXT NOT NULL,
    known_by TEXT NOT NULL DEFAULT '',  -- the form and kind that decisions know it by, as JSON
    articles INTEGER NOT NULL DEFAULT 0, mentions INTEGER NOT NULL DEFAULT 0, claims INTEGER NOT NULL DEFAULT 0);
CREATE INDEX actors_by_mentions ON actors(mentions, id);
CREATE INDEX actors_by_articles ON actors(articles, id);
CREATE INDEX actors_by_claims ON actors(claims, id);
CREATE INDEX actors_by_name ON actors(name COLLATE NOCASE, id);
CREATE INDEX actors_by_folded ON actors(folded);
CREATE TABLE forms(
    folded TEXT NOT NULL, actor INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(folded, actor)) WITHOUT ROWID;
CREATE INDEX forms_by_actor ON forms(actor);
CREATE TABLE actor_articles(
    actor INTEGER NOT NULL, article INTEGER NOT NULL, mentions INTEGER NOT NULL, PRIMARY KEY(actor, article)
) WITHOUT ROWID;
CREATE INDEX actors_by_article ON actor_articles(article);
CREATE TABLE actor_months(
    actor INTEGER NOT NULL, month INTEGER NOT NULL, mentions INTEGER NOT NULL, PRIMARY KEY(actor, month)) WITHOUT ROWID;
CREATE TABLE beside(
    actor INTEGER NOT NULL, other INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(actor, other)) WITHOUT ROWID;
CREATE TABLE offers(  -- merges that are only likely; `forms` are two pairs of form and kind, as JSON
    actor INTEGER NOT NULL, other INTEGER NOT NULL, why TEXT NOT NULL, score REAL NOT NULL, forms TEXT NOT NULL,
    PRIMARY KEY(actor, other)) WITHOUT ROWID;
CREATE INDEX offers_by_other ON offers(other);
CREATE TABLE offices(
    actor INTEGER NOT NULL, role TEXT NOT NULL, of INTEGER, first INTEGER, last INTEGER, former INTEGER NOT NULL,
    stated INTEGER NOT NULL,  -- 1 in config.yaml, 2 by hand
    articles TEXT NOT NULL);
CREATE INDEX offices_by_actor ON offices(actor);
CREATE TABLE mentions(article INTEGER PRIMARY KEY, data BLOB NOT NULL);

CREATE TABLE claims(
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, article INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, holder TEXT, actor INTEGER, issue TEXT, stance TEXT, kind TEXT NOT NULL,
    day INTEGER, day_last INTEGER, confidence REAL NOT NULL, status TEXT NOT NULL DEFAULT 'found',
    content TEXT NOT NULL, words TEXT NOT NULL, cue TEXT NOT NULL, data BLOB NOT NULL,
    found BLOB,  -- as read, where a person changed it
    copy INTEGER NOT NULL DEFAULT 0,  -- 1 where an earlier article of the same story tells it
    plan TEXT NOT NULL DEFAULT '',    -- how it is said as a sentence: corpus/sentence_plan
    doubt INTEGER NOT NULL DEFAULT 0,  -- a bit for each of corpus/doubts.REASONS
    fold INTEGER);  -- the claim of the same sentence, holder and sides that stands for it in lists; NULL for itself
CREATE INDEX claims_folded ON claims(fold) WHERE fold IS NOT NULL;
CREATE INDEX claims_by_article ON claims(article, start);
CREATE INDEX claims_by_day ON claims(day IS NULL, day, article, start);
CREATE INDEX claims_by_holder ON claims(holder, day);
CREATE INDEX claims_by_content ON claims(content);
CREATE INDEX claims_by_actor ON claims(actor, day);
CREATE INDEX claims_rejected ON claims(id) WHERE status = 'rejected';
CREATE INDEX claims_told_again ON claims(article) WHERE copy;
CREATE TABLE claim_issues(
    issue TEXT NOT NULL, claim INTEGER NOT NULL, stance TEXT NOT NULL, main INTEGER NOT NULL, holder TEXT, day INTEGER,
    copy INTEGER NOT NULL,  -- its claim's
    folded INTEGER NOT NULL DEFAULT 0,  -- 1 where another claim of its sentence stands for it in the matrix
    doubtful INTEGER NOT NULL DEFAULT 0,  -- 1 where its claim is not to be counted on: corpus/doubts
    PRIMARY KEY(issue, claim)) WITHOUT ROWID;
CREATE INDEX issues_by_holder ON claim_issues(issue, holder, day);
CREATE TABLE claim_actors(
    actor INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY(actor, claim)) WITHOUT ROWID;
CREATE INDEX actors_by_claim ON claim_actors(claim);
CREATE INDEX issues_by_claim ON claim_issues(claim);

CREATE TABLE spots(  -- where claims, sentences with actors and mentions stand, as keys of the word index
    article INTEGER PRIMARY KEY, content BLOB NOT NULL, source BLOB NOT NULL, beside BLOB NOT NULL,
    mentions BLOB NOT NULL);

CREATE TABLE dates(
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL, finish INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_finish INTEGER NOT NULL, type TEXT NOT NULL, value TEXT NOT NULL,
    first INTEGER, last INTEGER, planned INTEGER NOT NULL, why TEXT NOT NULL,
    actors TEXT NOT NULL,
    rests INTEGER NOT NULL DEFAULT 0,  -- 0 for a time expression, 1 for a verb on the lead's day, 2 on the article's
    told BLOB NOT NULL,  -- what it is compared by with others of its days: corpus/days/tellings
    event INTEGER,  -- the dated sentence that tells the same event first; NULL where this one does
    word_first INTEGER NOT NULL, word_last INTEGER NOT NULL);  -- the sentence's, as keys of the word index
CREATE TABLE date_actors(actor INTEGER NOT NULL, date INTEGER NOT NULL, PRIMARY KEY(actor, date)) WITHOUT ROWID;
CREATE INDEX actors_by_date ON date_actors(date);
CREATE INDEX dates_by_article ON dates(article, start);
CREATE INDEX dates_by_first ON dates(first, last, rests, article, start, event) WHERE first IS NOT NULL;
CREATE INDEX dates_by_event ON dates(event) WHERE event IS NOT NULL;
CREATE TABLE date_sums(  -- events, each once
    first INTEGER NOT NULL, last INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(first, last)) WITHOUT ROWID;
CREATE TABLE events_due(  -- days whose sentences are to be compared again
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY(first, last)) WITHOUT ROWID;

CREATE TABLE issues(
    issue TEXT PRIMARY KEY, generation INTEGER NOT NULL, digest TEXT NOT NULL,
    articles INTEGER NOT NULL, mentions INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE positions(
    issue TEXT NOT NULL, holder TEXT NOT NULL, stance TEXT NOT NULL, n INTEGER NOT NULL,
    PRIMARY KEY(issue, holder, stance)) WITHOUT ROWID;
CREATE INDEX positions_by_holder ON positions(holder);
CREATE TABLE holder_sums(holder TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;  -- positions, over all issues
CREATE INDEX holders_by_sum ON holder_sums(n DESC, holder);

CREATE TABLE totals(name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO totals VALUES
    ('articles', 0), ('read', 0), ('tied', 0), ('claims', 0), ('dates', 0), ('mentions', 0), ('words', 0);
CREATE TRIGGER article_in AFTER INSERT ON articles BEGIN
    UPDATE totals SET n = n + 1 WHERE name = 'articles'; END;
CREATE TRIGGER article_out AFTER DELETE ON articles BEGIN
    UPDATE totals SET n = n - 1 WHERE name = 'articles';
    UPDATE totals SET n = n - (OLD.reading <> '') WHERE name = 'read';
    UPDATE totals SET n = n - (OLD.tied <> '') WHERE name = 'tied';
    UPDATE totals SET n = n - OLD.mentions WHERE name = 'mentions'; END;
CREATE TRIGGER article_read AFTER UPDATE OF reading ON articles BEGIN
    UPDATE totals SET n = n + (NEW.reading <> '') - (OLD.reading <> '') WHERE name = 'read'; END;
CREATE TRIGGER article_tied AFTER UPDATE OF tied ON articles WHEN (NEW.tied <> '') <> (OLD.tied <> '') BEGIN
    UPDATE totals SET n = n + (NEW.tied <> '') - (OLD.tied <> '') WHERE name = 'tied'; END;
CREATE TRIGGER article_mentions AFTER UPDATE OF mentions ON articles BEGIN
    UPDATE totals SET n = n + NEW.mentions - OLD.mentions WHERE name = 'mentions'; END;
CREATE TRIGGER claim_in AFTER INSERT ON claims WHEN NEW.status <> 'rejected' BEGIN
    UPDATE totals SET n = n + 1 WHERE name = 'claims';
    UPDATE actors SET claims = claims + 1 - NEW.copy WHERE id = NEW.actor; END;
CREATE TRIGGER claim_out AFTER DELETE ON claims WHEN OLD.status <> 'rejected' BEGIN
    UPDATE totals SET n = n - 1 WHERE name = 'claims';
    UPDATE actors SET claims = claims - 1 + OLD.copy WHERE id = OLD.actor; END;
CREATE TRIGGER claim_again AFTER UPDATE OF copy ON claims WHEN NEW.copy <> OLD.copy BEGIN
    UPDATE actors SET claims = claims + OLD.copy - NEW.copy WHERE id = NEW.actor AND NEW.status <> 'rejected';
    UPDATE claim_issues SET copy = NEW.copy WHERE claim = NEW.id; END;
CREATE TRIGGER claim_folded AFTER UPDATE OF fold ON claims WHEN (NEW.fold IS NULL) <> (OLD.fold IS NULL) BEGIN
    UPDATE claim_issues SET folded = NEW.fold IS NOT NULL WHERE claim = NEW.id; END;
CREATE TRIGGER claim_gone AFTER DELETE ON claims BEGIN
    UPDATE claims SET fold = NULL WHERE fold = OLD.id;
    DELETE FROM claim_actors WHERE claim = OLD.id;
    DELETE FROM claim_issues WHERE claim = OLD.id; END;
CREATE TRIGGER issue_in AFTER INSERT ON claim_issues
    WHEN NEW.holder IS NOT NULL AND NOT (NEW.copy OR NEW.doubtful) BEGIN
    INSERT INTO positions VALUES (NEW.issue, NEW.holder, NEW.stance, 1)
        ON CONFLICT(issue, holder, stance) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER issue_out AFTER DELETE ON claim_issues
    WHEN OLD.holder IS NOT NULL AND NOT (OLD.copy OR OLD.folded OR OLD.doubtful) BEGIN
    UPDATE positions SET n = n - 1 WHERE issue = OLD.issue AND holder = OLD.holder AND stance = OLD.stance; END;
CREATE TRIGGER issue_again AFTER UPDATE OF copy, folded ON claim_issues
    WHEN (NEW.copy OR NEW.folded) <> (OLD.copy OR OLD.folded) AND NEW.holder IS NOT NULL AND NOT NEW.doubtful BEGIN
    INSERT INTO positions VALUES
        (NEW.issue, NEW.holder, NEW.stance, (OLD.copy OR OLD.folded) - (NEW.copy OR NEW.folded))
        ON CONFLICT(issue, holder, stance) DO UPDATE SET n = n + excluded.n; END;
CREATE TRIGGER position_in AFTER INSERT ON positions BEGIN
    INSERT INTO holder_sums VALUES (NEW.holder, NEW.n) ON CONFLICT(holder) DO UPDATE SET n = n + excluded.n; END;
CREATE TRIGGER position_again AFTER UPDATE OF n ON positions BEGIN
    UPDATE holder_sums SET n = n + NEW.n - OLD.n WHERE holder = NEW.holder; END;
CREATE TRIGGER date_in AFTER INSERT ON dates BEGIN
    UPDATE totals SET n = n + (NEW.rests = 0) WHERE name = 'dates';
    INSERT OR IGNORE INTO events_due SELECT NEW.first, NEW.last WHERE NEW.first IS NOT NULL;
    INSERT INTO date_sums SELECT NEW.first, NEW.last, 1 WHERE NEW.first IS NOT NULL
        ON CONFLICT(first, last) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER date_out AFTER DELETE ON dates BEGIN
    DELETE FROM date_actors WHERE date = OLD.id;
    UPDATE totals SET n = n - (OLD.rests = 0) WHERE name = 'dates';
    UPDATE date_sums SET n = n - (OLD.event IS NULL) + (SELECT count(*) FROM dates WHERE event = OLD.id)
        WHERE first = OLD.first AND last = OLD.last;
    INSERT OR IGNORE INTO events_due SELECT first, last FROM dates WHERE event = OLD.id;
    UPDATE dates SET event = NULL WHERE event = OLD.id; END;
"""

INDEX_VERSION = crc32(INDEX.encode()) >> 1  # an index of another layout is made anew

# Each step is run in one transaction that also sets user_version; never edit a step that has been released.
# `article` is an article's digest, `corpus` what the corpus is called (corpora.py) where it was decided. A
# step may use the functions that `judgement_file.migrate` gives it.
JUDGEMENT_STEPS: tuple[tuple[str, str], ...] = (
    (
        "what a person decides",
        """
CREATE TABLE changes(
    number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, corpus TEXT NOT NULL, kind TEXT NOT NULL,
    subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, what TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX changes_by_corpus ON changes(corpus, undone, number);
CREATE TABLE notes(
    subject TEXT PRIMARY KEY, corpus TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, label TEXT NOT NULL,
    text TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE claims(
    subject TEXT PRIMARY KEY, corpus TEXT NOT NULL, content TEXT NOT NULL, article TEXT NOT NULL, key TEXT NOT NULL,
    status TEXT NOT NULL, holder TEXT, stance TEXT, issue TEXT, words TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL);
CREATE TABLE seen(
    subject TEXT PRIMARY KEY, corpus TEXT NOT NULL, key TEXT NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE TABLE desk(corpus TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(corpus, key));
CREATE TABLE looked(corpus TEXT PRIMARY KEY, at REAL NOT NULL);
""",
    ),
    (
        "actors that are one, or never one",
        """
CREATE TABLE merges(
    subject TEXT PRIMARY KEY, corpus TEXT NOT NULL, one TEXT NOT NULL, one_kind TEXT NOT NULL, other TEXT NOT NULL,
    other_kind TEXT NOT NULL, same INTEGER NOT NULL, version INTEGER NOT NULL, at TEXT NOT NULL);
CREATE INDEX merges_by_corpus ON merges(corpus);
""",
    ),
    (
        "one table of what stands, by kind, subject and coder",
        """
CREATE TABLE standing(
    kind TEXT NOT NULL, subject TEXT NOT NULL, coder TEXT NOT NULL, corpus TEXT NOT NULL, state TEXT,
    version INTEGER NOT NULL, at TEXT NOT NULL, uid TEXT NOT NULL, PRIMARY KEY(kind, subject, coder)) WITHOUT ROWID;
CREATE INDEX standing_by_corpus ON standing(corpus, kind);
INSERT INTO standing SELECT 'note', subject, own_coder(), corpus,
    state_of('kind', kind, 'key', key, 'label', label, 'text', text), version, utc(at), new_uid() FROM notes;
INSERT INTO standing SELECT 'claim', subject, own_coder(), corpus,
    state_of('content', content, 'article', article, 'key', key, 'status', status, 'holder', holder,
    'stance', stance, 'issue', issue, 'words', words), version, utc(at), new_uid() FROM claims;
INSERT INTO standing SELECT 'seen', subject, own_coder(), corpus,
    state_of('key', key), version, utc(at), new_uid() FROM seen;
INSERT INTO standing SELECT 'merge', subject, own_coder(), corpus,
    state_of('one', one, 'one_kind', one_kind, 'other', other, 'other_kind', other_kind, 'same', same),
    version, utc(at), new_uid() FROM merges;
ALTER TABLE changes ADD COLUMN coder TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN maker TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN uid TEXT NOT NULL DEFAULT '';
ALTER TABLE changes ADD COLUMN together INTEGER;
UPDATE changes SET coder = own_coder(), maker = own_coder(), uid = new_uid(), at = utc(at),
    together = json_extract(after, '$.together');
DROP TABLE notes;
DROP TABLE claims;
DROP TABLE seen;
DROP TABLE merges;
""",
    ),
    (
        "a corpus is known by its articles",
        """
CREATE TABLE places(place TEXT PRIMARY KEY, corpus TEXT NOT NULL, path BLOB NOT NULL);
CREATE INDEX places_by_corpus ON places(corpus);
CREATE TABLE corpora(corpus TEXT NOT NULL, digest TEXT NOT NULL, key BLOB NOT NULL, PRIMARY KEY(corpus, digest))
    WITHOUT ROWID;
""",
    ),
    (
        "what has gone over to a shared store, and come from there",
        """
CREATE TABLE sent(store TEXT NOT NULL, uid TEXT NOT NULL, PRIMARY KEY(store, uid)) WITHOUT ROWID;
CREATE INDEX changes_by_uid ON changes(uid);
CREATE TABLE taken(store TEXT NOT NULL, corpus TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(store, corpus))
    WITHOUT ROWID;
""",
    ),
)
