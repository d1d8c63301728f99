//! Recording or changing what the line says. Words leave the line only once an event has taken them over.

use super::advice;
use super::editor::{MeetingEditor, Shown};
use super::stash::Purpose;
use crate::app::App;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::history::review;
use crate::domain::line::{self, Asked, ContributionLine, FormLine, Meant, meant, merged};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase, Refused, settle_day_held};
use crate::domain::minutes::quotable_body;
use crate::domain::minutes::versions;
use crate::domain::problem::Problem;
use crate::domain::record::form::Answer;
use crate::domain::record::kinds::{contribution, details, exclusion, scale};
use crate::domain::record::{
    Body, Identity, Kind, NO_LABEL, ReadAnswers, Record, Ruling, WHO_MAY_READ, is_open_to_all,
    kind, lead_words, value_words,
};
use crate::domain::rules::scores;
use crate::domain::text::capital;
use crate::domain::visibility::Visibility;
use serde_json::Value;
use std::collections::BTreeMap;

pub fn record_entry(app: &mut App, said: &ContributionLine) -> Vec<Effect> {
    let asked = asked(app);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if said.text.trim().is_empty() {
        return app.refuse(Problem::wrong_input("There are no words yet."));
    }
    match editor.meeting.phase() {
        Phase::Preparing => {
            return app.refuse(Problem::wrong_input("The meeting has not begun, so nothing is recorded. /begin starts it; /person and /child add people."));
        }
        Phase::Closed => return app.refuse(Refused::Closed),
        Phase::Open => {}
    }
    let default = editor
        .meeting
        .open_section()
        .map(|section| section.visibility)
        .unwrap_or_default();
    let mut body = said.body(&editor.meeting, default);
    if said.visibility == Some(Visibility::Everyone) && editor.meeting.is_somebody_excluded() {
        body.ruling = Some(Ruling::mark(true));
    }
    if said.visibility.is_none() {
        let typed = editor.line.text();
        line::keep_back_in_doubt(&contribution::KIND, &mut body, None, typed, asked);
    }
    // On a screen it was said before Enter.
    let unseen = app.one_line_at_a_time;
    let left_out = line::left_out(editor.line.text().trim(), &editor.meeting)
        .filter(|_| unseen)
        .map(left_out_words);
    let taken = taken_unseen(editor, unseen, &line::Line::Entry(said.clone()));
    let effects = record(app, &contribution::KIND, body);
    tell_taken(app, taken);
    if let (Some(words), Outcome::Recorded(_)) = (left_out, &app.outcome) {
        let words = format!("{}. {}", capital(&words), app.status.words);
        app.status.point_out(words.trim_end());
    }
    effects
}

/// Whom names with a slip were taken for, where nobody has seen it before Enter.
fn taken_unseen(editor: &MeetingEditor, unseen: bool, read: &line::Line) -> Vec<String> {
    match unseen {
        true => line::taken_for(read, editor.line.text(), &editor.meeting),
        false => Vec::new(),
    }
}

fn tell_taken(app: &mut App, taken: Vec<String>) {
    let Outcome::Recorded(id) = &app.outcome else {
        return;
    };
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let record = meeting.and_then(|meeting| meeting.record(id));
    // Names of a restricted record are in no status line.
    if taken.is_empty() || record.and_then(quotable_body).is_none() {
        return;
    }
    let words = format!("{}. {}", capital(&taken.join(", ")), app.status.words);
    app.status.point_out(words.trim_end());
}

/// A time in front of a label, which is not recorded.
pub fn left_out_words(before: &str) -> String {
    format!("{before} in front of the name is not in the words")
}

