create trigger words before insert or update on routes for each row
  execute function tsvector_update_trigger(words, 'pg_catalog.english', title);
create trigger logs after insert on drivers for each row execute function log_it();
create trigger logs_always after insert on trips for each row execute function log_it();
alter table trips enable always trigger logs_always;
create trigger logs_2024 after insert on trips_2024 for each row execute function log_it();
create trigger logs_rest after insert on trips_rest for each row execute function log_it();
alter table trips_rest disable trigger logs_rest;
create trigger emptied after truncate on vehicles for each statement execute function log_it();
create trigger renames before insert on vehicles for each row execute function rename_it();
create constraint trigger late after insert on doors deferrable initially deferred for each row execute function log_it();
alter table old_tickets add constraint old_price check (price > 0) not valid;
alter table old_tickets add constraint old_route foreign key (route) references vehicles not valid;
