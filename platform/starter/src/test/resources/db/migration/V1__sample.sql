create table effect (
    consumer text not null,
    event_id text not null,
    primary key (consumer, event_id)
);
create table note (
    id   text primary key,
    text text not null
);
create table tally (
    id      text    primary key,
    version integer not null,
    total   integer not null
);