/// Words that could not be taken as typed become a contribution "to be confirmed", so none of them is lost. It is
/// restricted if any word in it may ask for that, and if it may be a record: nobody can say yet which of its words are an
/// address.
pub fn record_unread(app: &mut App, text: &str, why: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let default = editor.meeting.open_section().map(|open| open.visibility);
    let is_perhaps_restricted = line::wants_restriction(text)
        || line::looks_like_restriction(text).is_some()
        || line::perhaps_a_record(text);
    let visibility = match is_perhaps_restricted {
        true => Visibility::Restricted,
        false => default.unwrap_or_default(),
    };
    let mut body = Body {
        visibility,
        follow_up: true,
        ..Body::default()
    };
    body.values.insert(
        contribution::TEXT.name.to_owned(),
        Value::String(text.to_owned()),
    );
    body.to_confirm.insert("line".to_owned(), why.to_owned());
    record(app, &contribution::KIND, body)
}

/// Without a screen, nobody has seen before Enter what a line would become.
pub fn asked(app: &App) -> Asked {
    match app.one_line_at_a_time {
        true => Asked::Nobody,
        false => Asked::BesideTheLine,
    }
}

/// Words end a break by themselves, so nobody has to remember to end it first.
fn end_of_break(editor: &MeetingEditor) -> Vec<KnownEvent> {
    let on = editor.meeting.break_on().is_some();
    on.then_some(KnownEvent::BreakEnded {})
        .into_iter()
        .collect()
}

pub fn record(app: &mut App, kind: &Kind, body: Body) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let id = editor.meeting.next_id(kind);
    let section = editor
        .meeting
        .open_section()
        .map(|section| section.id.clone());
    let questions = body.to_confirm.clone();
    let kept = versions::to_keep(&editor.meeting, kind.id);
    let mut known_events = end_of_break(editor);
    known_events.push(KnownEvent::Recorded {
        id: id.clone(),
        record: kind.id.to_owned(),
        section,
        body,
    });
    let (mut effects, outcome) = editor.commit(known_events, true, app.now);
    if let Err(why) = outcome {
        effects.extend(app.refuse(why));
        return effects;
    }
    editor.shown = Shown::OpenSection;
    editor.selected = None;
    effects.extend(editor.keep(kind.id, kept));
    effects.extend(editor.begin_line(Purpose::New, "", true));
    tell_recorded(app, &id, &questions);
    app.outcome = Outcome::Recorded(id);
    effects
}

fn tell_recorded(app: &mut App, id: &str, questions: &BTreeMap<String, String>) {
    let Some(record) = app
        .editor
        .as_ref()
        .and_then(|editor| editor.meeting.record(id))
    else {
        return;
    };
    if record.is_a(&scale::KIND) && (questions.is_empty() || record.is_hidden()) {
        tell_score(app, id, "");
        return;
    }
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    if let Some(words) = meeting.and_then(|meeting| advice::said_without(record, meeting)) {
        app.status.point_out(words);
        return;
    }
    if !questions.is_empty() {
        let what = questions_of(app, record);
        app.status.point_out(format!(
            "Recorded. To be confirmed: {}. It is on the catch-up list.",
            what.join(", ")
        ));
        return;
    }
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    // Without a screen nobody has seen before Enter how a day or a time was read.
    let whole = app.one_line_at_a_time;
    let read = meeting.filter(|_| whole);
    let read = read.map_or_else(String::new, |meeting| days_read(record, meeting));
    if let Some(advice) = meeting.and_then(|meeting| advice::after(record, whole, meeting)) {
        let title = record.kind().map_or("Record", |kind| kind.title);
        app.status.tell(format!("{title} recorded.{read} {advice}"));
        return;
    }
    let open: Vec<&str> = record.unanswered().map(|field| field.label).collect();
    let title = record.kind().map_or("Record", |kind| kind.title);
    // If the command was typed alone, the next statement is meant, so say which one that was.
    let title = match meeting {
        Some(meeting) if record.kind().is_some_and(|kind| kind.typed_alone) => {
            format!("{title} \"{}\"", lead_words(record, meeting))
        }
        _ => title.to_owned(),
    };
    match open.is_empty() {
        _ if record.is_a(&contribution::KIND) => app.status.clear(),
        true => app.status.tell(format!("{title} recorded.{read}")),
        false => app.status.tell(format!(
            "{title} recorded.{read} Still open: {}.",
            open.join(", ")
        )),
    }
}

