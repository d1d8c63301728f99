//! What a line means, in words, shown above it while it is typed.

use super::asks_to_restrict::label_asks;
use super::by_section::{close_by_section, section_default};
use super::changed::{changed, taken_away};
use super::entry::{ContributionLine, Who};
use super::existing::{Meant, meant, what_it_does, what_the_change_does};
use super::form_line::FormLine;
use super::marks::{SUMMARY_SIGN, sign_at_end, sign_without_space};
use super::nobodys::{NOBODY, nobodys};
use super::not_here::absent_speakers;
use super::opening::opens;
use super::perhaps::{perhaps_in_speech, perhaps_meant};
use super::perhaps_mark::perhaps_marks;
use super::perhaps_score::perhaps_score;
use super::restriction::{
    label_that_restricts, looks_like_restriction, names_one_kept_back, nearly_marked,
    tag_that_is_text,
};
use super::standing::changed_answers;
use super::taken_for::taken_for;
use super::tells_where::{PERHAPS_AN_ADDRESS, tells_where};
use super::value::{NOT_THE_CHAIR, who_it_may_be};
use super::{Line, no_label, speaker};
use crate::domain::meeting::{
    Fits, Found, Meeting, answers_that_name, find_seat, how_it_fits, names_kept_back,
    quotes_kept_back,
};
use crate::domain::record::form::Field;
use crate::domain::record::kinds::{child, contribution, distribution, person};
use crate::domain::record::{
    COPIES_OF_THE_MINUTES, Kind, NO_LABEL, ReadAnswers, Record, Side, Values, kind, side,
    value_words,
};
use crate::domain::settings::wording::{Hint, WordKind, hints};
use crate::domain::text::capital;
use crate::domain::visibility::Visibility;
use serde_json::Value;

/// Said before Enter, where a word only looks like the mark.
pub const PERHAPS_RESTRICTED: &str = "Did you mean #restricted? It is open to everybody as it is.";

const RESTRICTED_IN_DOUBT: &str =
    "restricted until you decide: #restricted keeps it so, #open opens it";

/// `"Zebrina" is restricted, so this is too; #open opens it`
fn names_words(told: &str) -> String {
    format!(
        "\"{told}\" is restricted, so this is too until you decide: #restricted keeps it so, #open opens it"
    )
}

const RESTRICTED: &str = "restricted: not for the family's copy";

const OPENS_IT: &str = "opens it: everybody may read it";

const STAYS_RESTRICTED: &str = "stays restricted; /mark open lifts it";

/// It changes only when the meaning does, not with every letter.
pub fn explain(line: &Line, text: &str, meeting: &Meeting) -> String {
    let (default, people) = section_default(meeting);
    match line {
        Line::Nothing => String::new(),
        Line::Entry(_) | Line::Form(_) if meeting.private_time_on().is_some() => {
            "Private time: Enter only keeps the line. /private ends it".to_owned()
        }
        Line::Entry(entry) => {
            let mut entry = entry.clone();
            let may_be_closed = entry.visibility != Some(Visibility::Everyone);
            if default == Visibility::NotForSome && may_be_closed {
                entry.keep_from(people);
            }
            told_once(entry_words(&entry, text, default, false, meeting))
        }
        Line::Form(form) => {
            let mut form = form.clone();
            if let Some(kind) = kind(form.kind).filter(|_| !opens(text, meeting)) {
                close_by_section(kind, &mut form.body, meeting);
            }
            let form = &form;
            let mut parts = taken_for(line, text, meeting);
            parts.extend(form_words(form, false, meeting));
            let open = opens(text, meeting);
            let marked = form.body.visibility == Visibility::Restricted;
            parts.extend(form.body.who_it_is_not_for().map(|not_for| {
                let people: Vec<String> = not_for.people.iter().cloned().collect();
                not_for_words(&people, meeting)
            }));
            parts.extend(without_words(open, marked, meeting));
            parts.extend(of_one_kept_back(form, open, meeting).map(str::to_owned));
            parts.extend(what_it_does(form, meeting));
            parts.join(" · ")
        }
        Line::Command { .. } => String::new(),
    }
}

