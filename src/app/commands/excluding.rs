//! Somebody is excluded from a part of the meeting, or others are met without them (`/exclude` is a record): they come
//! back, and the Chair decides who may read what was said meanwhile.

use super::{Done, change, look, said};
use crate::app::App;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::editing::recording::record_each;
use crate::app::editing::session::kept_from_changing;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::domain::calendar::date_words::read_time;
use crate::domain::line::{self, Found, Line, find_seat};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{exclusion, person};
use crate::domain::record::{Record, Ruling, Side, side};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "initials, or all; at: …",
        needs: true,
        ..CommandRow::of(
            "readmit",
            "Somebody who was excluded comes back: the time is noted, and they are here again.",
            |app, typed| change(app, typed, readmit),
        )
    },
    CommandRow {
        takes: "initials; by: …; why: …",
        needs: true,
        ..CommandRow::of(
            "apart",
            "Meets somebody without the rest of the family, who count as excluded until /readmit all.",
            apart,
        )
    },
    CommandRow {
        takes: "[initials or all; open, not or restricted; by: …; why: …]",
        ..CommandRow::of(
            "without",
            "Lists what was said while somebody was excluded. With open, not (for everybody but them) or restricted after it: what the Chair decided about all of it; all in place of the initials decides about everybody.",
            without,
        )
    },
];

/// `LH; at: 14:40` -> what comes first, and the rest by label.
pub(super) struct Parts<'t> {
    pub(super) first: &'t str,
    labelled: Vec<(String, &'t str)>,
}

impl<'t> Parts<'t> {
    pub(super) fn of(typed: &'t str) -> Parts<'t> {
        let mut parts = typed.split(';').map(str::trim);
        let first = parts.next().unwrap_or("");
        let labelled = parts.filter(|part| !part.is_empty()).map(|part| {
            let (label, words) = part.split_once(':').unwrap_or((part, ""));
            (label.trim().to_lowercase(), words.trim())
        });
        Parts {
            first,
            labelled: labelled.collect(),
        }
    }

    pub(super) fn after(&self, labels: &[&str]) -> Option<&'t str> {
        let mut all = self.labelled.iter();
        all.find(|(label, _)| labels.contains(&label.as_str()))
            .map(|(_, words)| *words)
    }

    /// A label that is none of these, so that nothing typed is passed over.
    pub(super) fn unknown(&self, labels: &[&str]) -> Option<&str> {
        let mut all = self.labelled.iter();
        all.find(|(label, _)| !labels.contains(&label.as_str()))
            .map(|(label, _)| label.as_str())
    }
}

fn refused(words: impl Into<String>, next: &str) -> Done {
    let why = Problem::wrong_input(words.into()).safe("Nothing was changed; your line is kept.");
    (Vec::new(), Err(why.next(next)))
}