/// ` Read as: by Sat 12 Dec 2026, at 14:30.`: the days and times of a record, each with its weekday.
fn days_read(record: &Record, meeting: &Meeting) -> String {
    let body = quotable_body(record).unwrap_or_default();
    let fields = record.kind().map_or(&[][..], |kind| kind.fields);
    let of_days = fields
        .iter()
        .filter(|field| matches!(field.answer, Answer::Date | Answer::PastDate | Answer::Time));
    let words: Vec<String> = of_days
        .filter_map(|field| {
            let value = body.values.get(field.name)?;
            Some(format!(
                "{} {}",
                field.label,
                value_words(field, value, meeting)
            ))
        })
        .collect();
    match words.is_empty() {
        true => String::new(),
        false => format!(" Read as: {}.", words.join(", ")),
    }
}

/// What is to be confirmed in a record: each answer by its label, as typed and with the reason, as far as a family's copy
/// may quote it.
pub fn questions_of(app: &App, record: &Record) -> Vec<String> {
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let told = quotable_body(record).unwrap_or_default().to_confirm;
    let today = app.now.date_naive();
    // Of a score that waits for the others, only the reason: what was typed may contain the number.
    let all = record.body().to_confirm;
    let waits = record.is_hidden() && is_open_to_all(record);
    let question = |name: &String| {
        let label = label(record, name);
        if name == WHO_MAY_READ {
            return format!("{label} (/mark open or /mark restricted)");
        }
        let told = told.get(name);
        let Some(typed) = told.or(all.get(name).filter(|_| waits)) else {
            return label.to_owned();
        };
        let why = line::why_to_confirm(record.kind(), name, typed, &editor.meeting, today);
        match (why, told.is_some()) {
            (Some(why), true) => format!("{label} \"{typed}\" ({why})"),
            (Some(why), false) => format!("{label} ({why})"),
            (None, true) => format!("{label} \"{typed}\""),
            (None, false) => label.to_owned(),
        }
    };
    record.body().to_confirm.keys().map(question).collect()
}

/// Who has given a score and who has yet to; once all are in, the scores.
pub fn tell_score(app: &mut App, id: &str, before: &str) {
    let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
    let told = meeting.and_then(|meeting| Some(score_words(meeting.record(id)?, meeting)));
    let Some((words, attention)) = told else {
        return;
    };
    let words = format!("{before}{words}");
    if attention {
        app.status.point_out(words);
    } else {
        app.status.tell(words);
    }
}

fn label<'a>(record: &Record, field: &'a str) -> &'a str {
    if field == NO_LABEL {
        return "words without a label";
    }
    record
        .kind()
        .and_then(|kind| kind.field(field))
        .map_or(field, |field| field.label)
}

pub fn record_form(app: &mut App, form: &FormLine) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let Some(kind) = kind(form.kind) else {
        return Vec::new();
    };
    let is_begun = form.body == Body::default() && form.whom.is_none();
    let needs_more = !kind.typed_alone && !form.missing().is_empty();
    if is_begun && needs_more && !app.one_line_at_a_time {
        return ask_for_answers(app, kind);
    }
    let each = line::for_each_child(form, &editor.meeting);
    let several = each.is_some();
    let forms = each.unwrap_or_else(|| vec![form.clone()]);
    if let Some((id, words)) = nothing_new(kind, &forms, &editor.meeting) {
        let effects = editor.begin_line(Purpose::New, "", true);
        app.status
            .tell(format!("{}. Nothing was changed.", capital(&words)));
        app.outcome = Outcome::Recorded(id);
        return effects;
    }
    let taken = taken_unseen(
        editor,
        app.one_line_at_a_time,
        &line::Line::Form(form.clone()),
    );
    let effects = record_each(app, kind, forms, several);
    tell_taken(app, taken);
    effects
}

