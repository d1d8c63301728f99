//! The dates of one meeting: what is due by when, by which rule, and how it stands (practice 2; rows 20, 23, 24). A due
//! date is worked out from the timescales and never typed.
//!
//! These are the ids of the timescales that a record of the meeting answers; a council may change their numbers or
//! leave them out, and then there is no such date.

use super::timetable::State;
use super::timetable::due;
use super::timetable::state;
use super::timetable::{Due, DueState};
use crate::domain::calendar::date_words::write_date;
use crate::domain::calendar::{Calendar, NonWorking};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{
    child, childs_view, date, details, dissent, distribution, feedback, person, report,
};
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::settings::Rules;
use crate::domain::settings::timescales::{Event, Timescale, Timescales};
use crate::domain::settings::wording::Words;
use chrono::NaiveDate;

pub mod copies;
mod core_groups;
mod named_dates;
mod reports;

#[cfg(test)]
mod deadlines_tests;

pub use core_groups::{Series, core_group_series};
pub use named_dates::{dates_to_set, is_check_in, is_core_group, is_review};
use reports::OF_A_REPORT;
pub use reports::{ReportDate, is_shared_beforehand, report_dates};

const OF_THIS_MEETING: &[&str] = &[
    "initial-conference",
    "transfer-conference",
    "pre-birth-conference",
    "this-first-review",
    "this-review",
];
/// Timescales of which one or the other is the limit of the next review.
const REVIEW: &[&str] = &["first-review", "next-review"];
/// Timescales of which one or the other is the limit of the next core group.
const CORE_GROUP: &[&str] = &["first-core-group", "next-core-group"];
/// The timescale of the invitations: the last that was sent counts.
const INVITATIONS: &str = "invitations";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingDate {
    pub rule: String,
    pub label: String,
    pub due: Due,
    /// The day on which it was done, or for which it is set.
    pub day: Option<NaiveDate>,
    pub record: Option<String>,
    pub state: State,
}

impl MeetingDate {
    /// `First core group by Thu 3 Dec, 10 working days: set for Wed 2 Dec 2026`.
    pub fn words(&self, today: NaiveDate) -> String {
        let due = self.due.words(today);
        format!("{} by {due}: {}", self.label, self.standing_words(today))
    }

    /// Whether a meeting sets this day itself: the next core group, the next review.
    pub fn is_set_here(&self) -> bool {
        let rule = self.rule.as_str();
        CORE_GROUP.contains(&rule) || REVIEW.contains(&rule)
    }

    /// How it stands: `set for Wed 2 Dec 2026`, `late by 3 days`, `held in time`.
    pub fn standing_words(&self, today: NaiveDate) -> String {
        match (self.day, late(&self.state)) {
            (Some(day), Some(late)) if day > today => {
                format!("set for {}, {late}", write_date(day))
            }
            (Some(day), None) if day > today => format!("set for {}", write_date(day)),
            _ => self
                .held_words()
                .unwrap_or_else(|| self.state.words.clone()),
        }
    }
}

/// By when this meeting has to be held, and how it compares: `This review, at the latest by Thu 6 Aug, 3 months: held
/// late by 2 days`. Empty where no such limit is known.
pub fn held_in_time(meeting: &Meeting, rules: &Rules, today: NaiveDate) -> Option<MeetingDate> {
    let dates = dates_of(
        meeting,
        &rules.timescales,
        &rules.calendar,
        &rules.words,
        today,
    );
    let mut of_this = dates.into_iter();
    of_this.find(|date| OF_THIS_MEETING.contains(&date.rule.as_str()))
}

impl MeetingDate {
    /// `held in time`, `held late by 2 days`: for a limit of this meeting once it has begun. Nothing for any other.
    pub fn held_words(&self) -> Option<String> {
        let is_held = OF_THIS_MEETING.contains(&self.rule.as_str())
            && self.day.is_some()
            && self.state.standing != DueState::Nothing;
        is_held.then(|| match late(&self.state) {
            Some(late) => format!("held {late}"),
            None => "held in time".to_owned(),
        })
    }
}

/// `late by one working day`, if it is.
fn late(state: &State) -> Option<&str> {
    let at = state.words.find("late by")?;
    state.words.get(at..)
}

/// The day of the conference; see [`crate::domain::meeting::DayHeld`].
pub fn conference_day(meeting: &Meeting) -> Option<NaiveDate> {
    meeting.day_held().day()
}

/// While nobody has said on which day the meeting is held, nothing is claimed to be in time or late.
pub(super) fn while_asked(meeting: &Meeting) -> Option<State> {
    (meeting.day_held().is_asked() && meeting.phase() != Phase::Closed).then(|| State {
        standing: DueState::Nothing,
        words: "once the day held is confirmed".to_owned(),
    })
}

