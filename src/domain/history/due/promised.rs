//! From the minutes of one meeting to what is to happen by a day. It reads the minutes as one reader sees them, so
//! restricted items appear only if the restricted part was given.

use super::dated::{DatedItem, MeetingDates, What};
use super::{visits, waiting};
use crate::domain::history::past_meeting::PastMeeting;
use crate::domain::history::telling::told_in;
use crate::domain::minutes::reader_view::{ReaderView, RecordStatus, RecordView};
use crate::domain::minutes::{Deadline, OpenMinutes, RestrictedPart};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{
    action, core_group_due, date, decision, distribution, promise, what_if,
};
use crate::domain::rules::deadlines::{copies, is_check_in, is_core_group, is_review};
use crate::domain::settings::timescales::Unit;
use crate::domain::visibility::Restricted;
use chrono::NaiveDate;

/// The decisions after which there is a child protection plan to be reviewed, or nothing settled yet.
const GOES_ON: &[&str] = &[
    "cp_plan_start",
    "cp_plan_continue",
    "transfer_accepted",
    "adjourned",
];

/// What everybody may know of what is to happen by which day.
pub fn promised_dates(minutes: &OpenMinutes) -> MeetingDates {
    dates(&ReaderView::open(minutes))
}

/// The same with the restricted part, for readers of the full record. Anything not word for word among the open dates
/// counts as restricted, including an open action whose owner is kept back and every date of a meeting whose reference
/// is.
pub fn promised_dates_of_the_full_record(
    minutes: &OpenMinutes,
    part: &Restricted<RestrictedPart>,
) -> MeetingDates {
    let open = promised_dates(minutes);
    let mut full = dates(&ReaderView::full(minutes, part));
    let same_meeting = full.meeting == open.meeting;
    for item in &mut full.items {
        item.restricted |= !(same_meeting && open.items.contains(item));
    }
    full
}

fn dates(reading: &ReaderView<'_>) -> MeetingDates {
    let header = reading.minutes.header();
    let before = header.review_of.0.clone();
    let brought = [&promise::KIND, &core_group_due::KIND]
        .into_iter()
        .flat_map(|kind| reading.holding(kind));
    let taken_over = brought
        .filter(|seen| !before.is_empty() && seen.text(&promise::FROM_MEETING) == before)
        .map(|seen| seen.text(&promise::FROM_RECORD).to_owned());
    let mut items = Vec::new();
    after_the_meeting(reading, &mut items);
    plan(reading, &mut items);
    dates_set(reading, &mut items);
    visits::visits(reading, &mut items);
    waiting::told(reading, &mut items);
    waiting::check_ins(reading, &mut items);
    waiting::corrections(reading, &mut items);
    waiting::disagreement(reading, &mut items);
    let since = header.began_at.or(header.created_at);
    MeetingDates {
        meeting: PastMeeting::of(reading),
        known_since: since.map(|at| at.date_naive()),
        is_closed: header.state == "closed",
        taken_over: taken_over.collect(),
        told: told_in(reading),
        review_of: before,
        items,
    }
}

/// An item without anything but what and when.
fn item(what: What, due: NaiveDate) -> DatedItem {
    DatedItem {
        what,
        about: String::new(),
        who: String::new(),
        due,
        rule: String::new(),
        in_working_days: false,
        passes: false,
        known_since: None,
        child: None,
        done_on: None,
        record: None,
        restricted: false,
    }
}

pub(super) fn of(seen: &RecordView, what: What, due: NaiveDate) -> DatedItem {
    DatedItem {
        record: Some(seen.id.clone()),
        restricted: seen.is_restricted(),
        ..item(what, due)
    }
}

/// An item that a rule of the settings says, if this meeting has such a deadline.
pub(super) fn by_rule(reading: &ReaderView<'_>, what: What, rules: &[&str]) -> Option<DatedItem> {
    let mut all = reading.minutes.deadlines().iter();
    let deadline: &Deadline = all.find(|one| rules.contains(&one.rule.as_str()))?;
    let rule = reading.minutes.settings().timescales().rule(&deadline.rule);
    Some(DatedItem {
        rule: rule.map_or_else(String::new, |rule| rule.words()),
        in_working_days: rule.is_some_and(|rule| rule.unit == Unit::WorkingDays),
        ..item(what, deadline.due)
    })
}

