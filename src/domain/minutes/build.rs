//! From a meeting to its open minutes. Records go through `open_record::split` and no other way.

use super::open_record::{split, unknown_stub};
use super::{
    Closing, Deadline, Header, OpenMinutes, QuorumHeld, SectionHeld, Shown, TallyHeld, ViewCount,
    Withheld, listed_kinds,
};
use crate::domain::meeting::event::Gap;
use crate::domain::meeting::{Meeting, Pause, PutAway, SectionTimes, Skipped};
use crate::domain::record::kinds::{details, scale};
use crate::domain::record::{KINDS, Record, is_open_to_all};
use crate::domain::rules::deadlines::dates_of;
use crate::domain::rules::quorum::{When, has_quorum, moments};
use crate::domain::rules::scores::{self, ScoreNote};
use crate::domain::rules::sign_off;
use crate::domain::rules::tally::tally;
use crate::domain::settings::timescales::Event;
use std::collections::BTreeMap;

pub fn open_minutes(meeting: &Meeting) -> OpenMinutes {
    let mut withheld = Withheld::default();
    let mut open = |record: &Record| {
        let (record, off) = split(record);
        withheld.records += usize::from(*record.shown() == Shown::Restricted);
        withheld.fields += off.count();
        record
    };
    let the_details = details(meeting);
    let details = the_details.map(&mut open);
    let is_told = |kind: &str| {
        KINDS
            .iter()
            .any(|known| known.id == kind && !known.is_untold)
    };
    let mut records = Vec::new();
    for kind in listed_kinds() {
        let of_kind = meeting.all_records().iter();
        records.extend(
            of_kind
                .filter(|record| record.kind == kind.id)
                .map(&mut open),
        );
    }
    let others = meeting.all_records().iter().filter(|record| {
        let is_second =
            record.is_a(&details::KIND) && Some(&record.id) != the_details.map(|it| &it.id);
        is_second || !is_told(&record.kind)
    });
    for record in others {
        withheld.records += 1;
        records.push(unknown_stub(&record.id, record.at, record.section.clone()));
    }
    OpenMinutes {
        program: meeting.program().to_owned(),
        header: header(meeting),
        agenda: meeting.agenda().as_in_the_minutes(),
        settings: meeting.settings().clone(),
        details,
        records,
        stays: meeting.stays().to_vec(),
        sections: sections(meeting),
        breaks: open_pauses(meeting.breaks(), meeting),
        private_times: open_pauses(meeting.private_times(), meeting),
        closing: meeting.closed_at().map(|at| Closing {
            at,
            gaps: meeting
                .gaps()
                .iter()
                .map(|gap| open_gap(gap, meeting))
                .collect(),
        }),
        quorum: quorum(meeting),
        deadlines: deadlines(meeting),
        tallies: tallies(meeting),
        score_notes: score_notes(meeting),
        withheld,
    }
}

/// Days in restricted details must not show through them.
fn deadlines(meeting: &Meeting) -> Vec<Deadline> {
    let held = meeting.began_at().and(meeting.day_held().day());
    let Some(day) = held else {
        return Vec::new();
    };
    if meeting
        .details()
        .is_some_and(|details| !is_open_to_all(details) || details.keeps_answers_back())
    {
        return Vec::new();
    }
    // Nor must the day on which a restricted child is due or was born.
    let children_are_open = meeting
        .children()
        .all(|child| is_open_to_all(child) && !child.keeps_answers_back());
    let rules = meeting.settings().rules();
    let tells_no_birthday = |rule: &str| {
        let from = rules.timescales.rule(rule).map(|rule| rule.from_event);
        children_are_open || !matches!(from, None | Some(Event::Birth | Event::DueDate))
    };
    dates_of(
        meeting,
        &rules.timescales,
        &rules.calendar,
        &rules.words,
        day,
    )
    .into_iter()
    .filter(|date| tells_no_birthday(&date.rule))
    .map(|date| Deadline {
        words: match date.held_words() {
            Some(held) => format!("{}: {held}", date.due.words(day)),
            None => date.due.words(day),
        },
        rule: date.rule,
        label: date.label,
        due: date.due.date,
    })
    .collect()
}

/// A reason that was typed while somebody was excluded, or that names somebody who is restricted, is not for everybody.
fn open_reason(reason: &str, is_kept_back: bool, meeting: &Meeting) -> String {
    match meeting.keeps_reason_back(reason, is_kept_back) {
        true => String::new(),
        false => reason.to_owned(),
    }
}

