-- Who ended what was live before its time, and why; beside who approved it.
alter table suggestion add column ended_by text, add column end_reason text;
