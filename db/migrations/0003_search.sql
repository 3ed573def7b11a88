-- The index is made anew from the records: `once index` after this migration, and a starting server does it by itself.
DROP TABLE `search_text`;--> statement-breakpoint
DROP TABLE `search_facet`;--> statement-breakpoint
DROP TABLE `search_document`;--> statement-breakpoint
CREATE TABLE `search_document` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`title` text NOT NULL,
	`sort_name` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_document_by_name` ON `search_document` (`type`,`sort_name`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `search_document_record` ON `search_document` (`type`,`id`);--> statement-breakpoint
CREATE TABLE `search_stems` (
	`document` integer PRIMARY KEY NOT NULL,
	`stems` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_facets` (
	`document` integer PRIMARY KEY NOT NULL,
	`facets` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_count` (
	`type` text PRIMARY KEY NOT NULL,
	`documents` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_facet_value` (
	`id` integer PRIMARY KEY NOT NULL,
	`facet` text NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `search_facet_value_once` ON `search_facet_value` (`facet`,`value`);--> statement-breakpoint
CREATE TABLE `search_timed_facet` (
	`document` integer NOT NULL,
	`facet_value` integer NOT NULL,
	`valid_from` text NOT NULL,
	`valid_until` text NOT NULL,
	PRIMARY KEY(`document`, `facet_value`, `valid_from`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `search_timed_facet_value` ON `search_timed_facet` (`facet_value`,`document`);--> statement-breakpoint
CREATE TABLE `search_term` (
	`term` text PRIMARY KEY NOT NULL,
	`skeleton` text NOT NULL,
	`form` text NOT NULL,
	`df` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `search_term_skeleton` ON `search_term` (`skeleton`);--> statement-breakpoint
CREATE INDEX `search_term_unused` ON `search_term` (`term`) WHERE df <= 0;--> statement-breakpoint
CREATE TABLE `search_number` (
	`term` text PRIMARY KEY NOT NULL,
	`df` integer NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `search_number_unused` ON `search_number` (`term`) WHERE df <= 0;--> statement-breakpoint
CREATE TABLE `search_deletion` (
	`key` text NOT NULL,
	`term` text NOT NULL,
	PRIMARY KEY(`key`, `term`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `search_synonym` (
	`concept` text NOT NULL,
	`key` text NOT NULL,
	`label` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`concept`, `key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_synonym_key` ON `search_synonym` (`key`);--> statement-breakpoint
-- SymSpell: the first seven letters of a skeleton, whole and with one of them left out, lead to its terms.
CREATE TRIGGER search_term_added AFTER INSERT ON search_term WHEN length(NEW.skeleton) >= 4 BEGIN
INSERT OR IGNORE INTO search_deletion (key, term)
SELECT substr(substr(NEW.skeleton, 1, 7), 1, n.n - 1) || substr(substr(NEW.skeleton, 1, 7), n.n + 1), NEW.term
FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8) n
WHERE n.n <= min(length(NEW.skeleton), 7) OR n.n = 8;
END;
--> statement-breakpoint
CREATE TRIGGER search_term_removed AFTER DELETE ON search_term WHEN length(OLD.skeleton) >= 4 BEGIN
DELETE FROM search_deletion WHERE term = OLD.term AND key IN (
SELECT substr(substr(OLD.skeleton, 1, 7), 1, n.n - 1) || substr(substr(OLD.skeleton, 1, 7), n.n + 1)
FROM (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8) n);
END;
--> statement-breakpoint
CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN
INSERT INTO search_count (type, documents) VALUES (NEW.type, 1) ON CONFLICT (type) DO UPDATE SET documents = documents + 1;
END;
--> statement-breakpoint
CREATE TRIGGER search_document_removed AFTER DELETE ON search_document BEGIN
UPDATE search_count SET documents = documents - 1 WHERE type = OLD.type;
END;
--> statement-breakpoint
-- Terms of the analyzer, a column a field; `facets` holds a word a facet value. What is shown stays in the ordinary tables.
CREATE VIRTUAL TABLE search_text USING fts5(name, nameEn, short, long, functions, tags, category, owner, tech, code, facets, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
