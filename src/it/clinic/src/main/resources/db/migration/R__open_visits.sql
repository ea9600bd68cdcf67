create or replace view visits_of_patients as select name, room from patient join visit on patient_id = patient.id;
