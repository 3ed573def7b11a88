CREATE TABLE `expert` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`consent` text NOT NULL,
	`name_uk` text,
	`name_en` text,
	`demonstration` integer NOT NULL,
	`document` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `organization` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`scheme` text NOT NULL,
	`identifier` text NOT NULL,
	`name_uk` text,
	`name_en` text,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`kind` text NOT NULL,
	`level` text,
	`region` text,
	`population` integer,
	`demonstration` integer NOT NULL,
	`confirmed` integer NOT NULL,
	`document` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `organization_region` ON `organization` (`region`);--> statement-breakpoint
CREATE INDEX `organization_name` ON `organization` (`sort_name`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `organization_identifier` ON `organization` (`scheme`,`identifier`);--> statement-breakpoint
CREATE TABLE `commits` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `guard` (
	`reason` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `leaf` (
	`idx` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`sha256` text NOT NULL,
	`bytes` text NOT NULL,
	`commit_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `leaf_of_version` ON `leaf` (`type`,`id`,`version`);--> statement-breakpoint
CREATE TABLE `version` (
	`type` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`at` text NOT NULL,
	`sha256` text NOT NULL,
	`envelope` text,
	PRIMARY KEY(`type`, `id`, `version`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`organization_id` text,
	`created_at` text NOT NULL,
	`expires_at` text,
	`last_used_at` text,
	`revoked_at` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `code` (
	`scheme` text NOT NULL,
	`code` text NOT NULL,
	`title_uk` text NOT NULL,
	`title_en` text,
	`parent` text,
	`category` text,
	`details` text,
	PRIMARY KEY(`scheme`, `code`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `code_parent` ON `code` (`scheme`,`parent`);--> statement-breakpoint
CREATE TABLE `code_table` (
	`scheme` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`date` text,
	`complete` integer NOT NULL,
	`rows` integer NOT NULL,
	`sha256` text NOT NULL,
	`loaded_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_item` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`source` text NOT NULL,
	`outcome` text NOT NULL,
	`record_id` text,
	`findings` text NOT NULL,
	`sha256` text NOT NULL,
	`raw` blob,
	`resolved_at` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_item_run` ON `import_item` (`run_id`,`position`);--> statement-breakpoint
CREATE INDEX `import_item_outcome` ON `import_item` (`outcome`,`resolved_at`);--> statement-breakpoint
CREATE TABLE `import_run` (
	`id` text PRIMARY KEY NOT NULL,
	`format` text NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text,
	`actor_role` text NOT NULL,
	`organization_id` text,
	`counts` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `sequence` (
	`type` text PRIMARY KEY NOT NULL,
	`next` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `setting` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_document` (
	`rowid` integer PRIMARY KEY NOT NULL,
	`type` text NOT NULL,
	`id` text NOT NULL,
	`sort_name` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_document_by_name` ON `search_document` (`type`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `search_document_by_update` ON `search_document` (`type`,`updated_at`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `search_document_record` ON `search_document` (`type`,`id`);--> statement-breakpoint
CREATE TABLE `search_facet` (
	`document` integer NOT NULL,
	`facet` text NOT NULL,
	`value` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_until` text NOT NULL,
	PRIMARY KEY(`document`, `facet`, `value`, `valid_from`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `search_facet_value` ON `search_facet` (`facet`,`value`,`document`);--> statement-breakpoint
CREATE TABLE `deployment` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`software_id` text NOT NULL,
	`organization_id` text NOT NULL,
	`state` text NOT NULL,
	`since` text,
	`confirmed_on` text,
	`demonstration` integer NOT NULL,
	`document` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `deployment_software` ON `deployment` (`software_id`,`state`);--> statement-breakpoint
CREATE INDEX `deployment_organization` ON `deployment` (`organization_id`);--> statement-breakpoint
CREATE TABLE `software_developer` (
	`software_id` text NOT NULL,
	`position` integer NOT NULL,
	`organization_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`software_id`, `position`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `software_developer_organization` ON `software_developer` (`organization_id`);--> statement-breakpoint
CREATE TABLE `software_expert` (
	`software_id` text NOT NULL,
	`position` integer NOT NULL,
	`expert_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`software_id`, `position`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `software_expert_expert` ON `software_expert` (`expert_id`);--> statement-breakpoint
CREATE TABLE `software_relation` (
	`software_id` text NOT NULL,
	`position` integer NOT NULL,
	`kind` text NOT NULL,
	`target_id` text NOT NULL,
	PRIMARY KEY(`software_id`, `position`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `software_relation_target` ON `software_relation` (`target_id`);--> statement-breakpoint
CREATE TABLE `software_source` (
	`url` text PRIMARY KEY NOT NULL,
	`software_id` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `software_source_software` ON `software_source` (`software_id`);--> statement-breakpoint
CREATE TABLE `software` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`state` text NOT NULL,
	`name_uk` text,
	`name_en` text,
	`name` text NOT NULL,
	`sort_name` text NOT NULL,
	`holder` text,
	`license` text,
	`development_status` text,
	`lifecycle_stage` text,
	`demonstration` integer NOT NULL,
	`civic` integer NOT NULL,
	`card` text NOT NULL,
	`document` text NOT NULL,
	`registered_at` text NOT NULL,
	`updated_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `software_by_update` ON `software` (`state`,`updated_at`,`id`);--> statement-breakpoint
CREATE INDEX `software_by_name` ON `software` (`state`,`sort_name`,`id`);--> statement-breakpoint
CREATE INDEX `software_by_holder` ON `software` (`holder`);