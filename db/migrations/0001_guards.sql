-- The log: `idx` is the next one, and what stands in it stays. (A BEFORE INSERT check also stops INSERT OR REPLACE, which fires no DELETE trigger.)
CREATE TRIGGER leaf_is_next BEFORE INSERT ON leaf WHEN NEW.idx IS NOT (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
BEGIN SELECT RAISE(ABORT, 'leaf-not-next'); END;
--> statement-breakpoint
CREATE TRIGGER leaf_stays_updated BEFORE UPDATE ON leaf BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER leaf_stays_deleted BEFORE DELETE ON leaf BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
-- Versions: consecutive from 1, each with its leaf. Only an erasure may touch one again: envelope to NULL.
CREATE TRIGGER version_is_next BEFORE INSERT ON version
WHEN NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM version WHERE type = NEW.type AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER version_has_leaf BEFORE INSERT ON version
WHEN NOT EXISTS (SELECT 1 FROM leaf WHERE type = NEW.type AND id = NEW.id AND version = NEW.version AND sha256 = NEW.sha256)
BEGIN SELECT RAISE(ABORT, 'version-without-leaf'); END;
--> statement-breakpoint
CREATE TRIGGER version_stays_updated BEFORE UPDATE ON version
WHEN NEW.envelope IS NOT NULL OR NEW.type IS NOT OLD.type OR NEW.id IS NOT OLD.id OR NEW.version IS NOT OLD.version OR NEW.at IS NOT OLD.at OR NEW.sha256 IS NOT OLD.sha256
BEGIN SELECT RAISE(ABORT, 'versions-are-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER version_stays_deleted BEFORE DELETE ON version BEGIN SELECT RAISE(ABORT, 'versions-are-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER commit_stays_updated BEFORE UPDATE ON commits BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER commit_stays_deleted BEFORE DELETE ON commits BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
-- organization: no row without its version in the history, no version skipped, none removed.
CREATE TRIGGER organization_insert_has_version BEFORE INSERT ON organization
WHEN NEW.version IS NOT 1 OR EXISTS (SELECT 1 FROM organization WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM version WHERE type = 'organization' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER organization_update_is_next BEFORE UPDATE ON organization WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER organization_update_has_version BEFORE UPDATE ON organization
WHEN NOT EXISTS (SELECT 1 FROM version WHERE type = 'organization' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER organization_stays BEFORE DELETE ON organization BEGIN SELECT RAISE(ABORT, 'records-are-kept'); END;
--> statement-breakpoint
-- expert: no row without its version in the history, no version skipped, none removed.
CREATE TRIGGER expert_insert_has_version BEFORE INSERT ON expert
WHEN NEW.version IS NOT 1 OR EXISTS (SELECT 1 FROM expert WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM version WHERE type = 'expert' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER expert_update_is_next BEFORE UPDATE ON expert WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER expert_update_has_version BEFORE UPDATE ON expert
WHEN NOT EXISTS (SELECT 1 FROM version WHERE type = 'expert' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER expert_stays BEFORE DELETE ON expert BEGIN SELECT RAISE(ABORT, 'records-are-kept'); END;
--> statement-breakpoint
-- software: no row without its version in the history, no version skipped, none removed.
CREATE TRIGGER software_insert_has_version BEFORE INSERT ON software
WHEN NEW.version IS NOT 1 OR EXISTS (SELECT 1 FROM software WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM version WHERE type = 'software' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER software_update_is_next BEFORE UPDATE ON software WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER software_update_has_version BEFORE UPDATE ON software
WHEN NOT EXISTS (SELECT 1 FROM version WHERE type = 'software' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER software_stays BEFORE DELETE ON software BEGIN SELECT RAISE(ABORT, 'records-are-kept'); END;
--> statement-breakpoint
-- deployment: no row without its version in the history, no version skipped, none removed.
CREATE TRIGGER deployment_insert_has_version BEFORE INSERT ON deployment
WHEN NEW.version IS NOT 1 OR EXISTS (SELECT 1 FROM deployment WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM version WHERE type = 'deployment' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER deployment_update_is_next BEFORE UPDATE ON deployment WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER deployment_update_has_version BEFORE UPDATE ON deployment
WHEN NOT EXISTS (SELECT 1 FROM version WHERE type = 'deployment' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER deployment_stays BEFORE DELETE ON deployment BEGIN SELECT RAISE(ABORT, 'records-are-kept'); END;
--> statement-breakpoint
CREATE TRIGGER guard_version_stale BEFORE INSERT ON guard WHEN NEW.reason = 'version-stale' BEGIN SELECT RAISE(ABORT, 'guard:version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER guard_forbidden BEFORE INSERT ON guard WHEN NEW.reason = 'forbidden' BEGIN SELECT RAISE(ABORT, 'guard:forbidden'); END;
--> statement-breakpoint
CREATE TRIGGER guard_not_found BEFORE INSERT ON guard WHEN NEW.reason = 'not-found' BEGIN SELECT RAISE(ABORT, 'guard:not-found'); END;
--> statement-breakpoint
CREATE TRIGGER guard_duplicate BEFORE INSERT ON guard WHEN NEW.reason = 'duplicate' BEGIN SELECT RAISE(ABORT, 'guard:duplicate'); END;
--> statement-breakpoint
CREATE TRIGGER guard_unknown BEFORE INSERT ON guard WHEN NEW.reason NOT IN ('version-stale', 'forbidden', 'not-found', 'duplicate')
BEGIN SELECT RAISE(ABORT, 'guard:unknown-reason'); END;
--> statement-breakpoint
-- Full text. The columns hold folded words, made by the program; what is shown stays in the ordinary tables.
CREATE VIRTUAL TABLE search_text USING fts5(name, short, long, functions, tags, owner, code, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");