/// Several rules may see the same in a line.
fn told_once(parts: Vec<String>) -> String {
    let mut told: Vec<String> = Vec::new();
    for part in parts {
        if !told.contains(&part) {
            told.push(part);
        }
    }
    told.join(" · ")
}

/// The meaning of a line that changes this record: what it will be, and which of its marks go. `default` is the
/// visibility the record would have without a mark.
pub fn explain_change(
    line: &Line,
    text: &str,
    record: &Record,
    default: Visibility,
    meeting: &Meeting,
) -> String {
    let before = record.body();
    let stays = !record.is_open();
    let (parts, after) = match line {
        Line::Entry(typed) if record.is_a(&contribution::KIND) => {
            let entry = changed(typed.clone(), record, default, true);
            let stays = stays && typed.visibility.is_none();
            let parts = entry_words(&entry, text, default, stays, meeting);
            (parts, entry.body(meeting, default))
        }
        Line::Form(form) if record.kind == form.kind => {
            let mut after = form.body.clone();
            if stays && !after.visibility.is_kept_back() {
                after.close_as(&before);
            }
            let mut parts = taken_for(line, text, meeting);
            parts.extend(form_words(form, stays, meeting));
            parts.extend(change_words(form, record, meeting));
            (parts, after)
        }
        _ => return explain(line, text, meeting),
    };
    // First, so that a narrow screen has room for it.
    let mut told = taken_away(&before, &after, meeting);
    told.extend(parts);
    told.join(" · ")
}