fn readmit(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    const WAY: &str = "/readmit LH; at: 14:40, or /readmit all.";
    let parts = Parts::of(typed);
    if let Some(label) = parts.unknown(&["at", "until"]) {
        return refused(format!("/readmit does not know \"{label}\"."), WAY);
    }
    let at = match parts.after(&["at", "until"]) {
        None => now.time(),
        Some(typed) => match read_time(typed) {
            Some(time) => time,
            None => return refused(format!("\"{typed}\" is not a time."), WAY),
        },
    };
    let meeting = &editor.meeting;
    let on: Vec<&Record> = meeting.exclusions_on().collect();
    if on.is_empty() {
        let is_all_named = names(parts.first, meeting).iter().all(|name| {
            name.eq_ignore_ascii_case("all") || find_seat(name, meeting) != Found::Nobody
        });
        return match is_all_named {
            true => (
                Vec::new(),
                Ok("Nobody is excluded. Nothing was changed.".to_owned()),
            ),
            false => refused("Nobody is excluded.".to_owned(), WAY),
        };
    }
    let mut back: Vec<&Record> = Vec::new();
    for name in names(parts.first, meeting) {
        let is_meant = |exclusion: &&&Record| {
            name.eq_ignore_ascii_case("all")
                || exclusion.unread(&exclusion::WHO) == Some(name)
                || matches!(find_seat(name, meeting), Found::One(id) if id == exclusion.text(&exclusion::WHO))
        };
        let found: Vec<&Record> = on.iter().filter(is_meant).copied().collect();
        if found.is_empty()
            && let Found::One(id) = find_seat(name, meeting)
        {
            let called = meeting.code(&id);
            let now = meeting.excluded_words();
            let words =
                format!("{called} is not excluded. Excluded now: {now}. Nothing was changed.");
            return (Vec::new(), Ok(words));
        }
        if found.is_empty() {
            return refused(
                format!(
                    "{name} is not excluded. Excluded now: {}.",
                    meeting.excluded_words()
                ),
                WAY,
            );
        }
        back.extend(found);
    }
    // Coming back is something that happens in the meeting: it ends a break, as an entry does.
    let is_break = meeting.break_on().is_some();
    let mut known_events: Vec<KnownEvent> = is_break
        .then_some(KnownEvent::BreakEnded {})
        .into_iter()
        .collect();
    let mut told = Vec::new();
    for exclusion in back {
        let who = exclusion.text(&exclusion::WHO);
        if meeting.has_left(who) {
            known_events.push(KnownEvent::Arrived {
                person: who.to_owned(),
            });
        }
        let mut body = exclusion.body();
        let until = Value::String(at.format("%H:%M").to_string());
        body.to_confirm.remove(exclusion::UNTIL.name);
        body.values.insert(exclusion::UNTIL.name.to_owned(), until);
        known_events.push(KnownEvent::Changed {
            id: exclusion.id.clone(),
            body,
        });
        told.push(match who {
            "" => exclusion.unread(&exclusion::WHO).unwrap_or("?").to_owned(),
            who => meeting.called(who),
        });
    }
    let words = format!(
        "{} back since {}.{}",
        told.join(", "),
        at.format("%H:%M"),
        undecided_words(meeting)
    );
    said(editor, known_events, now, &words)
}

/// The names before the first `;`, each a full name or a code.
fn names<'t>(typed: &'t str, meeting: &Meeting) -> Vec<&'t str> {
    match find_seat(typed, meeting) {
        Found::One(_) => vec![typed],
        Found::Several(_) | Found::Nobody => typed
            .split([' ', ','])
            .filter(|name| !name.is_empty() && *name != "and")
            .collect(),
    }
}

fn undecided_words(meeting: &Meeting) -> String {
    let all = meeting.all_records().iter();
    let undecided = all.filter(|record| record.struck.is_none() && record.awaits_ruling());
    match undecided.count() {
        0 => String::new(),
        1 => " 1 record was made meanwhile: restricted until the Chair decides (/without)."
            .to_owned(),
        many => format!(
            " {many} records were made meanwhile: restricted until the Chair decides (/without)."
        ),
    }
}

/// Everybody else of the family is excluded for as long as it lasts.
fn apart(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let meeting = &editor.meeting;
    let typed = typed.unwrap_or("");
    let (first, rest) = typed.split_once(';').unwrap_or((typed, ""));
    let mut met = Vec::new();
    for name in names(first.trim(), meeting) {
        match find_seat(name, meeting) {
            Found::One(id) => met.push(id),
            Found::Several(_) | Found::Nobody => {
                return app.refuse(
                    Problem::wrong_input(format!("Who is {name}?"))
                        .safe("Nobody was excluded; the line is kept."),
                );
            }
        }
    }
    let others = meeting.records(&person::KIND).filter(|person| {
        side(*person) == Side::Family
            && meeting.is_expected(person)
            && !met.contains(&person.id)
            && !meeting.is_excluded(&person.id)
    });
    let today = app.now.date_naive();
    let forms: Vec<_> = others
        .filter_map(|person| {
            let code = meeting.code(&person.id);
            let text = format!("/exclude {code}; how: met separately; {rest}");
            match line::read(&text, meeting, today) {
                Line::Form(form) => Some(form),
                _ => None,
            }
        })
        .collect();
    if forms.is_empty() {
        const NOBODY: &str = "There is nobody else of the family to be left out.";
        if rest.trim().is_empty() {
            return change(app, Some(typed), |_, _, _| {
                (Vec::new(), Ok(format!("{NOBODY} Nothing was changed.")))
            });
        }
        return app.refuse(
            Problem::wrong_input(NOBODY)
                .safe("Nobody was excluded; the line is kept.")
                .next("/exclude LH leaves out somebody else."),
        );
    }
    record_each(app, &exclusion::KIND, forms, true)
}

