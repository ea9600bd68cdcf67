insert into book values (77, 'Loaded');