/// `stays`: the entry it changes is restricted, and the line alone would open it.
fn entry_words(
    entry: &ContributionLine,
    text: &str,
    default: Visibility,
    stays: bool,
    meeting: &Meeting,
) -> Vec<String> {
    // Whose words it becomes is first: of all the rest, a narrow screen may cut the end.
    let mut parts = vec![who_words(entry, text, meeting)];
    let score = perhaps_score(entry, meeting);
    // Its line is told once.
    let is_score = |told: &String| score.is_some() && told.starts_with("A score");
    parts.extend(perhaps_meant(entry, text, meeting).filter(|told| !is_score(told)));
    parts.extend(score);
    let taken = taken_for(&Line::Entry(entry.clone()), text, meeting);
    let is_new = |words: &String| !parts.contains(words);
    let taken: Vec<String> = taken.into_iter().filter(is_new).collect();
    parts.extend(taken);
    parts.extend(perhaps_in_speech(entry, text, meeting));
    if let Who::Known(id) = &entry.who {
        parts.extend(meeting.absence_words(id));
    }
    if let Some(before) = speaker::left_out(text.trim(), meeting) {
        parts.push(format!("{before} is left out"));
    }
    if let Some(whom) = &entry.on_behalf_of {
        parts.push(format!("for {}", meeting.called(whom)));
    }
    if let Some(kind) = &entry.kind {
        parts.push(match entry.is_summary_of_another(meeting) {
            true => format!("{SUMMARY_SIGN} {NOT_THE_CHAIR}: to be confirmed"),
            false => meeting.kind_title(kind).to_lowercase(),
        });
    } else if let Some((sign, kind)) = sign_without_space(&entry.text)
        && !text.contains(&format!("\\{sign}"))
    {
        let kind = meeting.kind_title(kind).to_lowercase();
        parts.push(format!("{sign} without a space is text, not {kind}"));
    } else if let Some((sign, kind)) = sign_at_end(&entry.text) {
        let kind = meeting.kind_title(kind).to_lowercase();
        parts.push(format!(
            "{sign} at the end is text; before the words it means {kind}"
        ));
    }
    if let Some(word) = &entry.unknown_kind {
        parts.push(format!("#{word} is not a kind: to be confirmed"));
    }
    if entry.exact {
        parts.push("exact words".to_owned());
    }
    if !entry.children.is_empty() {
        let names: Vec<String> = entry.children.iter().map(|id| meeting.called(id)).collect();
        parts.push(format!("about {}", names.join(" and ")));
    }
    if let Some(name) = &entry.unknown_child {
        parts.push(format!("@{name} is not a child here: to be confirmed"));
    }
    if entry.new_to_family {
        parts.push("new to the family".to_owned());
    }
    if entry.talked_through {
        parts.push("talked through".to_owned());
    }
    if entry.visibility == Some(Visibility::NotForSome) {
        parts.push(not_for_words(&entry.not_for, meeting));
    } else if entry.visibility.unwrap_or(default) == Visibility::Restricted {
        match stays {
            true => parts.insert(0, STAYS_RESTRICTED.to_owned()),
            false => parts.push(RESTRICTED.to_owned()),
        }
    } else if nearly_marked(&entry.text).is_some() && entry.visibility.is_none() {
        parts.insert(0, RESTRICTED_IN_DOUBT.to_owned());
    } else if let Some(told) = names_kept_back(&entry.text, meeting)
        && entry.visibility.is_none()
    {
        parts.insert(0, names_words(told));
    } else if looks_like_restriction(&entry.text).is_some() || label_asks(text).is_some() {
        parts.insert(0, PERHAPS_RESTRICTED.to_owned());
    } else if tells_where(&entry.text) && entry.visibility.is_none() {
        parts.insert(0, PERHAPS_AN_ADDRESS.to_owned());
    } else if let Some(word) = tag_that_is_text(&entry.text)
        && entry.unknown_kind.is_none()
    {
        parts.push(format!("{word} is no mark here: it is text"));
    }
    if !stays {
        let opens = entry.visibility == Some(Visibility::Everyone);
        let is_restricted = entry.visibility == Some(Visibility::Restricted);
        parts.extend(without_words(opens, is_restricted, meeting));
    }
    if let Some(words) = excluded_words(entry, meeting) {
        parts.insert(0, words);
    }
    parts.extend(perhaps_marks(entry, meeting));
    if entry.follow_up {
        parts.push("on the catch-up list".to_owned());
    }
    // The word at the end may still be growing: "da" is not yet "day".
    let grows = |hint: &Hint| hint.to == entry.text.len() && text.ends_with(&hint.word);
    parts.extend(
        plainer(entry, meeting, |hint| !grows(hint)).map(|words| format!("plainer: {words}")),
    );
    parts
}

/// Said once a contribution has been recorded: the plainer words for what ended its line, which could still have been
/// growing while it was typed. `whole`: for all of it, where nobody saw the line before Enter.
pub fn plainer_after(record: &Record, whole: bool, meeting: &Meeting) -> Option<String> {
    let entry = ContributionLine::of_body(&record.body(), record.visibility);
    let ends = |hint: &Hint| {
        let after = entry.text.get(hint.to..).unwrap_or("");
        !after.chars().any(char::is_alphanumeric)
    };
    plainer(&entry, meeting, |hint| whole || ends(hint))
}

