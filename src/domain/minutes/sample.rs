//! A made-up meeting to test with, taken down as a minute-taker would: line by line.

use crate::domain::agenda::{Agenda, built_in};
use crate::domain::line::{self, Line};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::{KnownEvent, LoggedEvent};
use crate::domain::record::Body;
use crate::domain::record::kinds::contribution;
use crate::domain::settings::ConfigFiles;
use crate::domain::visibility::Visibility;
use chrono::{DateTime, Duration, FixedOffset};

/// A meeting being recorded; a minute passes with every event.
pub(crate) struct Sample {
    pub(crate) meeting: Meeting,
    at: DateTime<FixedOffset>,
}

impl Sample {
    /// With the restorative agenda; nobody is entered yet.
    pub(crate) fn new() -> Sample {
        Sample::with(built_in("restorative-icpc").unwrap())
    }

    /// The same, made with a settings file of the council's own. Only right after it was made.
    pub(crate) fn keeps(&mut self, file: &str, text: &str) {
        let agenda = self.meeting.agenda().clone();
        *self = Sample::made(
            agenda,
            ConfigFiles::from([(file.to_owned(), text.to_owned())]),
        );
    }

    pub(crate) fn with(agenda: Agenda) -> Sample {
        Sample::made(agenda, ConfigFiles::new())
    }

    fn made(agenda: Agenda, settings: ConfigFiles) -> Sample {
        let mut sample = Sample {
            meeting: Meeting::default(),
            at: "2026-11-22T14:00:00+00:00".parse().unwrap(),
        };
        sample.does(KnownEvent::MeetingCreated {
            meeting: "made-up-1".into(),
            agenda: Box::new(agenda),
            made_up: true,
            program: "talking-piece test".into(),
            settings,
            settings_not_used: Default::default(),
        });
        sample
    }

    pub(crate) fn family() -> Sample {
        let mut sample = Sample::new();
        for line in [
            "/meeting 2214-K; venue: Elm Room",
            "/child Ella Smith; born: 4 Mar 2017",
            "/child Noah Smith; born: 1 Jun 2023",
            "/person KS Kelly Smith; role: mother",
            "/person HV J Okafor; role: health visitor; agency: Health",
            "/person SW A Patel; role: social worker; agency: Children's services",
            "/person SH Sam Hall; role: Chair",
        ] {
            sample.says(line);
        }
        sample.does(KnownEvent::Began {});
        sample
    }

    pub(crate) fn now(&self) -> DateTime<FixedOffset> {
        self.at
    }

    /// The next lines are typed on this day.
    pub(crate) fn goes_to(&mut self, day: &str) {
        self.at = format!("{day}T10:00:00+00:00").parse().unwrap();
    }

    /// Takes down a line; the id of the record.
    pub(crate) fn says(&mut self, text: &str) -> String {
        let (kind, body) = self.reads(text);
        let id = self.next_id(&kind);
        let section = self
            .meeting
            .open_section()
            .map(|section| section.id.clone());
        self.does(KnownEvent::Recorded {
            id: id.clone(),
            record: kind,
            section,
            body,
        });
        id
    }

    /// The id of the next record of this kind, as the line names it.
    pub(crate) fn next_id(&self, kind: &str) -> String {
        self.meeting
            .next_id(crate::domain::record::kind(kind).unwrap())
    }

    pub(crate) fn reads(&self, text: &str) -> (String, Body) {
        match line::read(text, &self.meeting, self.at.date_naive()) {
            Line::Entry(entry) => {
                let mut body = entry.body(&self.meeting, Visibility::Everyone);
                line::close_by_section(&contribution::KIND, &mut body, &self.meeting);
                (contribution::KIND.id.to_owned(), body)
            }
            Line::Form(mut form) => {
                let kind = crate::domain::record::kind(form.kind).unwrap();
                line::fill_body(kind, &mut form.body, &self.meeting);
                line::close_by_section(kind, &mut form.body, &self.meeting);
                (form.kind.to_owned(), form.body)
            }
            other => panic!("{text}: {other:?}"),
        }
    }

    pub(crate) fn changes(&mut self, id: &str, change: impl FnOnce(&mut Body)) {
        let mut body = self.meeting.record(id).unwrap().body();
        change(&mut body);
        self.does(KnownEvent::Changed {
            id: id.to_owned(),
            body,
        });
    }

    pub(crate) fn opens(&mut self, section: &str) {
        self.does(KnownEvent::SectionOpened {
            section: section.to_owned(),
        });
    }

    pub(crate) fn does(&mut self, known_event: KnownEvent) {
        self.tries(known_event).unwrap();
    }

    pub(crate) fn tries(
        &mut self,
        known_event: KnownEvent,
    ) -> Result<(), crate::domain::meeting::Refused> {
        let seq = self.meeting.next_seq();
        self.at += Duration::minutes(1);
        self.meeting.apply(LoggedEvent {
            seq,
            at: self.at,
            batch: seq,
            draft: None,
            event: known_event.into(),
        })
    }

    /// Undoes the newest thing.
    pub(crate) fn undoes(&mut self) {
        let batch = self.meeting.undoable().unwrap();
        self.does(KnownEvent::Undone { batch });
    }
}
