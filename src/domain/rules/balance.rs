//! Balance, quietly: whose voices are in the record, who has not been heard in a section, and how many minutes went to
//! information and how many to the plan (rows 4 and 11; practice 6b.1, 6b.5). It never stops anybody.

use crate::domain::agenda::{Mode, Section};
use crate::domain::meeting::{Meeting, SectionState};
use crate::domain::record::form::{Answer, Field, Voice};
use crate::domain::record::kinds::{child, person};
use crate::domain::record::{KINDS, Record, Side, is_open_to_all, side};
use chrono::{DateTime, FixedOffset};

#[cfg(test)]
mod balance_tests;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Those that everybody who gets a copy may read: for the room, the minutes and the family's copy. Even how much
    /// was said in confidence must not show.
    Open,
    /// All of them: for the Chair's eyes.
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voices {
    Family,
    Children,
    Professionals,
    Chair,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Said {
    pub words: usize,
    pub entries: usize,
}

/// What everybody said, the minute-taker's notes, and people outside the round (interpreters, observers) are nobody's
/// share.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shares {
    pub family: Said,
    pub children: Said,
    pub professionals: Said,
    pub chair: Said,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    Information,
    Plan,
    Frame,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionBalance {
    pub section: String,
    /// What it is for.
    pub work: Work,
    pub minutes: i64,
    pub shares: Shares,
    /// Who was here while it was open, and has not been heard in it (ids, in the order of the round).
    pub not_heard: Vec<String>,
    /// Something was said here, but nothing by the family.
    pub family_has_not_answered: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    pub whole: Shares,
    pub minutes_information: i64,
    pub minutes_plan: i64,
    /// The sections that have been opened, in the order of the agenda.
    pub sections: Vec<SectionBalance>,
}

pub fn balance(meeting: &Meeting, counted: Counted, now: DateTime<FixedOffset>) -> Balance {
    let mut found = Balance {
        whole: shares(meeting, counted, |_| true),
        minutes_information: 0,
        minutes_plan: 0,
        sections: Vec::new(),
    };
    for place in meeting.agenda().places() {
        let section = place.section;
        if meeting
            .section_times(&section.id)
            .is_none_or(|times| times.periods.is_empty())
        {
            continue;
        }
        let one = section_balance(meeting, section, counted, now);
        match one.work {
            Work::Information => found.minutes_information += one.minutes,
            Work::Plan => found.minutes_plan += one.minutes,
            Work::Frame => {}
        }
        found.sections.push(one);
    }
    found
}

pub fn section_balance(
    meeting: &Meeting,
    section: &Section,
    counted: Counted,
    now: DateTime<FixedOffset>,
) -> SectionBalance {
    let here = |record: &Record| record.section.as_deref() == Some(section.id.as_str());
    let shares = shares(meeting, counted, here);
    let answers = matches!(
        section.mode,
        Mode::Contributions | Mode::PerChild | Mode::Other(_)
    );
    let said = |side: Said| side.entries > 0;
    SectionBalance {
        section: section.id.clone(),
        work: work(section),
        minutes: meeting.minutes_spent(&section.id, now),
        not_heard: not_heard(meeting, section, counted, now),
        family_has_not_answered: answers
            && (said(shares.professionals) || said(shares.chair))
            && !said(shares.family)
            && !said(shares.children),
        shares,
    }
}

/// What a section is for: planning when it makes the plan, the decision or dates, when the family is on its own (that
/// is when it makes its plan), or when its likeliest kind is an idea of the family's or an offer.
pub fn work(section: &Section) -> Work {
    let likeliest = section.kinds.first().map(String::as_str);
    match section.mode {
        Mode::Plan | Mode::Decision | Mode::Dates | Mode::PrivateTime => Work::Plan,
        _ if matches!(likeliest, Some("family_proposal" | "offer_of_help")) => Work::Plan,
        Mode::Attendance | Mode::Statement => Work::Frame,
        _ => Work::Information,
    }
}

fn counts(record: &Record, counted: Counted) -> bool {
    counted == Counted::All || is_open_to_all(record)
}

fn shares(meeting: &Meeting, counted: Counted, wanted: impl Fn(&Record) -> bool) -> Shares {
    let mut shares = Shares::default();
    let said = KINDS.iter().flat_map(|kind| {
        let fields = kind.spoken;
        let records = meeting.records(kind).filter(|_| !fields.is_empty());
        records.map(move |record| {
            let texts = fields.iter().map(|field| record.text(field));
            (record, texts.collect::<Vec<_>>())
        })
    });
    for (record, texts) in said {
        if !wanted(record)
            || !counts(record, counted)
            || texts.iter().all(|text| text.trim().is_empty())
        {
            continue;
        }
        let share = match voice(meeting, record) {
            Some(Voices::Family) => &mut shares.family,
            Some(Voices::Children) => &mut shares.children,
            Some(Voices::Professionals) => &mut shares.professionals,
            Some(Voices::Chair) => &mut shares.chair,
            None => continue,
        };
        share.entries += 1;
        share.words += texts
            .iter()
            .map(|text| text.split_whitespace().count())
            .sum::<usize>();
    }
    shares
}

/// Whose voice a record is: that of the child or family member it is said for, otherwise that of the speaker.
fn voice(meeting: &Meeting, record: &Record) -> Option<Voices> {
    let of = |voice: Voice| {
        let field = voice_fields(record).find(|field| field.voice == voice)?;
        // A letter is a child's voice as much as a word in the room.
        if matches!(field.answer, Answer::Child) {
            return Some(Voices::Children);
        }
        let somebody = meeting.record(record.text(field))?;
        if somebody.kind == child::KIND.id {
            return Some(Voices::Children);
        }
        match side(somebody) {
            Side::Family => Some(Voices::Family),
            Side::Professional => Some(Voices::Professionals),
            Side::Chair => Some(Voices::Chair),
            Side::Beside => None,
        }
    };
    match of(Voice::SaidFor) {
        Some(voice @ (Voices::Children | Voices::Family)) => Some(voice),
        _ => of(Voice::SaidBy),
    }
}

/// Who was here while the section was open (here now, while it still is) and has said nothing in it.
fn not_heard(
    meeting: &Meeting,
    section: &Section,
    counted: Counted,
    now: DateTime<FixedOffset>,
) -> Vec<String> {
    let is_open = meeting.section_state(&section.id) == SectionState::Open;
    let was_here = |id: &str| {
        if is_open {
            return meeting.is_here(id);
        }
        let periods = meeting
            .section_times(&section.id)
            .map_or(&[][..], |times| &times.periods);
        let stays = meeting.stays().iter().filter(|stay| stay.person == id);
        stays.into_iter().any(|stay| {
            periods.iter().any(|period| {
                stay.arrived < period.closed.unwrap_or(now)
                    && stay.left.is_none_or(|left| left > period.opened)
            })
        })
    };
    let is_heard = |id: &str| {
        let mut here = meeting.all_records().iter().filter(|record| {
            record.struck.is_none() && record.section.as_deref() == Some(section.id.as_str())
        });
        here.any(|record| {
            voice_fields(record)
                .any(|field| record.text(field) == id || record.list(field).contains(&id))
        })
    };
    let round = meeting.records(&child::KIND).chain(
        meeting
            .records(&person::KIND)
            .filter(|person| side(person) != Side::Beside),
    );
    round
        .filter(|record| counts(record, counted) && was_here(&record.id) && !is_heard(&record.id))
        .map(|record| record.id.clone())
        .collect()
}

fn voice_fields(record: &Record) -> impl Iterator<Item = &'static Field> {
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    let is_said = |voice| matches!(voice, Voice::SaidBy | Voice::SaidWith | Voice::SaidFor);
    fields.iter().filter(move |field| is_said(field.voice))
}

