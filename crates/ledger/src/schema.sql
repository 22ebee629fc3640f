-- The tables of a ledger. Offsets count Unicode code points of documents.text; stop is one past the last.

CREATE TABLE documents (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,        -- as the input gave it, else the digest
  url TEXT,
  title TEXT,
  outlet TEXT,
  publisher INTEGER REFERENCES actors (number), -- who that outlet is among those known by name
  voice INTEGER REFERENCES actors (number), -- in whose voice it speaks: the agency that it credits, else its outlet by name or address
  authors TEXT NOT NULL,          -- JSON list of names
  published TEXT,                 -- as the document gives it
  day TEXT,                       -- of publication, YYYY-MM-DD: as the text's own dateline has it, else as published
  language TEXT NOT NULL,
  credit TEXT,                    -- another outlet that its byline, its dateline or its last line credits
  digest TEXT NOT NULL,           -- sha256 of the text: equal for copies to the letter
  added TEXT NOT NULL,            -- when it came into the ledger, UTC
  text TEXT NOT NULL              -- last, so that nothing else is read past it
);
CREATE INDEX documents_by_day ON documents (day);
CREATE INDEX documents_by_outlet ON documents (outlet);
CREATE INDEX documents_by_publisher ON documents (publisher, day);
CREATE INDEX documents_by_voice ON documents (voice);
CREATE INDEX documents_by_digest ON documents (digest);

-- The shingles (five words in a row) by which copies are found: of each document those whose hash says so, one in eight.
CREATE TABLE shingles (
  hash INTEGER NOT NULL,
  document INTEGER NOT NULL,
  PRIMARY KEY (hash, document)
) WITHOUT ROWID;

-- Which document is a copy of which. Copies of copies are told too; a family of copies is all that hangs together.
CREATE TABLE copies (
  copy INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  original INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  kind TEXT NOT NULL,             -- reprint, excerpt, update; cites: no copy, but it names the other's outlet for what both tell
  score REAL NOT NULL,            -- share of the shorter one's shingles that the other has; of cites the likeness of their words
  evidence TEXT NOT NULL,         -- in words
  PRIMARY KEY (copy, original)
) WITHOUT ROWID;
CREATE INDEX copies_by_original ON copies (original);

-- Those who are known by name, across documents.
CREATE TABLE actors (
  number INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,       -- by what they are told to be the same; of one whom an analyst has told apart with a number behind it
  name TEXT NOT NULL,             -- as the first document has it
  kind TEXT NOT NULL,
  country TEXT,                   -- ISO 3166-1 alpha-2
  owner TEXT,                     -- of an outlet, as the table of outlets had it that was known when its documents were added
  control TEXT,                   -- likewise: state, private, party, …
  same_as INTEGER REFERENCES actors (number), -- another who it is, as an analyst says
  mentioned INTEGER NOT NULL DEFAULT 0, -- documents that mention it
  statements INTEGER NOT NULL DEFAULT 0 -- statements whose source it is
);
CREATE INDEX actors_by_name ON actors (name COLLATE NOCASE);
CREATE INDEX actors_by_mentioned ON actors (mentioned);
CREATE INDEX actors_by_statements ON actors (statements);
CREATE INDEX actors_by_same_as ON actors (same_as);

-- By which acronyms they go in documents that give the name in full.
CREATE TABLE actor_acronyms (
  acronym TEXT NOT NULL,
  actor INTEGER NOT NULL REFERENCES actors (number),
  PRIMARY KEY (acronym, actor)
) WITHOUT ROWID;

-- Those whom one document mentions.
CREATE TABLE document_actors (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  actor INTEGER REFERENCES actors (number), -- who that is in other documents too, where the name tells
  id TEXT NOT NULL,               -- in its reading
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  named INTEGER NOT NULL,         -- 0 where the document gives no proper name
  country TEXT,                   -- ISO 3166-1 alpha-2
  UNIQUE (document, id)
);
CREATE INDEX document_actors_by_actor ON document_actors (actor);
CREATE INDEX document_actors_by_name ON document_actors (name COLLATE NOCASE);

CREATE TABLE mentions (
  document_actor INTEGER NOT NULL REFERENCES document_actors (number) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  form TEXT NOT NULL,             -- name, description, pronoun
  kind TEXT NOT NULL              -- what the words alone suggest
);
CREATE INDEX mentions_by_actor ON mentions (document_actor);

