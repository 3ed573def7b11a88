-- Who signs in and what they may do.
CREATE TABLE person (
  id text PRIMARY KEY NOT NULL,
  subject text NOT NULL,
  name text NOT NULL,
  claimed_organization text,
  created_at text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX person_subject ON person (subject);
--> statement-breakpoint
CREATE TABLE membership (
  id text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  role text NOT NULL,
  organization_id text,
  state text NOT NULL CHECK (state IN ('requested', 'confirmed', 'refused', 'ended')),
  claimed integer NOT NULL,
  requested_at text NOT NULL,
  decided_at text,
  decided_by text,
  reason text,
  ended_at text,
  ended_by text,
  end_reason text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX membership_standing ON membership (person_id, role, organization_id)
WHERE state IN ('requested', 'confirmed') AND organization_id IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX membership_standing_wide ON membership (person_id, role)
WHERE state IN ('requested', 'confirmed') AND organization_id IS NULL;
--> statement-breakpoint
CREATE INDEX membership_person ON membership (person_id);
--> statement-breakpoint
CREATE INDEX membership_organization ON membership (organization_id);
--> statement-breakpoint
CREATE TABLE session (
  id text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  membership_id text,
  created_at text NOT NULL,
  seen_at text NOT NULL,
  expires_at text NOT NULL,
  authenticated_at text NOT NULL,
  agent text NOT NULL,
  revoked_at text
) STRICT;
--> statement-breakpoint
CREATE INDEX session_person ON session (person_id);
--> statement-breakpoint
CREATE TABLE sign_in (
  id text PRIMARY KEY NOT NULL,
  browser text NOT NULL,
  nonce text NOT NULL,
  code_verifier text NOT NULL,
  return_to text NOT NULL,
  session_id text,
  created_at text NOT NULL,
  expires_at text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE held_form (
  id text PRIMARY KEY NOT NULL,
  person_id text NOT NULL,
  browser text NOT NULL,
  path text NOT NULL,
  fields text NOT NULL,
  created_at text NOT NULL,
  expires_at text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX held_form_expiry ON held_form (expires_at);
--> statement-breakpoint
CREATE INDEX held_form_person ON held_form (person_id);
--> statement-breakpoint
CREATE TABLE consent_link (
  id text PRIMARY KEY NOT NULL,
  expert_id text NOT NULL,
  organization_id text,
  created_at text NOT NULL,
  expires_at text NOT NULL,
  last_used_at text,
  replaced_at text,
  revoked_at text
) STRICT;
--> statement-breakpoint
CREATE INDEX consent_link_expert ON consent_link (expert_id);
--> statement-breakpoint
CREATE TABLE draft (
  id text PRIMARY KEY NOT NULL,
  kind text NOT NULL,
  record_id text,
  record_version integer,
  organization_id text,
  revision integer NOT NULL,
  document text NOT NULL,
  created_by text NOT NULL,
  updated_by text NOT NULL,
  created_at text NOT NULL,
  updated_at text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX draft_organization ON draft (organization_id, updated_at);
--> statement-breakpoint
CREATE UNIQUE INDEX draft_record ON draft (record_id, coalesce(organization_id, created_by));
--> statement-breakpoint
CREATE TABLE idempotency_key (
  credential text NOT NULL,
  key text NOT NULL,
  fingerprint text NOT NULL,
  created_at text NOT NULL,
  status integer,
  headers text,
  body text,
  PRIMARY KEY (credential, key)
) STRICT;
--> statement-breakpoint
CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
--> statement-breakpoint
ALTER TABLE api_key ADD COLUMN scopes text DEFAULT '["read","write"]' NOT NULL;
--> statement-breakpoint
ALTER TABLE api_key ADD COLUMN created_by text;
--> statement-breakpoint
-- The log: checkpoints that were signed, the keys that signed them, and the tree's hashes in tiles.
CREATE TABLE log_checkpoint (
  seq integer PRIMARY KEY NOT NULL,
  size integer NOT NULL,
  root text NOT NULL,
  note text NOT NULL,
  at text NOT NULL,
  published_at text
) STRICT;
--> statement-breakpoint
CREATE INDEX log_checkpoint_size ON log_checkpoint (size);
--> statement-breakpoint
CREATE TABLE log_key (
  vkey text PRIMARY KEY NOT NULL,
  since text NOT NULL,
  until text
) STRICT;
--> statement-breakpoint
CREATE TABLE log_tile (
  level integer NOT NULL,
  n integer NOT NULL,
  width integer NOT NULL CHECK (width BETWEEN 1 AND 256),
  hashes blob NOT NULL CHECK (length(hashes) = 32 * width),
  PRIMARY KEY (level, n)
) STRICT;
--> statement-breakpoint
-- A checkpoint is the next one, never of a smaller tree, never of another tree of the same size, and of leaves that are there.
CREATE TRIGGER log_checkpoint_grows BEFORE INSERT ON log_checkpoint
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq) + 1, 1) FROM log_checkpoint) OR NEW.published_at IS NOT NULL
  OR EXISTS (SELECT 1 FROM log_checkpoint WHERE size > NEW.size OR (size = NEW.size AND root IS NOT NEW.root))
  OR NEW.size > (SELECT coalesce(max(idx) + 1, 0) FROM leaf)
BEGIN SELECT RAISE(ABORT, 'checkpoint-not-next'); END;
--> statement-breakpoint
-- It stays as it was signed; that it was published is added once.
CREATE TRIGGER log_checkpoint_stays_updated BEFORE UPDATE ON log_checkpoint
WHEN OLD.published_at IS NOT NULL OR NEW.published_at IS NULL OR NEW.seq IS NOT OLD.seq OR NEW.size IS NOT OLD.size
  OR NEW.root IS NOT OLD.root OR NEW.note IS NOT OLD.note OR NEW.at IS NOT OLD.at
BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_checkpoint_stays_deleted BEFORE DELETE ON log_checkpoint BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_tile_only_grows BEFORE UPDATE ON log_tile
WHEN NEW.level IS NOT OLD.level OR NEW.n IS NOT OLD.n OR NEW.width < OLD.width OR substr(NEW.hashes, 1, length(OLD.hashes)) IS NOT OLD.hashes
BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_key_stays BEFORE DELETE ON log_key BEGIN SELECT RAISE(ABORT, 'log-is-append-only'); END;
--> statement-breakpoint
-- Changes to published entries that somebody proposed.
CREATE TABLE proposal (
  id text PRIMARY KEY NOT NULL,
  version integer NOT NULL,
  software_id text NOT NULL,
  base_version integer NOT NULL,
  state text NOT NULL,
  organization_id text,
  submitted_at text NOT NULL,
  document text NOT NULL,
  updated_at text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX proposal_queue ON proposal (state, submitted_at);
--> statement-breakpoint
CREATE UNIQUE INDEX proposal_open ON proposal (software_id) WHERE state in ('submitted', 'returned');
--> statement-breakpoint
-- proposal: no row without its version in the history, no version skipped, none removed.
CREATE TRIGGER proposal_insert_has_version BEFORE INSERT ON proposal
WHEN NEW.version IS NOT 1 OR EXISTS (SELECT 1 FROM proposal WHERE id = NEW.id)
  OR NOT EXISTS (SELECT 1 FROM version WHERE type = 'proposal' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_update_is_next BEFORE UPDATE ON proposal WHEN NEW.version IS NOT OLD.version + 1 OR NEW.id IS NOT OLD.id
BEGIN SELECT RAISE(ABORT, 'version-stale'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_update_has_version BEFORE UPDATE ON proposal
WHEN NOT EXISTS (SELECT 1 FROM version WHERE type = 'proposal' AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'write-without-version'); END;
--> statement-breakpoint
CREATE TRIGGER proposal_stays BEFORE DELETE ON proposal BEGIN SELECT RAISE(ABORT, 'records-are-kept'); END;