/// One of the records that say already what the lines say, and that they do; `None` where a line adds or changes anything.
fn nothing_new(kind: &Kind, forms: &[FormLine], meeting: &Meeting) -> Option<(String, String)> {
    let said = forms.iter().map(|form| said_already(kind, form, meeting));
    let mut said = said.collect::<Option<Vec<_>>>()?.into_iter();
    let (id, first) = said.next()?;
    let words = said.fold(first, |told, (_, words)| format!("{told}, {words}"));
    Some((id, words))
}

fn said_already(kind: &Kind, form: &FormLine, meeting: &Meeting) -> Option<(String, String)> {
    if *kind == exclusion::KIND {
        let who = form.body.values.text(&exclusion::WHO);
        let on = meeting
            .exclusions_on()
            .find(|on| !who.is_empty() && on.text(&exclusion::WHO) == who)?;
        let is_known = |(name, value): (&String, &Value)| on.values.get(name) == Some(value);
        let is_same = form.body.values.iter().all(is_known) && form.body.to_confirm.is_empty();
        let words = format!("{} is excluded already", meeting.called(who));
        return is_same.then(|| (on.id.clone(), words));
    }
    let Meant::Changes(record) = meant(form, meeting) else {
        return None;
    };
    let before = record.body();
    let mut body = merged(record, form, meeting);
    body.ruling.clone_from(&before.ruling);
    if matches!(kind.identity, Identity::Somebody) {
        line::fill_body(kind, &mut body, meeting);
    }
    let words = match (kind.identity, quotable_body(record).is_some()) {
        (_, false) => format!("{} is there already, as typed", kind.title),
        (Identity::Somebody, true) => {
            format!(
                "{}, who was already there, is as typed",
                meeting.name(&record.id)
            )
        }
        _ => line::what_it_does(form, meeting)
            .unwrap_or_else(|| format!("{} is there already, as typed", kind.title)),
    };
    (body == before).then(|| (record.id.clone(), words))
}

/// Only the name of a record was typed: what comes behind it, and the line goes on.
fn ask_for_answers(app: &mut App, kind: &Kind) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let length = editor.line.text().len();
    let effects = editor.replace(0, length, &format!("/{} ", kind.command));
    app.status.point_out(format!(
        "Nothing is recorded yet. Type on, for example: /{} {}",
        kind.command, kind.help
    ));
    effects
}

/// Records or changes what each of these lines makes, all of it in one go.
pub fn record_each(
    app: &mut App,
    kind: &'static Kind,
    forms: Vec<FormLine>,
    several: bool,
) -> Vec<Effect> {
    let asked = asked(app);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let is_open = line::opens(editor.line.text(), &editor.meeting);
    let opens = editor.meeting.is_somebody_excluded() && is_open;
    let mut made: Vec<Made> = Vec::new();
    for mut form in forms {
        form.body.ruling = opens.then(|| Ruling::mark(true));
        let others = made.iter().filter(|made| made.is_new).count();
        match made_of(form, kind, others, editor, asked) {
            Ok(mut one) => {
                if !is_open {
                    let before = editor.meeting.record(&one.id).map(Record::body);
                    let typed = editor.line.text();
                    line::keep_back_in_doubt(kind, &mut one.body, before.as_ref(), typed, asked);
                }
                made.push(one);
            }
            Err(why) => return app.refuse(why),
        }
    }
    if let [one] = made.as_slice()
        && one.is_new
        && !several
        && one.before.is_empty()
        && *kind != exclusion::KIND
    {
        let told = one.told.clone();
        let effects = record(app, kind, one.body.clone());
        if let (Some(told), Outcome::Recorded(_)) = (told, &app.outcome) {
            app.status.point_out(format!("{}.", capital(&told)));
        }
        return effects;
    }
    let section = editor
        .meeting
        .open_section()
        .map(|section| section.id.clone());
    let mut known_events = end_of_break(editor);
    known_events.extend(
        made.iter()
            .flat_map(|one| one.events(kind, section.as_deref())),
    );
    let (mut effects, outcome) = editor.commit(known_events, true, app.now);
    if let Err(why) = outcome {
        effects.extend(app.refuse(why));
        return effects;
    }
    editor.shown = Shown::OpenSection;
    editor.selected = None;
    effects.extend(editor.begin_line(Purpose::New, "", true));
    tell_made(app, kind, &made);
    effects
}

