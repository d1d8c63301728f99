//! `schema`: the JSON Schemas of what the program writes and reads.

use super::{Ending, print};
use crate::domain::agenda;
use crate::domain::minutes::schema;
use crate::formats::json;
use clap::Subcommand;

/// Which one.
#[derive(Debug, Subcommand)]
pub(super) enum SchemaCommand {
    /// Of minutes.json
    Minutes,
    /// Of restricted.json
    Restricted,
    /// Of an agenda
    Agenda,
    /// Of a paper written as JSON
    Paper,
}

pub(super) fn run(command: SchemaCommand) -> Ending {
    let schema = match command {
        SchemaCommand::Minutes => schema::minutes_schema(),
        SchemaCommand::Restricted => schema::restricted_schema(),
        SchemaCommand::Agenda => agenda::schema(),
        SchemaCommand::Paper => json::schema(),
    };
    print::data(&format!("{schema:#}\n"));
    Ending::Done
}