fn open_pauses(pauses: &[Pause], meeting: &Meeting) -> Vec<Pause> {
    let open = pauses.iter().map(|pause| Pause {
        reason: open_reason(&pause.reason, pause.is_kept_back, meeting),
        is_kept_back: false,
        ..pause.clone()
    });
    open.collect()
}

fn open_gap(gap: &Gap, meeting: &Meeting) -> Gap {
    Gap {
        reason: open_reason(&gap.reason, gap.is_kept_back, meeting),
        is_kept_back: false,
        ..gap.clone()
    }
}

fn open_times(times: Option<&SectionTimes>, meeting: &Meeting) -> SectionTimes {
    let mut times = times.cloned().unwrap_or_default();
    times.skipped = times.skipped.map(|skipped| Skipped {
        reason: open_reason(&skipped.reason, skipped.is_kept_back, meeting),
        is_kept_back: false,
        ..skipped
    });
    times
}

fn tallies(meeting: &Meeting) -> Vec<TallyHeld> {
    let children = meeting.children().filter(|child| is_open_to_all(child));
    let rules = meeting.settings().rules();
    let counted = children.map(|child| (child, tally(meeting, &child.id, rules)));
    counted
        .filter(|(_, tally)| tally.all() > 0)
        .map(|(child, tally)| TallyHeld {
            child: child.id.clone(),
            views: tally
                .views
                .into_iter()
                .map(|(view, agencies)| ViewCount { view, agencies })
                .collect(),
            to_confirm: tally.to_confirm,
            restricted: tally.restricted,
        })
        .collect()
}

/// What stands beside the scores that everybody may read.
fn score_notes(meeting: &Meeting) -> BTreeMap<String, ScoreNote> {
    let notes = meeting.records(&scale::KIND);
    let notes = notes.map(|score| (score.id.clone(), scores::note(meeting, score)));
    notes
        .filter(|(_, note)| *note != ScoreNote::default())
        .collect()
}

/// Where a quorum is required. Before anybody is marked as present, nothing can be said.
fn quorum(meeting: &Meeting) -> Vec<QuorumHeld> {
    if !has_quorum(&meeting.agenda().kind) {
        return Vec::new();
    }
    moments(meeting, meeting.settings().quorum())
        .into_iter()
        .filter(|moment| moment.when != When::Opening || !moment.quorum.present.is_empty())
        .map(|moment| QuorumHeld {
            at: moment.at,
            when: match moment.when {
                When::Opening => "opening",
                When::Departure(_) => "departure",
                When::Decision(_) => "decision",
            }
            .to_owned(),
            reached: moment.quorum.reached,
            have: moment.quorum.have,
            want: moment.quorum.want,
        })
        .collect()
}

/// The record whose answers are part of the header: the valid one, otherwise the last one struck out. There is at most
/// one; if a journal has more, the others go whole into the restricted part.
pub(super) fn details(meeting: &Meeting) -> Option<&Record> {
    let all = meeting.all_records().iter();
    meeting
        .details()
        .or_else(|| all.rev().find(|record| record.is_a(&details::KIND)))
}

fn header(meeting: &Meeting) -> Header {
    let agenda = meeting.agenda();
    Header {
        id: meeting.id().to_owned(),
        state: meeting.phase().word().to_owned(),
        kind: agenda.kind.clone(),
        title: agenda.title.clone(),
        made_up: meeting.is_made_up(),
        language: agenda.language.clone(),
        status: sign_off::status(meeting).to_owned(),
        review_of: meeting
            .review_of()
            .map(|(id, head)| (id.to_owned(), head.to_owned()))
            .unwrap_or_default(),
        created_at: meeting.created_at(),
        began_at: meeting.began_at(),
        closed_at: meeting.closed_at(),
        put_away: meeting.put_away().map(|away| PutAway {
            at: away.at,
            reason: open_reason(&away.reason, away.is_kept_back, meeting),
            is_kept_back: false,
        }),
    }
}

fn sections(meeting: &Meeting) -> Vec<SectionHeld> {
    let places = meeting.agenda().places();
    let held = places.into_iter().map(|place| SectionHeld {
        id: place.section.id.clone(),
        number: place.number,
        title: place.section.title.clone(),
        heading: place.heading.map(str::to_owned),
        mode: place.section.mode.word().to_owned(),
        state: meeting.section_state(&place.section.id).word().to_owned(),
        planned_minutes: place.section.minutes,
        times: open_times(meeting.section_times(&place.section.id), meeting),
    });
    held.collect()
}