/// One record that a line makes or changes, and what is said about it.
struct Made {
    id: String,
    body: Body,
    is_new: bool,
    /// What happens first: what it replaces is struck out, whoever is excluded leaves.
    before: Vec<KnownEvent>,
    /// What it did to what was there, where there is something to say.
    told: Option<String>,
}

impl Made {
    fn events(&self, kind: &Kind, section: Option<&str>) -> Vec<KnownEvent> {
        let mut known_events = self.before.clone();
        let (id, body) = (self.id.clone(), self.body.clone());
        known_events.push(match self.is_new {
            true => KnownEvent::Recorded {
                id,
                record: kind.id.to_owned(),
                section: section.map(str::to_owned),
                body,
            },
            false => KnownEvent::Changed { id, body },
        });
        known_events
    }
}

/// What a line makes; `others` of its kind are made before it, in the same go.
fn made_of(
    mut form: FormLine,
    kind: &'static Kind,
    others: usize,
    editor: &MeetingEditor,
    asked: Asked,
) -> Result<Made, Problem> {
    let meeting = &editor.meeting;
    let may_tell = form.body.visibility == Visibility::Everyone;
    let told = line::what_it_does(&form, meeting).filter(|_| may_tell);
    match meant(&form, meeting) {
        Meant::Changes(record) => {
            let may_tell = quotable_body(record).is_some();
            let mut body = merged(record, &form, meeting);
            // A role that is told only now counts as the list of roles says.
            if matches!(kind.identity, Identity::Somebody) {
                line::fill_body(kind, &mut body, meeting);
            }
            return Ok(Made {
                id: record.id.clone(),
                body,
                is_new: false,
                before: Vec::new(),
                told: told.filter(|_| may_tell),
            });
        }
        Meant::Unclear(_) => {
            return Err(Problem::wrong_input(format!(
                "{}. Nothing was changed; the line is kept.",
                line::what_it_does(&form, meeting).unwrap_or_default()
            )));
        }
        Meant::New | Meant::Second(_) | Meant::Replaces(_) => {}
    }
    let is_more = !matches!(meant(&form, meeting), Meant::New);
    line::doubt_name(kind, &mut form.body, meeting);
    free_taken_code(&mut form, editor);
    line::fill_body(kind, &mut form.body, meeting);
    review::take_up(&mut form.body, kind.id, meeting);
    if *kind == details::KIND {
        let typed = form.body.clone();
        settle_day_held(&typed, &mut form.body, meeting);
    }
    // Without a screen such a line would be kept as text, where everybody could read the number. So it is recorded
    // as a hidden score whose scale is to be confirmed.
    let no_scale = no_scale_here(&form, meeting);
    let why = no_scale.filter(|_| asked == Asked::BesideTheLine);
    if let Some(words) = why.or_else(|| form.still_needed()) {
        return Err(Problem::wrong_input(words));
    }
    let replaced = line::settle_which_holds(kind, &mut form.body, None, meeting);
    let replaced = replaced.into_iter().map(|replaced| KnownEvent::StruckOut {
        id: replaced.id,
        reason: replaced.reason,
    });
    let mut before: Vec<KnownEvent> = replaced.collect();
    if *kind == exclusion::KIND {
        before.extend(leaves(&form.body, meeting)?);
    }
    Ok(Made {
        id: meeting.next_id_behind(kind, others),
        body: form.body,
        is_new: true,
        before,
        told: told.filter(|_| is_more),
    })
}