fn without(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let is_ruling = {
        let parts = Parts::of(typed.unwrap_or(""));
        decision(&parts).is_some()
    };
    match is_ruling {
        true => change(app, typed, rule_on_all),
        false => look(app, typed, list),
    }
}

/// What the Chair decided about what was said without somebody, the least strict first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Decided {
    Open,
    /// For everybody but those who were excluded.
    NotForThem,
    Restricted,
}

impl Decided {
    fn of(ruling: &Ruling) -> Decided {
        match (ruling.open, ruling.not_for_them) {
            (true, _) => Decided::Open,
            (false, true) => Decided::NotForThem,
            (false, false) => Decided::Restricted,
        }
    }
}

/// `open`, `not` or `restricted`, after the name or as a part of its own.
fn decision(parts: &Parts<'_>) -> Option<Decided> {
    let of = |word: &str| match word.to_lowercase().as_str() {
        "open" => Some(Decided::Open),
        "not" => Some(Decided::NotForThem),
        "restricted" | "keep" => Some(Decided::Restricted),
        _ => None,
    };
    let last = parts.first.split_whitespace().last();
    let labelled = parts.labelled.iter().find_map(|(label, _)| of(label));
    labelled.or_else(|| last.and_then(of))
}

/// Of whom something was said without: the one who is named, or the only one.
fn whom<'m>(named: &str, meeting: &'m Meeting) -> Result<(String, Vec<&'m Record>), Problem> {
    let all = meeting.all_said_without();
    if all.is_empty() {
        return Err(Problem::wrong_input(
            "Nothing was said while somebody was excluded.",
        ));
    }
    let told = |(who, records): &(&str, Vec<&Record>)| {
        format!("{} ({})", meeting.code(who), records.len())
    };
    let codes = || all.iter().map(told).collect::<Vec<_>>().join(", ");
    let found = match (named, all.as_slice()) {
        ("", [only]) => Some(only),
        ("", _) => None,
        (named, _) => all.iter().find(|(who, _)| {
            *who == named || matches!(find_seat(named, meeting), Found::One(id) if id == *who)
        }),
    };
    let Some((who, records)) = found else {
        return Err(
            Problem::wrong_input(format!("Something was said without: {}.", codes()))
                .next("Name one, as in /without LH."),
        );
    };
    Ok(((*who).to_owned(), records.clone()))
}

/// Everything that was said while anybody was excluded, each once.
fn all_of_them(meeting: &Meeting) -> Vec<&Record> {
    let all = meeting.all_records().iter();
    let without = all.filter(|record| record.struck.is_none());
    without
        .filter(|record| !meeting.said_without(record).is_empty())
        .collect()
}