CREATE TABLE relations (
  document_actor INTEGER NOT NULL REFERENCES document_actors (number) ON DELETE CASCADE,
  kind TEXT NOT NULL,             -- member_of, backed_by, …
  other INTEGER NOT NULL REFERENCES document_actors (number) ON DELETE CASCADE,
  start INTEGER NOT NULL,         -- the words that say so
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  statement TEXT                  -- id of the statement that says so; none where the document does
);
CREATE INDEX relations_by_actor ON relations (document_actor);
CREATE INDEX relations_by_other ON relations (other);

CREATE TABLE statements (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- in its reading
  document_actor INTEGER REFERENCES document_actors (number), -- who says it
  source TEXT NOT NULL,           -- the words that name the source; empty where none is expressed
  source_kind TEXT,               -- named, unnamed, outlet, document, none
  cue TEXT NOT NULL,
  content TEXT NOT NULL,
  manner TEXT NOT NULL,           -- direct, indirect, mixed
  stance TEXT NOT NULL,           -- asserts, denies, claims_responsibility, …
  certainty TEXT,
  within TEXT,                    -- id of the statement whose content holds this one
  UNIQUE (document, id)
);
CREATE INDEX statements_by_actor ON statements (document_actor);
CREATE INDEX statements_by_stance ON statements (stance);

CREATE TRIGGER actors_mentioned AFTER UPDATE OF actor ON document_actors WHEN new.actor IS NOT NULL BEGIN
  UPDATE actors SET mentioned = mentioned + 1 WHERE number = new.actor;
END;
CREATE TRIGGER actors_mentioned_instead AFTER UPDATE OF actor ON document_actors WHEN old.actor IS NOT NULL BEGIN
  UPDATE actors SET mentioned = mentioned - 1 WHERE number = old.actor;
  UPDATE actors SET statements = statements + CASE number WHEN old.actor THEN -1 ELSE 1 END
    * (SELECT count(*) FROM statements WHERE document_actor = new.number)
  WHERE number IN (old.actor, new.actor) AND old.actor IS NOT new.actor;
END;
CREATE TRIGGER actors_not_mentioned AFTER DELETE ON document_actors WHEN old.actor IS NOT NULL BEGIN
  UPDATE actors SET mentioned = mentioned - 1 WHERE number = old.actor;
END;
CREATE TRIGGER actors_speaking AFTER INSERT ON statements WHEN new.document_actor IS NOT NULL BEGIN
  UPDATE actors SET statements = statements + 1
  WHERE number = (SELECT actor FROM document_actors WHERE document_actors.number = new.document_actor);
END;
CREATE TRIGGER actors_not_speaking AFTER DELETE ON statements WHEN old.document_actor IS NOT NULL BEGIN
  UPDATE actors SET statements = statements - 1
  WHERE number = (SELECT actor FROM document_actors WHERE document_actors.number = old.document_actor);
END;

CREATE TRIGGER actors_speaking_instead AFTER UPDATE OF document_actor ON statements BEGIN
  UPDATE actors SET statements = statements - 1
  WHERE number = (SELECT actor FROM document_actors WHERE document_actors.number = old.document_actor);
  UPDATE actors SET statements = statements + 1
  WHERE number = (SELECT actor FROM document_actors WHERE document_actors.number = new.document_actor);
END;

-- Where the parts of a statement stand.
CREATE TABLE statement_spans (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  part TEXT NOT NULL,             -- source, cue, content
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (statement, part, position)
) WITHOUT ROWID;
-- Where contents stand, without their words: of a whole document on a page or two.
CREATE INDEX statement_contents ON statement_spans (statement, start, stop) WHERE part = 'content';