/// Who is excluded now, what that means, and what of it was recorded already.
fn excluded_words(meeting: &Meeting, made: &[Made]) -> String {
    let exclusions = made.iter().filter_map(|one| meeting.record(&one.id));
    let (mut names, mut open, mut earlier) = (Vec::new(), Vec::new(), 0);
    for exclusion in exclusions {
        names.push(match exclusion.text(&exclusion::WHO) {
            "" => exclusion.unread(&exclusion::WHO).unwrap_or("?").to_owned(),
            who => meeting.called(who),
        });
        open = exclusion.unanswered().map(|field| field.label).collect();
        let all = meeting.all_records().iter();
        earlier = all
            .filter(|record| record.without.exclusions.contains(&exclusion.id))
            .count();
    }
    let mut words = format!(
        "Without {}: what is recorded now is restricted until the Chair decides. /readmit ends it.",
        names.join(", ")
    );
    match earlier {
        0 => {}
        1 => words.push_str(" 1 record made since then is restricted, too."),
        many => words.push_str(&format!(
            " {many} records made since then are restricted, too."
        )),
    }
    if !open.is_empty() {
        words.push_str(&format!(" Still open: {}.", open.join(", ")));
    }
    words
}

/// Whoever is excluded leaves the room, unless the exclusion is only put down once it is over.
fn leaves(exclusion: &Body, meeting: &Meeting) -> Result<Option<KnownEvent>, Problem> {
    let who = exclusion.values.text(&exclusion::WHO);
    if exclusion.values.contains_key(exclusion::UNTIL.name) {
        return Ok(None);
    }
    if meeting.is_excluded(who) {
        let code = meeting.code(who);
        return Err(Problem::wrong_input(format!("{code} is excluded already."))
            .safe("Nothing was changed; your line is kept.")
            .next(format!(
                "/readmit {code} ends it; /edit changes what is put down about it."
            )));
    }
    Ok(meeting.is_here(who).then(|| KnownEvent::Left {
        person: who.to_owned(),
    }))
}

/// What is said when a line has changed or replaced something, or made several records at once.
fn tell_made(app: &mut App, kind: &Kind, made: &[Made]) {
    let unclear = made.iter().find(|one| !one.body.to_confirm.is_empty());
    let Some(shown) = unclear.or(made.last()) else {
        return;
    };
    tell_recorded(app, &shown.id, &shown.body.to_confirm);
    app.outcome = Outcome::Recorded(shown.id.clone());
    let is_score = *kind == scale::KIND;
    if unclear.is_some() && made.len() == 1 || is_score && made.len() == 1 {
        return;
    }
    let after = match app.status.words.split_once("recorded.") {
        Some((_, after)) => after.trim_end().to_owned(),
        None => String::new(),
    };
    let words = match made {
        _ if *kind == exclusion::KIND => app
            .editor
            .as_ref()
            .map(|editor| excluded_words(&editor.meeting, made)),
        [one] if matches!(kind.identity, Identity::Somebody) => app.editor.as_ref().map(|editor| {
            let name = editor.meeting.name(&one.id);
            let changed = one.told.as_deref().and_then(|told| told.split_once(": "));
            match changed {
                Some((_, changed)) => format!("Changed: {name}, who was already there: {changed}."),
                None => format!("Changed: {name}, who was already there."),
            }
        }),
        [one] => one
            .told
            .as_ref()
            .map(|told| format!("Done: {told}.{after}")),
        several => Some(format!(
            "{} for {} children. /undo takes all of them back.",
            kind.title,
            several.len()
        )),
    };
    match (words, unclear.is_some()) {
        (Some(words), true) => app
            .status
            .point_out(format!("{words} {}", app.status.words)),
        (Some(words), false) => app.status.tell(words),
        (None, _) => {}
    }
}

