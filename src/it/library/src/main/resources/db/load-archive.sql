insert into loan values (77, 'Loaded');
