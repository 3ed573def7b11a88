ALTER TABLE `import_item` ADD `place` text;--> statement-breakpoint
-- Bytes were kept beyond the quarantine before.
UPDATE `import_item` SET `raw` = NULL WHERE `resolved_at` IS NOT NULL;