/// The events of this meeting from which days are counted. Of several unborn children, the earliest due date counts.
fn events(meeting: &Meeting) -> Vec<(Event, NaiveDate)> {
    let details = |field: &Field| meeting.details().and_then(|details| details.day(field));
    let unborn = |child: &&Record| !child.text(&child::DUE).is_empty();
    let of_babies = |field: &'static Field| {
        let babies = meeting.children().filter(unborn);
        babies.filter_map(move |child| child.day(field)).min()
    };
    let conference = conference_day(meeting);
    let is_core_group = matches!(
        meeting.agenda().kind.as_str(),
        "core_group" | "core_group_first"
    );
    [
        (Event::StrategyDiscussion, details(&details::STRATEGY_DATE)),
        (
            Event::NotificationOfTransfer,
            details(&details::TRANSFER_NOTICE),
        ),
        (Event::PreviousConference, details(&details::PREVIOUS_ON)),
        (Event::Conference, conference),
        (Event::CoreGroup, conference.filter(|_| is_core_group)),
        (Event::DueDate, of_babies(&child::DUE)),
        (Event::Birth, of_babies(&child::BORN)),
    ]
    .into_iter()
    .filter_map(|(event, day)| Some((event, day?)))
    .collect()
}

/// The kind of the previous conference, where it is known: a timescale may depend on it.
fn previous(meeting: &Meeting) -> Option<&str> {
    let kind = meeting.details()?.text(&details::PREVIOUS_KIND);
    Some(kind).filter(|kind| !kind.is_empty())
}

/// All dates of this meeting with their rules, the earliest first. Days that are set or done are looked up in
/// the records; `words` tells which date is the review.
pub fn dates_of(
    meeting: &Meeting,
    timescales: &Timescales,
    calendar: &Calendar,
    words: &Words,
    today: NaiveDate,
) -> Vec<MeetingDate> {
    let dates = timescales.dates(
        &meeting.agenda().kind,
        previous(meeting),
        &events(meeting),
        calendar,
    );
    dates
        .into_iter()
        .map(|(rule, due)| {
            let (day, record) = match done(meeting, rule, words) {
                Some((day, record)) => (Some(day), record),
                None => (None, None),
            };
            let state = state(&due, day, today, calendar);
            MeetingDate {
                rule: rule.id.clone(),
                label: rule.label.clone(),
                state: while_asked(meeting)
                    .or_else(|| reports::nothing_late(meeting, rule, &state))
                    .unwrap_or(state),
                due,
                day,
                record,
            }
        })
        .collect()
}

/// The day on which something was done or for which it is set, and the record that says so.
fn done(meeting: &Meeting, rule: &Timescale, words: &Words) -> Option<(NaiveDate, Option<String>)> {
    let of = |found: Option<(NaiveDate, &Record)>| {
        found.map(|(day, record)| (day, Some(record.id.clone())))
    };
    match rule.id.as_str() {
        id if OF_THIS_MEETING.contains(&id) => {
            meeting.began_at()?;
            Some((conference_day(meeting)?, None))
        }
        id if REVIEW.contains(&id) => of(review(meeting, words)),
        id if CORE_GROUP.contains(&id) => of(core_group(meeting)),
        "decision-letter" => of(copies::decision_letter(
            meeting.records(&distribution::KIND),
        )),
        "minutes" => of(copies::minutes(
            meeting.records(&distribution::KIND),
            crate::domain::rules::sign_off::status(meeting),
        )),
        "child-told" => {
            let told = meeting.records(&childs_view::KIND);
            of(told
                .filter_map(|view| Some((view.day(&childs_view::TELL_BY)?, view)))
                .max_by_key(|(day, _)| *day))
        }
        INVITATIONS => {
            let invited = meeting.records(&person::KIND);
            of(invited
                .filter_map(|person| Some((person.day(&person::INVITED)?, person)))
                .max_by_key(|(day, _)| *day))
        }
        // Several reports: the last of them counts, and only when all of them have a day.
        id => {
            let (field, ..) = OF_A_REPORT.iter().find(|(_, rule, _)| *rule == id)?;
            let days: Option<Vec<_>> = reports::to_be(field, meeting)
                .map(|report| Some((report.day(field)?, report)))
                .collect();
            of(days?.into_iter().max_by_key(|(day, _)| *day))
        }
    }
}

pub fn review<'a>(meeting: &'a Meeting, words: &Words) -> Option<(NaiveDate, &'a Record)> {
    earliest(meeting, |what| is_review(what, meeting.agenda(), words))
}

pub fn core_group(meeting: &Meeting) -> Option<(NaiveDate, &Record)> {
    earliest(meeting, |what| is_core_group(what, meeting.agenda()))
}

/// Whether a day was typed for it, and could not be read.
pub fn is_core_group_unread(meeting: &Meeting) -> bool {
    is_unread(meeting, |what| is_core_group(what, meeting.agenda()))
}