impl Shares {
    /// Family, children, professionals, Chair, each in whole percent of the words; together 100, or nothing
    /// when nothing was said.
    pub fn percent_of_words(&self) -> Option<[usize; 4]> {
        percent([
            self.family.words,
            self.children.words,
            self.professionals.words,
            self.chair.words,
        ])
    }
}

/// Rounded so that the sum is 100: the biggest remainders are rounded up.
fn percent(parts: [usize; 4]) -> Option<[usize; 4]> {
    let all: usize = parts.iter().sum();
    if all == 0 {
        return None;
    }
    let mut whole = parts.map(|part| part * 100 / all);
    let rest = parts.map(|part| part * 100 % all);
    let mut order = [0, 1, 2, 3];
    order.sort_by_key(|index| std::cmp::Reverse(rest.get(*index).copied()));
    let missing = 100 - whole.iter().sum::<usize>();
    for index in order.into_iter().take(missing) {
        if let Some(part) = whole.get_mut(index) {
            *part += 1;
        }
    }
    Some(whole)
}

impl SectionBalance {
    /// What there is to say about the section, in quiet sentences; none when all is well.
    pub fn sentences(&self, meeting: &Meeting) -> Vec<String> {
        let mut said = Vec::new();
        if self.family_has_not_answered {
            said.push("The family has not answered this section yet.".to_owned());
        }
        if !self.not_heard.is_empty() {
            let names: Vec<String> = self.not_heard.iter().map(|id| meeting.called(id)).collect();
            said.push(format!("Not heard here yet: {}.", names.join(", ")));
        }
        said
    }
}

impl Balance {
    pub fn sentences(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some([family, children, professionals, chair]) = self.whole.percent_of_words() {
            said.push(format!(
                "Of the words: family {family} %, children {children} %, professionals {professionals} %, Chair {chair} %."
            ));
        }
        if self.minutes_information + self.minutes_plan > 0 {
            said.push(format!(
                "Minutes so far: {} on finding out, {} on the plan.",
                self.minutes_information, self.minutes_plan
            ));
        }
        said
    }
}