/// `KQ, DS`: who else was not to hear these.
fn others_of(records: &[&&Record], who: &str, meeting: &Meeting) -> String {
    let mut codes: Vec<String> = Vec::new();
    for other in records
        .iter()
        .flat_map(|record| meeting.said_without(record))
    {
        let code = meeting.code(other);
        if other != who && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes.join(", ")
}

fn list(editor: &mut MeetingEditor, typed: &str, _now: DateTime<FixedOffset>) -> Done {
    if editor.meeting.all_said_without().is_empty() && typed.trim().is_empty() {
        let words = "Nothing was said while somebody was excluded.";
        return (Vec::new(), Ok(words.to_owned()));
    }
    let (who, count, undecided) = match whom(typed.trim(), &editor.meeting) {
        Ok((who, records)) => {
            let undecided = records.iter().filter(|record| record.awaits_ruling());
            let undecided = undecided.count();
            (who, records.len(), undecided)
        }
        Err(why) => return (Vec::new(), Err(why)),
    };
    let code = editor.meeting.code(&who);
    let entries = if count == 1 { "record" } else { "records" };
    let words = match undecided {
        0 => {
            format!("{count} {entries} made without {code}; the Chair has decided on all of them.")
        }
        open => format!(
            "{count} {entries} made without {code}, {open} undecided. /mark open or /mark restricted decides on the chosen one, /without {code} open; by: CH; why: … on all."
        ),
    };
    editor.shown = Shown::Without(who);
    editor.selected = None;
    (Vec::new(), Ok(words))
}

fn rule_on_all(editor: &mut MeetingEditor, typed: &str, now: DateTime<FixedOffset>) -> Done {
    const LABELS: &[&str] = &[
        "open",
        "not",
        "restricted",
        "keep",
        "by",
        "why",
        "reason",
        "because",
    ];
    const WAY: &str = "/without LH open; by: CH; why: …";
    let parts = Parts::of(typed);
    if let Some(label) = parts.unknown(LABELS) {
        return refused(format!("/without does not know \"{label}\"."), WAY);
    }
    let Some(decided) = decision(&parts) else {
        return refused("Open, not for them, or restricted?", WAY);
    };
    let meeting = &editor.meeting;
    let mut named: Vec<&str> = parts.first.split_whitespace().collect();
    if decision(&Parts::of(parts.first)).is_some() {
        named.pop();
    }
    let is_about_all = matches!(named.as_slice(), [all] if all.eq_ignore_ascii_case("all"));
    let found = match is_about_all {
        true => Ok((String::new(), all_of_them(meeting))),
        false => whom(&named.join(" "), meeting),
    };
    let (who, records) = match found {
        Ok(found) => found,
        Err(why) => return (Vec::new(), Err(why)),
    };
    let by = match parts.after(&["by"]) {
        None => String::new(),
        Some(typed) => match find_seat(typed, meeting) {
            Found::One(id) => id,
            Found::Several(_) | Found::Nobody => return refused(format!("Who is {typed}?"), WAY),
        },
    };
    let why = parts
        .after(&["why", "reason", "because"])
        .unwrap_or("")
        .to_owned();
    let was_less_strict = |record: &Record| {
        let ruling = record.without.ruling.as_ref();
        ruling.is_some_and(|ruling| Decided::of(ruling) < decided)
    };
    let to_decide = records
        .iter()
        .filter(|record| record.awaits_ruling() || was_less_strict(record));
    // What others were not to hear either is not opened by what was decided about one.
    let (shared, undecided): (Vec<&&Record>, Vec<&&Record>) = to_decide.partition(|record| {
        decided != Decided::Restricted && !is_about_all && meeting.said_without(record).len() > 1
    });
    if undecided.is_empty() && !shared.is_empty() {
        return refused(
            format!(
                "All of it was said without others as well: {}.",
                others_of(&shared, &who, meeting)
            ),
            "/without all open; by: CH; why: … (or not) decides about everybody.",
        );
    }
    if undecided.is_empty() && why.is_empty() {
        let words =
            "The Chair has decided on all of it. Nothing was changed; /mark changes one of them.";
        return (Vec::new(), Ok(words.to_owned()));
    }
    if undecided.is_empty() {
        return refused(
            "The Chair has decided on all of it.",
            "/mark changes one of them.",
        );
    }
    if meeting.phase() == Phase::Closed {
        return refused("The meeting is closed.", "/reopen opens it again.");
    }
    let known_events: Vec<KnownEvent> = undecided
        .iter()
        .map(|record| {
            let mut body = record.body();
            body.ruling = Some(Ruling {
                open: decided == Decided::Open,
                not_for_them: decided == Decided::NotForThem,
                by: by.clone(),
                why: why.clone(),
            });
            KnownEvent::Changed {
                id: record.id.clone(),
                body,
            }
        })
        .collect();
    let what = match decided {
        Decided::Open => "open to everybody now",
        Decided::NotForThem => "for everybody but them",
        Decided::Restricted => "still restricted",
    };
    let records = match known_events.len() {
        1 => "1 record".to_owned(),
        many => format!("{many} records"),
    };
    let words = format!(
        "Kept as the Chair's decision: {records} made without {} {what}. /undo takes it back.",
        match is_about_all {
            true => "anybody".to_owned(),
            false => meeting.code(&who),
        }
    );
    let words = match shared.len() {
        0 => words,
        many => format!(
            "{words} {many} more stay restricted, said without {} as well: /without all open decides.",
            others_of(&shared, &who, meeting)
        ),
    };
    said(editor, known_events, now, &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_decided_stands_after_the_name_or_on_its_own() {
        for (typed, expected) in [
            ("LH", None),
            ("LH open", Some(Decided::Open)),
            ("LH; open; by: CH", Some(Decided::Open)),
            ("LH not; by: CH", Some(Decided::NotForThem)),
            ("LH restricted; why: because", Some(Decided::Restricted)),
            ("Lee Hale OPEN", Some(Decided::Open)),
            ("open", Some(Decided::Open)),
            ("LH keep", Some(Decided::Restricted)),
            ("", None),
        ] {
            assert_eq!(decision(&Parts::of(typed)), expected, "{typed}");
        }
    }
}