-- Who carried a statement to its document, the nearest to the source first.
CREATE TABLE carriers (
  statement INTEGER NOT NULL REFERENCES statements (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  document_actor INTEGER REFERENCES document_actors (number),
  kind TEXT NOT NULL,             -- published_by, republished_by, reported_by, quoted_by
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX carriers_by_statement ON carriers (statement);
CREATE INDEX carriers_by_actor ON carriers (document_actor);

CREATE TABLE events (
  number INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  id TEXT NOT NULL,               -- in its reading
  type TEXT NOT NULL,             -- of PLOVER
  mode TEXT,
  incident TEXT,                  -- of MUC-4, armed incidents only
  stage TEXT NOT NULL,
  start INTEGER NOT NULL,         -- the trigger
  stop INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  place TEXT,                     -- the words
  place_start INTEGER,
  place_stop INTEGER,
  place_name TEXT,
  country TEXT,                   -- ISO 3166-1 alpha-2
  latitude REAL,
  longitude REAL,
  time TEXT,                      -- the words
  time_start INTEGER,
  time_stop INTEGER,
  first_day TEXT,                 -- the days that the words can mean, YYYY-MM-DD
  last_day TEXT,
  killed TEXT,                    -- the words
  killed_start INTEGER,
  killed_stop INTEGER,
  killed_low INTEGER,             -- the least and the most that they can mean
  killed_high INTEGER,
  injured TEXT,
  injured_start INTEGER,
  injured_stop INTEGER,
  injured_low INTEGER,
  injured_high INTEGER,
  UNIQUE (document, id)
);
CREATE INDEX events_by_day ON events (first_day);

-- All words that tell of an event.
CREATE TABLE event_words (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_words_by_event ON event_words (event);

CREATE TABLE event_roles (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: one that was struck out may come back
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  role TEXT NOT NULL,             -- actor, recipient, perpetrator_individual, …
  document_actor INTEGER REFERENCES document_actors (number),
  confidence TEXT,                -- perpetrators only: on whose word
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_roles_by_event ON event_roles (event);
CREATE INDEX event_roles_by_actor ON event_roles (document_actor);

-- In which statements an event is told.
CREATE TABLE event_statements (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  statement TEXT NOT NULL,        -- id in its reading
  PRIMARY KEY (event, position)
) WITHOUT ROWID;

-- In the content of which statement the words of an event stand, of several the innermost; no row where in none. So a happening's claims are put
-- together without all that its documents state.
CREATE TABLE told_in (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  start INTEGER NOT NULL,         -- of the trigger, the place, the time, a number, one who took part
  statement INTEGER NOT NULL,     -- its number; statements and events of a document go together
  PRIMARY KEY (event, start)
) WITHOUT ROWID;

-- Places that statements of the text give for an event beside that of its own row.
CREATE TABLE further_places (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT,                   -- ISO 3166-1 alpha-2
  latitude REAL,
  longitude REAL,
  PRIMARY KEY (event, position)
) WITHOUT ROWID;

-- Numbers that the text gives for an event beside that of its own row: on another's word, or lower ones that it says to have been raised.
CREATE TABLE tolls (
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  field TEXT NOT NULL,            -- killed, injured
  position INTEGER NOT NULL,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL,
  low INTEGER,                    -- the least and the most that it can mean
  high INTEGER,
  read INTEGER NOT NULL,          -- 1: its reading has it, 0: it was found in the text when that was added
  raised INTEGER NOT NULL,        -- 1: the text says that it has been raised to that of the event's row ("rose from 12 to 17")
  PRIMARY KEY (event, field, position)
) WITHOUT ROWID;

-- Happenings, each told by one document or several. An incident's number is the least among its events' numbers.
CREATE TABLE incidents (
  number INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  type TEXT NOT NULL,             -- of PLOVER, as most documents have it
  first_day TEXT,                 -- as most documents have it, YYYY-MM-DD
  last_day TEXT,
  place TEXT,                     -- the place's name, as most documents have it
  country TEXT,                   -- ISO 3166-1 alpha-2
  latitude REAL,
  longitude REAL,
  documents INTEGER NOT NULL,     -- how many tell of it
  outlets INTEGER NOT NULL DEFAULT 0, -- of how many outlets these are
  sources INTEGER NOT NULL DEFAULT 0 -- how many independent sources stand behind all that is claimed of it
);
CREATE INDEX incidents_by_day ON incidents (first_day DESC, documents DESC);
CREATE INDEX incidents_by_documents ON incidents (documents DESC, first_day);

-- Which event of a document tells of which incident. Words, threats and plans are no incidents, and stand in no row.
CREATE TABLE tellings (
  event INTEGER PRIMARY KEY REFERENCES events (number) ON DELETE CASCADE,
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  incident INTEGER NOT NULL,
  found INTEGER NOT NULL,         -- of which incident it would be if nothing had been decided
  lasting INTEGER NOT NULL,       -- whether it is of what goes on for long, or sums up what did: a siege, the dead of a war
  terms BLOB NOT NULL             -- its weighted words: hash (4 bytes) and weight (4 bytes), little-endian
);
CREATE INDEX tellings_by_incident ON tellings (incident);
CREATE INDEX tellings_by_found ON tellings (found);
CREATE INDEX tellings_by_document ON tellings (document);

-- What speaks for two events being one (above 0) or against it, both ways.
CREATE TABLE likeness (
  event INTEGER NOT NULL,
  other INTEGER NOT NULL,
  weight REAL NOT NULL,
  PRIMARY KEY (event, other)
) WITHOUT ROWID;

-- What an analyst has decided; it stands over what the machine finds, which is kept beside it.
CREATE TABLE decisions (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,             -- merge, split, merge_actors, split_actor, correction
  made TEXT NOT NULL,             -- when, UTC
  analyst TEXT,                   -- who
  words TEXT NOT NULL,            -- what was decided, in words
  undone TEXT                     -- when it was taken back, UTC
);

-- The pairs of events about which a decision is: of a merge those that are one; of a split those that are taken out, each with each that stays.
CREATE TABLE decided_pairs (
  decision INTEGER NOT NULL REFERENCES decisions (number),
  event INTEGER NOT NULL,
  other INTEGER NOT NULL,
  together INTEGER NOT NULL       -- 1: they are one happening, 0: they are not
);
CREATE INDEX decided_pairs_by_event ON decided_pairs (event);
CREATE INDEX decided_pairs_by_other ON decided_pairs (other);

-- Which actors a decision says to be one.
CREATE TABLE decided_actors (
  decision INTEGER NOT NULL REFERENCES decisions (number),
  actor INTEGER NOT NULL REFERENCES actors (number),
  same_as INTEGER NOT NULL REFERENCES actors (number)
);

-- Which documents mean another by a name, as an analyst says, or are another outlet's. Copies of these follow them.
CREATE TABLE decided_apart (
  decision INTEGER NOT NULL REFERENCES decisions (number),
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  part TEXT NOT NULL,             -- mention, publisher, voice
  document_actor INTEGER REFERENCES document_actors (number) ON DELETE CASCADE, -- of a mention
  was INTEGER NOT NULL REFERENCES actors (number), -- who it is by the name
  instead INTEGER NOT NULL REFERENCES actors (number) -- who it is
);
CREATE INDEX decided_apart_by_document ON decided_apart (document);
CREATE INDEX decided_apart_by_decision ON decided_apart (decision);

-- What a decision corrects: a statement or a role of an event. The tables of these hold the corrected values.
CREATE TABLE corrections (
  decision INTEGER PRIMARY KEY REFERENCES decisions (number),
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  statement INTEGER REFERENCES statements (number) ON DELETE CASCADE,
  event INTEGER REFERENCES events (number) ON DELETE CASCADE,
  event_role INTEGER,             -- number in event_roles, or, where it is struck out, in event_roles_read
  word TEXT,                      -- the stance, or the role; none where that stays
  certainty TEXT,                 -- the certainty; empty: the words do not tell; none where that stays
  names INTEGER NOT NULL,         -- 1: document_actor says who the source is, or who has the role
  document_actor INTEGER REFERENCES document_actors (number), -- none: cannot tell
  struck INTEGER NOT NULL         -- 1: nobody has the role
);
CREATE INDEX corrections_by_document ON corrections (document);
CREATE INDEX corrections_by_statement ON corrections (statement);
CREATE INDEX corrections_by_event ON corrections (event);

-- What was read of a statement, and of a role, while a correction stands over it.
CREATE TABLE statements_read (
  statement INTEGER PRIMARY KEY REFERENCES statements (number) ON DELETE CASCADE,
  document_actor INTEGER REFERENCES document_actors (number),
  source_kind TEXT,
  stance TEXT NOT NULL,
  certainty TEXT
);
CREATE TABLE event_roles_read (
  number INTEGER PRIMARY KEY,
  event INTEGER NOT NULL REFERENCES events (number) ON DELETE CASCADE,
  role TEXT NOT NULL,
  document_actor INTEGER REFERENCES document_actors (number),
  confidence TEXT,
  start INTEGER NOT NULL,
  stop INTEGER NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX event_roles_read_by_event ON event_roles_read (event);

-- Who has what from whom, document by document, as decisions have it who is whom; kept so that who carries whom need not be counted when it is asked.
CREATE TABLE steps (
  document INTEGER NOT NULL REFERENCES documents (number) ON DELETE CASCADE,
  source INTEGER NOT NULL REFERENCES actors (number),
  target INTEGER NOT NULL REFERENCES actors (number),
  kind TEXT NOT NULL,             -- quotes, carries, reprints, credits, cites
  direct INTEGER NOT NULL,        -- 0: somebody else stands between them
  count INTEGER NOT NULL,         -- statements; of copies, credits and citations 1
  PRIMARY KEY (document, source, target, kind, direct)
) WITHOUT ROWID;
CREATE INDEX steps_by_source ON steps (source, target, kind, direct, count);
CREATE INDEX steps_by_target ON steps (target);

-- How many statements a document holds, of how many nothing says that another outlet had them before, and how many have a source without a name.
CREATE TABLE document_figures (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  statements INTEGER NOT NULL,
  first_hand INTEGER NOT NULL,
  unnamed INTEGER NOT NULL
);

-- How many conflicts of each kind an incident has, by what they are about.
CREATE TABLE conflicts (
  incident INTEGER NOT NULL,
  kind TEXT NOT NULL,             -- dispute, denial, place, update
  field TEXT NOT NULL,            -- killed, place, …
  count INTEGER NOT NULL,
  PRIMARY KEY (incident, kind, field)
) WITHOUT ROWID;

-- Incidents whose conflicts and figures are to be found anew before a change ends; empty in between.
CREATE TABLE unsettled (
  incident INTEGER PRIMARY KEY
);
CREATE TRIGGER incidents_unsettled AFTER INSERT ON incidents BEGIN
  INSERT OR IGNORE INTO unsettled (incident) VALUES (new.number);
END;
CREATE TRIGGER incidents_gone AFTER DELETE ON incidents BEGIN
  DELETE FROM conflicts WHERE incident = old.number;
END;

-- In how many documents a word stands, by the hash of its stem.
CREATE TABLE words (
  hash INTEGER PRIMARY KEY,
  documents INTEGER NOT NULL
);

-- The weighted words of a document, as those of tellings.
CREATE TABLE document_words (
  document INTEGER PRIMARY KEY REFERENCES documents (number) ON DELETE CASCADE,
  among INTEGER NOT NULL,         -- documents there were when they were weighed
  terms BLOB NOT NULL
);
CREATE INDEX document_words_by_among ON document_words (among);

-- The rarest words of documents by the weeks of which they tell: what may be about the same stands here under the same words.
CREATE TABLE word_index (
  hash INTEGER NOT NULL,
  week INTEGER NOT NULL,          -- since 1970; -1 where no time is known
  document INTEGER NOT NULL,
  PRIMARY KEY (hash, week, document)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE documents_text USING fts5 (
  title, text, content = 'documents', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER documents_inserted AFTER INSERT ON documents BEGIN
  INSERT INTO documents_text (rowid, title, text) VALUES (new.number, new.title, new.text);
END;
CREATE TRIGGER documents_deleted AFTER DELETE ON documents BEGIN
  INSERT INTO documents_text (documents_text, rowid, title, text) VALUES ('delete', old.number, old.title, old.text);
END;

CREATE VIRTUAL TABLE statements_text USING fts5 (
  source, content, content = 'statements', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE TRIGGER statements_inserted AFTER INSERT ON statements BEGIN
  INSERT INTO statements_text (rowid, source, content) VALUES (new.number, new.source, new.content);
END;
CREATE TRIGGER statements_deleted AFTER DELETE ON statements BEGIN
  INSERT INTO statements_text (statements_text, rowid, source, content)
  VALUES ('delete', old.number, old.source, old.content);
END;

-- Who says what: a line for each statement.
CREATE VIEW who_says_what AS
SELECT
  documents.id || '#' || statements.id AS id,
  documents.id AS document, documents.outlet, documents.day, documents.title,
  statements.source, document_actors.name AS actor, document_actors.kind AS actor_kind, statements.source_kind,
  statements.cue, statements.content, statements.manner, statements.stance, statements.certainty, statements.within,
  (SELECT group_concat(text, ' → ') FROM (
    SELECT text FROM carriers WHERE carriers.statement = statements.number ORDER BY position
  )) AS via
FROM statements
JOIN documents ON documents.number = statements.document
LEFT JOIN document_actors ON document_actors.number = statements.document_actor;

-- What is said to have happened: a line for each event of each document.
CREATE VIEW what_happened AS
SELECT
  documents.id || '#' || events.id AS id,
  documents.id AS document, documents.outlet, documents.day, documents.title,
  events.type, events.mode, events.incident, events.stage, events.trigger,
  events.place, events.country, events.latitude, events.longitude,
  (SELECT group_concat(text, '; ') FROM (
    SELECT text FROM further_places WHERE further_places.event = events.number ORDER BY position
  )) AS further_places,
  events.time, events.first_day, events.last_day,
  events.killed, events.killed_low, events.killed_high, events.injured, events.injured_low, events.injured_high,
  (SELECT group_concat(text, '; ') FROM (
    SELECT text FROM tolls WHERE tolls.event = events.number AND field = 'killed' ORDER BY position
  )) AS further_killed,
  (SELECT group_concat(text, '; ') FROM (
    SELECT text FROM tolls WHERE tolls.event = events.number AND field = 'injured' ORDER BY position
  )) AS further_injured,
  (SELECT group_concat(role || ': ' || coalesce(document_actors.name, text), '; ')
   FROM event_roles LEFT JOIN document_actors ON document_actors.number = event_roles.document_actor
   WHERE event_roles.event = events.number) AS roles
FROM events
JOIN documents ON documents.number = events.document;