/// Jargon and blaming words, with something plainer beside them. Exact words and a child's words are left alone.
fn plainer(
    entry: &ContributionLine,
    meeting: &Meeting,
    is_wanted: impl Fn(&Hint) -> bool,
) -> Option<String> {
    let is_child = |id: &str| {
        meeting
            .record(id)
            .is_some_and(|record| record.is_a(&child::KIND))
    };
    let speaks = match &entry.who {
        Who::Known(id) => Some(id.as_str()),
        Who::Last => meeting.last_speaker(),
        Who::Everybody | Who::MinuteTaker => Some(""),
        Who::Unknown(_) => None,
    };
    // Somebody who is still to be confirmed may be a child.
    let voice = entry.on_behalf_of.as_deref().or(speaks)?;
    if entry.exact || is_child(voice) {
        return None;
    }
    let found = hints(&entry.text, meeting.settings().wording());
    let initials = |word: &str| {
        meeting
            .voices()
            .any(|seat| seat.code.eq_ignore_ascii_case(word))
    };
    let words: Vec<String> = found
        .iter()
        .filter(|hint| is_wanted(hint))
        .filter(|hint| hint.kind != WordKind::Vague && !initials(&hint.word))
        .map(|hint| match hint.why.trim_end_matches('.') {
            "" => format!("{} \u{2192} {}", hint.word, hint.instead),
            why => format!("{} \u{2192} {} ({why})", hint.word, hint.instead),
        })
        .collect();
    (!words.is_empty()).then(|| words.join("; "))
}

fn who_words(entry: &ContributionLine, text: &str, meeting: &Meeting) -> String {
    match &entry.who {
        Who::Known(id) if entry.with.is_empty() => match slip(text, id, meeting) {
            Some(typed) => format!("{typed} taken for {}", meeting.name_and_role(id)),
            None => meeting.name_and_role(id),
        },
        Who::Known(id) => names(std::iter::once(id).chain(&entry.with), meeting),
        Who::Everybody => "Everybody".to_owned(),
        Who::MinuteTaker => "What the minute-taker sees".to_owned(),
        // Words that could still become a label are not announced as somebody else's.
        Who::Last if speaker::may_become_label(text, meeting) => "Who? Tab completes".to_owned(),
        Who::Last => match (meeting.last_speaker(), meeting.last_unknown()) {
            (Some(id), _) => {
                let with = meeting.last_with();
                let id = id.to_owned();
                let say = if with.is_empty() { "says" } else { "say" };
                let who = called(std::iter::once(&id).chain(&with), meeting);
                format!("{who} {say} this too")
            }
            (None, Some("?")) => "Nobody knows who spoke last: speaker to be confirmed".to_owned(),
            (None, None) if meeting.has_anybody_spoken() => {
                "Whose words? To be confirmed".to_owned()
            }
            (None, None) => "Nobody has spoken yet: speaker to be confirmed".to_owned(),
            (None, Some(label)) => format!("{label} says this too: speaker to be confirmed"),
        },
        Who::Unknown(label) if label == "?" && no_label::record_meant(text).is_some() => {
            let command = no_label::record_meant(text).map_or("", |kind| kind.command);
            format!("Meant for /{command}? Words as it stands: to be confirmed")
        }
        Who::Unknown(label) if label == NOBODY && nobodys(text, meeting).is_some() => {
            "Whose words? To be confirmed".to_owned()
        }
        Who::Unknown(label) => match who_it_may_be(label, meeting) {
            // They are known; that they say it is not.
            why if why.is_empty() => format!("Said by {label}? It is to be confirmed"),
            why if why.contains(label.as_str()) => format!("{}: to be confirmed", capital(&why)),
            // Of several, it names only those who are not known.
            why => format!("{label}: {why}, to be confirmed"),
        },
    }
}

fn names<'a>(ids: impl Iterator<Item = &'a String>, meeting: &Meeting) -> String {
    let names: Vec<String> = ids.map(|id| meeting.name_and_role(id)).collect();
    names.join(" and ")
}

fn called<'a>(ids: impl Iterator<Item = &'a String>, meeting: &Meeting) -> String {
    let names: Vec<String> = ids.map(|id| meeting.called(id)).collect();
    names.join(" and ")
}

/// What was typed, where this person is meant only because one slip of the finger is forgiven.
fn slip<'a>(text: &'a str, id: &str, meeting: &Meeting) -> Option<&'a str> {
    let typed = speaker::read(text.trim(), meeting)?.typed;
    let is_meant = find_seat(typed, meeting) == Found::One(id.to_owned());
    (is_meant && how_it_fits(typed, meeting) == Some(Fits::Slip)).then_some(typed)
}

