-- What kind of failure an error is, where a program must know: too little data is an answer, not a fault.
alter table training_run
    add column error_code text;