/// The same of the next review.
pub fn is_review_unread(meeting: &Meeting, words: &Words) -> bool {
    is_unread(meeting, |what| is_review(what, meeting.agenda(), words))
}

fn is_unread(meeting: &Meeting, is_meant: impl Fn(&str) -> bool) -> bool {
    let mut dates = meeting.records(&date::KIND);
    dates.any(|date| is_meant(date.text(&date::WHAT)) && date.unread(&date::ON).is_some())
}

fn earliest(meeting: &Meeting, is_meant: impl Fn(&str) -> bool) -> Option<(NaiveDate, &Record)> {
    meeting
        .records(&date::KIND)
        .filter(|date| is_meant(date.text(&date::WHAT)))
        .filter_map(|date| Some((date.day(&date::ON)?, date)))
        .min_by_key(|(day, _)| *day)
}

/// The limit of the next review, if the timescales have one for this kind of meeting.
pub fn review_limit(
    meeting: &Meeting,
    timescales: &Timescales,
    calendar: &Calendar,
) -> Option<Due> {
    limit(meeting, REVIEW, timescales, calendar)
}

pub fn core_group_limit(
    meeting: &Meeting,
    timescales: &Timescales,
    calendar: &Calendar,
) -> Option<Due> {
    limit(meeting, CORE_GROUP, timescales, calendar)
}

fn limit(
    meeting: &Meeting,
    ids: &[&str],
    timescales: &Timescales,
    calendar: &Calendar,
) -> Option<Due> {
    let dates = timescales.dates(
        &meeting.agenda().kind,
        previous(meeting),
        &events(meeting),
        calendar,
    );
    let mut fitting = dates.into_iter();
    fitting
        .find(|(rule, _)| ids.contains(&rule.id.as_str()))
        .map(|(_, due)| due)
}

/// What follows a record in a table: how a report compares with its dates, by when a core group or a review has to be,
/// by when a dissent or a complaint has to be in writing. Empty for everything else.
pub fn words_for(
    meeting: &Meeting,
    record: &Record,
    timescales: &Timescales,
    calendar: &Calendar,
    words: &Words,
    today: NaiveDate,
) -> String {
    let conference = conference_day(meeting).filter(|_| while_asked(meeting).is_none());
    let of_rule = |id: &str| {
        let rules = timescales.for_meeting(&meeting.agenda().kind, previous(meeting));
        let rule = rules.into_iter().find(|rule| rule.id == id)?;
        due(rule, conference?, calendar)
    };
    if record.is_a(&report::KIND) {
        let dates = report_dates(meeting, record, timescales, calendar, today);
        let late = dates.iter().filter_map(|date| {
            let is_done = !record.text(date.field).is_empty();
            Some(format!("{} {}", date.what, late(&date.state)?)).filter(|_| is_done)
        });
        late.collect::<Vec<_>>().join(" · ")
    } else if record.is_a(&date::KIND) {
        let on = record.day(&date::ON);
        let is_this = |found: Option<(NaiveDate, &Record)>| {
            found.is_some_and(|(_, found)| found.id == record.id)
        };
        let limit = if is_this(core_group(meeting)) {
            core_group_limit(meeting, timescales, calendar)
        } else if is_this(review(meeting, words)) {
            review_limit(meeting, timescales, calendar)
        } else {
            None
        };
        let mut parts = Vec::new();
        if let (Some(limit), Some(on)) = (&limit.filter(|_| while_asked(meeting).is_none()), on) {
            let state = state(limit, Some(on), today, calendar);
            parts.push(match late(&state) {
                Some(late) => format!("limit {}: {late}", limit.words(today)),
                None => format!("limit {}", limit.words(today)),
            });
        }
        if let Some(why) = on.and_then(|on| calendar.non_working(on)) {
            parts.push(not_working(&why));
        }
        parts.join(" · ")
    } else if record.is_a(&dissent::KIND) && record.is(&dissent::FORMAL) {
        let written = record.day(&dissent::IN_WRITING);
        in_writing(of_rule("dissent"), written, today, calendar)
    } else if record.is_a(&feedback::KIND) && record.text(&feedback::TYPE) == "complaint" {
        let answered = record.day(&feedback::ON);
        in_writing(of_rule("complaint"), answered, today, calendar)
    } else {
        String::new()
    }
}

fn in_writing(
    due: Option<Due>,
    done: Option<NaiveDate>,
    today: NaiveDate,
    calendar: &Calendar,
) -> String {
    due.map_or_else(String::new, |due| {
        let state = state(&due, done, today, calendar);
        format!("in writing by {}: {}", due.words(today), state.words)
    })
}

fn not_working(why: &NonWorking) -> String {
    format!("not a working day: it is {}", why.words())
}