/// Who may read a record afterwards that the line changes, and that is restricted.
fn of_one_kept_back(form: &FormLine, opens: bool, meeting: &Meeting) -> Option<&'static str> {
    let Meant::Changes(record) = meant(form, meeting) else {
        return None;
    };
    let by_rule = record.body().must_be_restricted(form.asked);
    match record.own_visibility().is_kept_back() {
        true if opens && !by_rule => Some(OPENS_IT),
        true => Some(STAYS_RESTRICTED),
        false => None,
    }
}

/// `relation: kept back, as "Zephyr" is restricted`
fn answers_kept_back(form: &FormLine, meeting: &Meeting) -> Vec<String> {
    let is_open = form.body.visibility == Visibility::Everyone;
    let told = is_open.then(|| answers_that_name(form.asked, &form.body, meeting));
    let words = |(field, told): &(&Field, &str)| {
        format!(
            "{}: kept back, as \"{told}\" is restricted (\\ before the name opens it)",
            field.label
        )
    };
    told.iter().flatten().map(words).collect()
}

/// What is said about a form beside the current question; its answers are in the form itself. `stays`: the record it
/// changes is restricted.
fn form_words(form: &FormLine, stays: bool, meeting: &Meeting) -> Vec<String> {
    let mut parts = Vec::new();
    if stays {
        parts.push(STAYS_RESTRICTED.to_owned());
    } else if form.body.visibility == Visibility::Everyone
        && answers(form).any(|words| nearly_marked(words).is_some())
    {
        parts.push(RESTRICTED_IN_DOUBT.to_owned());
    } else if form.body.visibility == Visibility::Everyone
        && let Some(told) = names_one_kept_back(form.asked, &form.body, meeting)
    {
        parts.push(names_words(told));
    } else if form.body.visibility == Visibility::Everyone
        && let Some(told) = quotes_kept_back(form.asked, &form.body, meeting)
    {
        parts.push(format!(
            "restricted, as it quotes what is not open to everybody: \"{told}\""
        ));
    } else if form.body.visibility == Visibility::Everyone
        && (answers(form).any(|words| looks_like_restriction(words).is_some())
            || label_that_restricts(form.asked, &form.body).is_some())
    {
        parts.push(PERHAPS_RESTRICTED.to_owned());
    }
    parts.extend(answers_kept_back(form, meeting));
    parts.extend(absent_speakers(form.kind, &form.body.values, meeting));
    parts.extend(form.together.iter().filter_map(|field| {
        let value = form.body.values.get(field.name)?;
        let words = value_words(field, value, meeting);
        Some(format!("{}: {words}", field.label))
    }));
    parts.extend(form.perhaps_meant());
    parts.extend(unknown_labels(form));
    parts.extend(copy_warning(form.kind, &form.body.values, meeting));
    parts
}

/// `not for Dan Smith: left out of their copy`
pub fn not_for_words(people: &[String], meeting: &Meeting) -> String {
    let names: Vec<String> = people.iter().map(|id| meeting.called(id)).collect();
    format!("not for {}: left out of their copy", names.join(" and "))
}

/// What it means that somebody is excluded: what is recorded now is restricted until the Chair decides, unless the
/// line itself says what was decided.
fn without_words(opens: bool, is_restricted: bool, meeting: &Meeting) -> Option<String> {
    if !meeting.is_somebody_excluded() {
        return None;
    }
    let who = meeting.excluded_words();
    match (opens, is_restricted) {
        (_, true) => None,
        (true, _) => Some(format!(
            "open to everybody, though {who} is excluded: the Chair's decision"
        )),
        (false, _) => Some(format!("without {who}: restricted until the Chair decides")),
    }
}

