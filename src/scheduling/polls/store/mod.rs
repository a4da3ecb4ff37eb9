//! Every query and write of the tables of date polls.
