//! Checks made for each child. A child whose record is restricted is not named.

use super::{CHILDS_VIEWS, FixTarget, Missing, answer_of, child_typed, child_words, missing};
use crate::domain::line::{Found, find_seat, views_said};
use crate::domain::meeting::Meeting;
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{action, check_in, child, childs_view, decision, what_if};
use crate::domain::record::{self, NO_VIEWS_CHANNELS, Record, is_heard, is_open_to_all};
use crate::domain::rules::tally::for_child;
use crate::domain::text::capital;

/// Whether how the views of this record came is asked about with the child, who is not heard yet.
pub(super) fn asks_how_it_came(view: &Record, meeting: &Meeting) -> bool {
    let child = meeting.record(view.text(&childs_view::CHILD));
    view.is_a(&childs_view::KIND) && child.is_some_and(|child| !views(meeting, child).any(is_heard))
}

/// Made whether or not the agenda asks for it.
pub(super) fn childs_views(meeting: &Meeting, found: &mut Vec<Missing>) {
    if meeting.children().next().is_none() {
        found.push(missing(
            CHILDS_VIEWS,
            "No child has been entered. Whom is this meeting about?",
            FixTarget::Form {
                kind: child::KIND.id,
                line: "/child ".to_owned(),
            },
        ));
    }
    for child in meeting.children() {
        if views(meeting, child).any(is_heard) {
            continue;
        }
        found.push(not_heard(meeting, child));
    }
}

fn not_heard(meeting: &Meeting, child: &Record) -> Missing {
    let name = child_words(meeting, child);
    let channel = |view: &Record| view.text(&childs_view::CHANNEL).to_owned();
    let way_of = |view: &Record| {
        let code = view.text(&childs_view::CHANNEL);
        childs_view::CHANNEL
            .words_of(code, meeting.settings())
            .to_owned()
    };
    let all = || views(meeting, child);
    let is_none = |view: &&Record| NO_VIEWS_CHANNELS.contains(&channel(view).as_str());
    let (words, way) = if let Some(view) = all().filter(is_none).last() {
        (
            format!("Why there are no views of {name} is not noted."),
            format!("{}; reason: ", way_of(view)),
        )
    } else if let Some(view) = all().find(|view| channel(view).is_empty()) {
        let words =
            format!("How the views of {name} came, or that there are none, is not certain.");
        return missing(CHILDS_VIEWS, words, FixTarget::Record(view.id.clone()));
    } else if let Some(view) = all().last() {
        (
            format!("What {name} thinks is noted without words and without a reason."),
            format!("{}; words: ", way_of(view)),
        )
    } else {
        // A baby not yet born cannot be asked; that is the reason, and it is suggested.
        let way = match is_unborn(child) {
            true => "not asked; reason: not born yet",
            false => "",
        };
        let words = match is_open_to_all(child) && views_said(&child.id, meeting).is_some() {
            true => format!("{name} spoke or was spoken for, but no views of {name} are noted."),
            false => format!("{} has not been heard.", capital(&name)),
        };
        (words, way.to_owned())
    };
    let line = format!("/view {}; by: {way}", child_typed(meeting, child));
    let kind = childs_view::KIND.id;
    missing(CHILDS_VIEWS, words, FixTarget::Form { kind, line })
}

pub(super) fn decision_each_child(meeting: &Meeting, found: &mut Vec<Missing>) {
    for child in meeting.children() {
        // One that could not be read is asked about already, where it stands.
        let is_decided = meeting.records(&decision::KIND).any(|decision| {
            decision.text(&decision::CHILD) == child.id
                && (!decision.text(&decision::DECISION).is_empty()
                    || decision.unread(&decision::DECISION).is_some())
        });
        if !is_decided {
            found.push(missing(
                "decision_each_child",
                format!("There is no decision for {}.", child_words(meeting, child)),
                FixTarget::Form {
                    kind: decision::KIND.id,
                    line: format!("/decision {}; is: ", child_typed(meeting, child)),
                },
            ));
        }
    }
}

/// Every child has at least one action and one what-if. One that names no child is for all of them.
pub(super) fn plan_each_child(meeting: &Meeting, found: &mut Vec<Missing>) {
    for child in meeting.children() {
        for (kind, words, command) in [
            (&action::KIND, "no action", "/action "),
            (&what_if::KIND, "no what-if", "/whatif "),
        ] {
            if for_child(meeting, kind, &child.id).next().is_none() {
                found.push(missing(
                    "plan_each_child",
                    format!("The plan has {words} for {}.", child_words(meeting, child)),
                    FixTarget::Form {
                        kind: kind.id,
                        line: command.to_owned(),
                    },
                ));
            }
        }
    }
}

/// It is settled who tells each child what was decided, and by when.
pub(super) fn who_tells_child(meeting: &Meeting, found: &mut Vec<Missing>) {
    for child in meeting.children().filter(|child| !is_unborn(child)) {
        let has = |record: &Record, field: &Field| !record.text(field).is_empty();
        let is_settled = views(meeting, child)
            .any(|view| has(view, &childs_view::TOLD_BY) && has(view, &childs_view::TELL_BY));
        // `/checkin Ella; who: SW; by: in 2 days`: somebody goes to the child afterwards.
        let is_seen = check_ins(meeting, child)
            .any(|one| has(one, &check_in::WHO) && has(one, &check_in::BY_WHEN));
        if is_settled || is_seen {
            continue;
        }
        let half = views(meeting, child).find(|view| has(view, &childs_view::TOLD_BY));
        let seen = check_ins(meeting, child).find(|one| has(one, &check_in::WHO));
        let by_when = "It is not settled by when {} will be told what was decided.";
        let (words, at, lacks) = match (half, seen) {
            (Some(view), _) => (by_when, Some(view), &childs_view::TELL_BY),
            (None, Some(seen)) => (by_when, Some(seen), &check_in::BY_WHEN),
            (None, None) => (
                "It is not settled who tells {} what was decided.",
                views(meeting, child).next(),
                &childs_view::TOLD_BY,
            ),
        };
        let whereto = match at {
            Some(view) => answer_of(view, lacks),
            None => FixTarget::Form {
                kind: childs_view::KIND.id,
                line: format!("/view {}; by: ", child_typed(meeting, child)),
            },
        };
        let words = words.replace("{}", &child_words(meeting, child));
        found.push(missing("who_tells_child", words, whereto));
    }
}

fn check_ins<'a>(meeting: &'a Meeting, child: &'a Record) -> impl Iterator<Item = &'a Record> {
    let is_theirs = |one: &&Record| {
        let whom = find_seat(one.text(&check_in::WHOM), meeting);
        matches!(whom, Found::One(id) if id == child.id)
    };
    meeting.records(&check_in::KIND).filter(is_theirs)
}

fn views<'a>(meeting: &'a Meeting, child: &'a Record) -> impl Iterator<Item = &'a Record> {
    meeting
        .records(&childs_view::KIND)
        .filter(|view| view.text(&childs_view::CHILD) == child.id)
}

fn is_unborn(child: &Record) -> bool {
    record::is_unborn(|field| child.text(field))
}
