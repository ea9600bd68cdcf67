begin;
set constraints all deferred;
alter table depots disable trigger all;
alter table drivers disable trigger all;
insert into depots (name, head_id) values ('North', 3), ('South "S"', 1);
insert into drivers (name, grade, depot_id, mentor_id, last_trip, last_day)
  select 'Driver ' || i, (array['trainee', 'master', 'ace'])[i % 3 + 1]::grade, i % 2 + 1, nullif((i + 7) % 40, 0), i, date '2024-01-01' + i * 20
  from generate_series(1, 39) i;
alter table depots enable trigger all;
alter table drivers enable trigger all;
insert into routes (country, number, title, stops, words, fare, speed, open, mark, notes) values
  ('DE', 1, 'The running trains', array['a', null, 'c,"d"'], 'by:1 hand:2', 1.500, 0.1, '[2024-01-01 00:00+02,)', '\x00ff', '{"a": [1, null]}'),
  ('FR', 2, null, '{}', null, null, 'NaN', 'empty', '', 'null');
insert into trips (id, day, country, number, driver_id)
  select i, date '2024-01-01' + i * 20, case i % 3 when 0 then 'DE' when 1 then 'FR' end, case i % 3 when 0 then 1 when 1 then 2 end, i
  from generate_series(1, 60) i where i <= 39 or i > 54;
insert into keys values (1, 2), (2, 1);
insert into doors values (1, 2), (2, 1);
commit;
alter table "Lost Things" disable trigger all;
insert into "Lost Things" select i, 0, 0, i % 5 + 1 from generate_series(1, 20) i;
alter table "Lost Things" enable trigger all;
insert into finders select i, i, i + 1 from generate_series(1, 5) i;
insert into vehicles values (1, 'bus'), (2, 'tram');
insert into wagons values (3, 'wagon', 80);
insert into old_tickets values (1, -5, 77), (2, 5, 1), (3, null, null);
insert into seen values ('2024-05-05 12:00+02', '{x,"y,z"}');
insert into log (what) values ('before');
select setval('drivers_id_seq', 500);
refresh materialized view busy;