/// Initials already taken are replaced; what was typed is to be confirmed.
fn free_taken_code(form: &mut FormLine, editor: &MeetingEditor) {
    let Some(field) = kind(form.kind).and_then(|kind| kind.letters_field()) else {
        return;
    };
    let Some(Value::String(code)) = form.body.values.get(field.name) else {
        return;
    };
    if editor
        .meeting
        .voices()
        .any(|seat| seat.code.eq_ignore_ascii_case(code))
    {
        form.body
            .to_confirm
            .insert(field.name.to_owned(), code.clone());
        form.body.values.remove(field.name);
    }
}

/// Why a score cannot be recorded here (it names no scale on the agenda, and the open section has none), what is safe,
/// and where a scale is asked.
fn no_scale_here(form: &FormLine, meeting: &Meeting) -> Option<String> {
    let values = &form.body.values;
    let has_own_ends = [&scale::QUESTION, &scale::LOW, &scale::HIGH]
        .iter()
        .any(|field| values.contains_key(field.name));
    if form.kind != scale::KIND.id || values.contains_key(scale::SCALE.name) || has_own_ends {
        return None;
    }
    let here = meeting.open_section();
    if here.is_some_and(|section| !section.scales.is_empty()) {
        return None;
    }
    let place = here.map_or_else(String::new, |section| format!(" in \"{}\"", section.title));
    let places = meeting.agenda().places();
    let mut asking = places
        .iter()
        .filter(|place| !place.section.scales.is_empty());
    let way = match asking.next() {
        Some(asks) => format!(
            "/section {} opens \"{}\", which asks for one; then Down brings this line back.",
            asks.number, asks.section.title
        ),
        None => "The agenda asks for none at all: type it as words, with who said it.".to_owned(),
    };
    Some(format!(
        "No scale is asked for{place}. Nothing was recorded, and your line is kept. {way}"
    ))
}

/// What is said once this score has been recorded or changed, and whether it needs attention.
fn score_words(score: &Record, meeting: &Meeting) -> (String, bool) {
    let round = scores::round_of(&score.values, meeting);
    let mut words = if score.is_hidden() {
        let whose = match score.text(&scale::GIVEN_BY) {
            "" => "A score".to_owned(),
            by => format!("{}'s score", meeting.called(by)),
        };
        vec![
            format!("{whose} is in and hidden."),
            round.still_to_come(meeting),
        ]
    } else {
        vec![round.words(meeting)]
    };
    let mut to_look_at = Vec::new();
    if score.is_open() || score.is_hidden() {
        to_look_at.extend(scores::objection_to(score, meeting));
    }
    // What was typed may contain the number; the catch-up list leads to the line that has it.
    let unclear = score.body().to_confirm;
    if score.is_hidden() && !unclear.is_empty() {
        let label = |name: &String| {
            let field = score.kind().and_then(|kind| kind.field(name));
            field.map_or_else(|| name.clone(), |field| format!("\"{}\"", field.label))
        };
        let labels: Vec<String> = unclear.keys().map(label).collect();
        let are = if labels.len() == 1 { "is" } else { "are" };
        to_look_at.push(format!(
            "In it, {} {are} to be confirmed: it is on the catch-up list.",
            labels.join(" and ")
        ));
    }
    words.retain(|words| !words.is_empty());
    let attention = !to_look_at.is_empty();
    words.extend(to_look_at);
    (words.join(" "), attention)
}

/// Reasons appear in the minutes that everybody gets, so one that was meant to be restricted is rejected.
pub fn open_reason(reason: &str) -> Result<&str, Problem> {
    if line::wants_restriction(reason) {
        return Err(Problem::wrong_input(
            "A reason appears in the minutes that everybody gets, so it cannot be restricted.",
        )
        .safe("Nothing was done; your line is kept.")
        .next(
            "Give a reason that all may read, and record the rest as an entry with #restricted.",
        ));
    }
    Ok(reason)
}
