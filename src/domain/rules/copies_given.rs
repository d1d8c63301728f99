//! Papers that somebody has already, and what was kept from them only afterwards: a mark that comes later takes nothing back,
//! so whoever makes it has to know who may hold the words.

use crate::domain::calendar::date_words::write_date;
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{Event, KnownEvent, LoggedEvent};
use crate::domain::record::kinds::{distribution, papers_written, person};
use crate::domain::record::{Audience, ReadAnswers, Record, field_words, is_open_to_all};
use chrono::NaiveDate;

/// Papers that may hold what is now kept from whoever has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The id of the record that tells of them.
    pub id: String,
    /// Whose they are (id), or `all`.
    pub who: String,
    pub papers: String,
    pub on: NaiveDate,
    /// What was in that person's copy then, and is not now (ids).
    pub records: Vec<String>,
}

/// Everything that was written for somebody or sent to them while they might still read what they may not read now.
pub fn given_too_much(meeting: &Meeting) -> Vec<Given> {
    let is_given = |record: &&Record| whose(record).is_some() && record.struck.is_none();
    let given: Vec<&Record> = meeting.all_records().iter().filter(is_given).collect();
    if given.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut then = Meeting::default();
    for logged in meeting.events() {
        let record = recorded(logged).and_then(|id| given.iter().find(|record| record.id == id));
        if let Some(record) = record
            && let Some(who) = whose(record)
        {
            let could_read = then.all_records().iter();
            let could_read = could_read.filter(|before| may_read(who, before, &then));
            let records: Vec<String> = could_read
                .filter_map(|before| meeting.record(&before.id))
                .filter(|now| now.struck.is_none() && !may_read(who, now, meeting))
                .map(|now| now.id.clone())
                .collect();
            if !records.is_empty() {
                found.push(Given {
                    id: record.id.clone(),
                    who: who.to_owned(),
                    papers: papers(record, meeting),
                    on: on(record),
                    records,
                });
            }
        }
        // What does not fit was left out when the meeting was opened, too.
        let _ = then.apply(logged.clone());
    }
    found
}

fn recorded(logged: &LoggedEvent) -> Option<&str> {
    match &logged.event {
        Event::Known(KnownEvent::Recorded { id, .. }) => Some(id),
        _ => None,
    }
}

/// Whose papers a record tells of. The full record holds what is restricted by right.
fn whose(record: &Record) -> Option<&str> {
    let who = match () {
        () if record.is_a(&papers_written::KIND) => record.text(&papers_written::WHO),
        () if record.is_a(&distribution::KIND) && record.text(&distribution::COPY) != "full" => {
            record.text(&distribution::TO)
        }
        () => "",
    };
    Some(who).filter(|who| !who.is_empty())
}

fn papers(record: &Record, meeting: &Meeting) -> String {
    let field = match record.is_a(&papers_written::KIND) {
        true => &papers_written::PAPERS,
        false => &distribution::COPY,
    };
    field_words(record, field, meeting)
}

fn on(record: &Record) -> NaiveDate {
    let field = match record.is_a(&papers_written::KIND) {
        true => &papers_written::ON,
        false => &distribution::SENT,
    };
    record.day(field).unwrap_or(record.at.date_naive())
}

fn may_read(who: &str, record: &Record, meeting: &Meeting) -> bool {
    if record.struck.is_some() {
        return false;
    }
    match record.audience(&meeting.said_without(record)) {
        Audience::Not(_) if who == "all" => false,
        audience => audience.admits(who),
    }
}

impl Given {
    /// `Dorian Teal has papers of Thu 3 Dec 2026 (letter, plan), which may hold what is now kept from them: 14:31
    /// Contribution.`
    pub fn words(&self, meeting: &Meeting) -> String {
        let who = match self.who.as_str() {
            "all" => "Everybody".to_owned(),
            who => match meeting.record(who) {
                Some(person) if is_open_to_all(person) => person.text(&person::NAME).to_owned(),
                _ => "Somebody".to_owned(),
            },
        };
        let papers = match self.papers.as_str() {
            "" => String::new(),
            papers => format!(" ({papers})"),
        };
        let records = self.records.iter().filter_map(|id| meeting.record(id));
        let records: Vec<String> = records
            .map(|record| {
                let title = record.kind().map_or("record", |kind| kind.title);
                format!("{} {title}", record.at.format("%H:%M"))
            })
            .collect();
        format!(
            "{who} has papers of {}{papers}, which may hold what is now kept from them: {}.",
            write_date(self.on),
            records.join(", ")
        )
    }
}