/// Somebody who is excluded cannot be the one who speaks.
fn excluded_words(entry: &ContributionLine, meeting: &Meeting) -> Option<String> {
    let Who::Known(id) = &entry.who else {
        return None;
    };
    meeting.is_excluded(id).then(|| {
        format!(
            "{} is excluded now: back (/readmit {}), or somebody else?",
            meeting.called(id),
            meeting.code(id)
        )
    })
}

/// What an edit makes of the answers that the record has.
fn change_words(form: &FormLine, record: &Record, meeting: &Meeting) -> Option<String> {
    if record.kind().is_some_and(Kind::is_somebody) {
        return what_the_change_does(form, record, meeting);
    }
    let changed = changed_answers(record, &form.body, meeting);
    (!changed.is_empty()).then(|| changed.join(", "))
}

/// Labels that the record does not have, each with the nearest one that it has, or with all of them.
pub fn unknown_labels(form: &FormLine) -> Vec<String> {
    let kind = form.asked;
    let unknown = form.body.to_confirm.keys();
    let unknown = unknown.filter(|name| kind.field(name).is_none());
    unknown
        .map(|label| match kind.nearest_label(label) {
            None if label == NO_LABEL => {
                "words behind a ; have no label: kept, to be confirmed".to_owned()
            }
            Some(near) => format!(
                "\"{label}\" is not an answer of {}: did you mean \"{near}\"? Kept, to be confirmed",
                kind.title
            ),
            None => {
                let labels: Vec<&str> = kind.asked().map(|field| field.label).collect();
                format!(
                    "\"{label}\" is not an answer of {}: kept, to be confirmed. Known: {}",
                    kind.title,
                    labels.join(", ")
                )
            }
        })
        .collect()
}

/// A warning when a copy is to go to somebody who was excluded, or the full record to somebody it is not meant for: the
/// child, the family, or their supporters.
/// It is advice: the Chair may have decided so.
pub fn copy_warning(kind: &str, values: &Values, meeting: &Meeting) -> Option<String> {
    if kind != distribution::KIND.id {
        return None;
    }
    let warnings = [
        full_record_warning(values, meeting),
        excluded_copy_warning(values, meeting),
    ];
    let warnings: Vec<String> = warnings.into_iter().flatten().collect();
    (!warnings.is_empty()).then(|| warnings.join(" "))
}

fn excluded_copy_warning(values: &Values, meeting: &Meeting) -> Option<String> {
    if !COPIES_OF_THE_MINUTES.contains(&values.text(&distribution::COPY)) {
        return None;
    }
    let who = match values.text(&distribution::TO) {
        "" => return None,
        "all" => {
            let mut voices = meeting.voices();
            voices
                .find(|seat| meeting.was_excluded(seat.id))?
                .called
                .to_owned()
        }
        id if meeting.was_excluded(id) => meeting.called(id),
        _ => return None,
    };
    Some(format!(
        "{who} was excluded from a part of the meeting. Has the Chair decided on this copy?"
    ))
}

fn full_record_warning(values: &Values, meeting: &Meeting) -> Option<String> {
    let answer = |field: &str| values.get(field).and_then(Value::as_str).unwrap_or("");
    if answer("copy") != "full" {
        return None;
    }
    let who = match (answer("to"), meeting.record(answer("to"))) {
        ("all", _) => "not everybody may read those".to_owned(),
        (id, Some(child)) if child.is_a(&child::KIND) => {
            format!("{} is a child", meeting.called(id))
        }
        (id, Some(person))
            if side(person) == Side::Family || person.text(&person::SIDE) == "supporter" =>
        {
            format!("{} is on the family's side", meeting.called(id))
        }
        _ => return None,
    };
    Some(format!(
        "The full record holds everything that is restricted, and {who}. Did you mean the family's copy?"
    ))
}

/// Every answer of a form that is text, and those that could not be read, as typed.
fn answers(form: &FormLine) -> impl Iterator<Item = &str> {
    let texts = form.body.values.values().filter_map(Value::as_str);
    texts.chain(form.body.to_confirm.values().map(String::as_str))
}