fn after_the_meeting(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let copies = || reading.holding(&distribution::KIND);
    let status = reading.minutes.header().status.as_str();
    let letter_sent = copies::decision_letter(copies()).map(|(day, _)| day);
    items.extend(
        by_rule(reading, What::DecisionLetter, &["decision-letter"]).map(|letter| DatedItem {
            done_on: letter_sent,
            ..letter
        }),
    );
    let minutes_sent = copies::minutes(copies(), status).map(|(day, _)| day);
    items.extend(
        by_rule(reading, What::Minutes, &["minutes"]).map(|minutes| DatedItem {
            about: match status {
                "with_chair" => "they are with the Chair",
                "signed_off" => "they are signed off",
                "amended" => "they were amended",
                _ => "",
            }
            .to_owned(),
            done_on: minutes_sent,
            ..minutes
        }),
    );
    items.extend(copies().filter_map(|copy| {
        let to = reading.answer(copy, &distribution::TO);
        let about = match reading.answer(copy, &distribution::COPY) {
            which if which.is_empty() => format!("for {to}"),
            which => format!("{which} for {to}"),
        };
        Some(DatedItem {
            about,
            who: reading.answer(copy, &distribution::BY),
            known_since: Some(copy.at.date_naive()),
            done_on: copy.day(&distribution::SENT),
            ..of(copy, What::Copy, copy.day(&distribution::DUE)?)
        })
    }));
}

/// The actions of this plan, and last time's promises that nobody has reviewed or taken up.
fn plan(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let row = |seen: &RecordView, lead: &Field| {
        Some(DatedItem {
            about: reading.answer(seen, lead),
            who: reading.answer(seen, &action::WHO),
            ..of(seen, What::Action, seen.day(&action::BY_WHEN)?)
        })
    };
    let is_settled =
        |action: &RecordView| matches!(action.text(&action::STATUS), "done" | "no_longer_needed");
    let actions = reading
        .holding(&action::KIND)
        .filter(|action| !is_settled(action));
    items.extend(actions.filter_map(|action| row(action, &action::ACTION)));
    let is_closed = reading.minutes.header().state == "closed";
    let is_left = |promise: &&RecordView| {
        let progress = promise.text(&promise::PROGRESS);
        let is_over =
            promise.is(&promise::DONE) || matches!(progress, "achieved" | "no_longer_needed");
        let is_looked_at = !progress.is_empty() || promise.yes_no(&promise::DONE).is_some();
        let mut rows = [&action::KIND, &what_if::KIND]
            .into_iter()
            .flat_map(|kind| reading.holding(kind));
        let is_taken_up = rows.any(|row| row.text(&action::FOLLOWS) == promise.id);
        let is_settled = is_over || is_taken_up || (is_looked_at && is_closed);
        promise.text(&promise::IF).is_empty() && !is_settled
    };
    let promises = reading.holding(&promise::KIND).filter(is_left);
    items.extend(promises.filter_map(|promise| row(promise, &promise::PROMISE)));
}

/// The dates that were set, and the limits for the review and the core group where none was.
fn dates_set(reading: &ReaderView<'_>, items: &mut Vec<DatedItem>) {
    let words = reading.minutes.settings().wording();
    let agenda = reading.minutes.agenda();
    let (mut has_review, mut has_core_group) = (false, false);
    for date in reading.holding(&date::KIND) {
        let Some(on) = date.day(&date::ON) else {
            continue;
        };
        let name = date.text(&date::WHAT);
        let what = if is_core_group(name, agenda) {
            has_core_group = true;
            What::CoreGroup
        } else if is_review(name, agenda, words) {
            has_review = true;
            What::Review
        } else if is_check_in(name, agenda) {
            What::CheckIn
        } else {
            What::Date
        };
        let about =
            [&date::WHAT, &date::TIME, &date::PLACE].map(|field| reading.answer(date, field));
        let about: Vec<String> = about
            .into_iter()
            .filter(|words| !words.is_empty())
            .collect();
        items.push(DatedItem {
            about: about.join(", "),
            who: reading.answer(date, &date::WHO),
            // A review is held in this program: until its minutes are begun, it is not held.
            passes: what != What::Review,
            ..of(date, what, on)
        });
    }
    if !plan_goes_on(reading) {
        return;
    }
    if !has_core_group {
        items.extend(by_rule(
            reading,
            What::CoreGroup,
            &["first-core-group", "next-core-group"],
        ));
    }
    if !has_review {
        items.extend(by_rule(
            reading,
            What::Review,
            &["first-review", "next-review"],
        ));
    }
}

/// Whether it was decided for this child that there is no child protection plan, or no longer one.
pub(super) fn child_needs_no_plan(reading: &ReaderView<'_>, child: &str) -> bool {
    let mut decisions = reading
        .holding(&decision::KIND)
        .filter(|one| one.text(&decision::CHILD) == child);
    decisions.any(|one| {
        let what = one.text(&decision::DECISION);
        !what.is_empty() && !GOES_ON.contains(&what)
    })
}

/// Whether there is, or may be, a child protection plan: unless every child's decision says otherwise.
fn plan_goes_on(reading: &ReaderView<'_>) -> bool {
    let mut decisions = reading
        .of(&decision::KIND)
        .filter(|one| one.holds() || one.status == RecordStatus::Hidden)
        .peekable();
    decisions.peek().is_none()
        || decisions.any(|decision| {
            let what = decision.text(&decision::DECISION);
            what.is_empty() || GOES_ON.contains(&what)
        })
}
