//! Recording or changing what the line says. Words leave the line only once an event has taken them over.

use super::editor::{MeetingEditor, Shown};
use super::no_scale::no_scale_here;
use super::nothing_new::nothing_new;
use super::recorded::{left_out_words, tell_made, tell_recorded, tell_taken, told_unseen};
use super::stash::Purpose;
use crate::app::App;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::status::Outcome;
use crate::domain::history::review;
use crate::domain::line::{self, Asked, ContributionLine, FormLine, Meant, meant, merged};
use crate::domain::meeting::event::KnownEvent;
use crate::domain::meeting::{Meeting, Phase, Refused, names_kept_back, settle_day_held};
use crate::domain::minutes::{quotable_body, tells_what_is_kept_back, versions};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{contribution, details, exclusion};
use crate::domain::record::{Body, Kind, ReadAnswers, Record, Ruling, kind};
use crate::domain::text::capital;
use crate::domain::visibility::Visibility;
use serde_json::Value;

pub fn record_entry(app: &mut App, said: &ContributionLine) -> Vec<Effect> {
    let asked = asked(app);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if said.text.trim().is_empty() && said.perhaps_not_for.is_some() {
        return app.refuse(
            Problem::wrong_input("Whom the entry before it is not for is not certain.")
                .safe("Nothing was recorded; your line is kept.")
                .next("/not and the letters keeps the last entry out of somebody's copy."),
        );
    }
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
    let mut body = said.body(&editor.meeting, Visibility::Everyone);
    if said.visibility == Some(Visibility::Everyone) && editor.meeting.is_somebody_excluded() {
        body.ruling = Some(Ruling::mark(true));
    }
    if said.visibility.is_none() {
        let typed = editor.line.text();
        line::keep_back_in_doubt(
            &contribution::KIND,
            &mut body,
            None,
            typed,
            asked,
            &editor.meeting,
        );
    }
    // On a screen it was said before Enter.
    let unseen = app.one_line_at_a_time;
    let left_out = line::left_out(editor.line.text().trim(), &editor.meeting)
        .filter(|_| unseen)
        .map(left_out_words);
    let taken = match unseen {
        true => told_unseen(
            app.commands,
            app.place,
            &editor.meeting,
            &line::Line::Entry(said.clone()),
            editor.line.text(),
        ),
        false => Vec::new(),
    };
    if said.visibility != Some(Visibility::Everyone) {
        line::close_by_section(&contribution::KIND, &mut body, &editor.meeting);
    }
    let effects = record(app, &contribution::KIND, body);
    tell_taken(app, taken);
    if let (Some(words), Outcome::Recorded(_)) = (left_out, &app.outcome) {
        let words = format!("{}. {}", capital(&words), app.status.words);
        app.status.point_out(words.trim_end());
    }
    effects
}

/// Why a line became text, where the reason itself may not be told.
pub const NOT_AS_TYPED: &str = "It could not be taken as typed.";

/// Words that could not be taken as typed become a contribution "to be confirmed", so none of them is lost. It is
/// restricted if any word in it may ask for that, and if it is a command or may be a record: nobody can say yet which of
/// its words are an address, or belong to an entry that is restricted.
pub fn record_unread(app: &mut App, text: &str, why: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let is_perhaps_restricted = line::is_for_some_only(text, &editor.meeting)
        || line::looks_like_restriction(text).is_some()
        || names_kept_back(text, &editor.meeting).is_some()
        || line::perhaps_a_record(text)
        || is_command(text);
    let visibility = match is_perhaps_restricted {
        true => Visibility::Restricted,
        false => Visibility::Everyone,
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
    // The reason stands in the open minutes.
    let why = match tells_what_is_kept_back(why, &editor.meeting) {
        true => NOT_AS_TYPED,
        false => why,
    };
    body.to_confirm.insert("line".to_owned(), why.to_owned());
    line::close_by_section(&contribution::KIND, &mut body, &editor.meeting);
    record(app, &contribution::KIND, body)
}

/// `/apend more`, and not `/ 5 people`
fn is_command(text: &str) -> bool {
    let name = text.trim_start().strip_prefix('/');
    name.is_some_and(|name| name.starts_with(char::is_alphabetic))
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
    let each = line::for_each(form, &editor.meeting);
    let several = each.is_some();
    let forms = each.unwrap_or_else(|| vec![form.clone()]);
    if let Some(effects) = tell_nothing_new(app, kind, &forms) {
        return effects;
    }
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let taken = match app.one_line_at_a_time {
        true => told_unseen(
            app.commands,
            app.place,
            &editor.meeting,
            &line::Line::Form(form.clone()),
            editor.line.text(),
        ),
        false => Vec::new(),
    };
    let effects = record_each(app, kind, forms, several);
    tell_taken(app, taken);
    effects
}

/// Says what is the case, where all of it is there already.
pub fn tell_nothing_new(
    app: &mut App,
    kind: &'static Kind,
    forms: &[FormLine],
) -> Option<Vec<Effect>> {
    let editor = app.editor.as_mut()?;
    let (id, words) = nothing_new(kind, forms, &editor.meeting)?;
    let is_open = editor.meeting.record(&id).is_none_or(Record::is_open);
    if !is_open && line::opens(editor.line.text(), &editor.meeting) {
        return None;
    }
    let effects = editor.begin_line(Purpose::New, "", true);
    app.status
        .tell(format!("{}. Nothing was changed.", capital(&words)));
    app.outcome = Outcome::Recorded(id);
    Some(effects)
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
                if is_open && !one.is_new && !one.body.must_be_restricted(kind) {
                    one.body.visibility = Visibility::Everyone;
                }
                if !is_open {
                    let before = editor.meeting.record(&one.id).map(Record::body);
                    let typed = editor.line.text();
                    line::keep_back_in_doubt(
                        kind,
                        &mut one.body,
                        before.as_ref(),
                        typed,
                        asked,
                        &editor.meeting,
                    );
                    if one.is_new {
                        line::keep_back_like_another(kind, &mut one.body, &editor.meeting);
                    }
                    line::close_by_section(kind, &mut one.body, &editor.meeting);
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
pub(super) struct Made {
    pub(super) id: String,
    pub(super) body: Body,
    pub(super) is_new: bool,
    /// What happens first: what it replaces is struck out, whoever is excluded leaves.
    pub(super) before: Vec<KnownEvent>,
    /// What it did to what was there, where there is something to say.
    pub(super) told: Option<String>,
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
            free_taken_code(&mut form, Some(&record.id), editor);
            let may_tell = quotable_body(record).is_some();
            let mut body = merged(record, &form, meeting);
            // A role that is told only now counts as the list of roles says.
            if kind.is_somebody() {
                line::fill_body(kind, &mut body, meeting);
            }
            let is_changed = body != record.body();
            return Ok(Made {
                id: record.id.clone(),
                body,
                is_new: false,
                before: Vec::new(),
                told: told.filter(|_| may_tell && is_changed),
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
    free_taken_code(&mut form, None, editor);
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

/// Initials already taken are replaced; what was typed is to be confirmed.
fn free_taken_code(form: &mut FormLine, whose: Option<&str>, editor: &MeetingEditor) {
    let Some(field) = kind(form.kind).and_then(|kind| kind.letters_field()) else {
        return;
    };
    let Some(Value::String(code)) = form.body.values.get(field.name) else {
        return;
    };
    if editor
        .meeting
        .voices()
        .any(|seat| Some(seat.id) != whose && seat.code.eq_ignore_ascii_case(code))
    {
        form.body
            .to_confirm
            .insert(field.name.to_owned(), code.clone());
        form.body.values.remove(field.name);
    }
}

/// Whether the words behind a command may stand where it keeps them.
pub fn kept_openly(
    row: &CommandRow,
    words: &str,
    meeting: &Meeting,
    asked: Asked,
) -> Result<(), Problem> {
    match row.keeps_openly {
        // A mark in a name has an answer of its own, and what somebody is called is their own name.
        true if row.names_somebody && line::is_for_some_only(words, meeting) => Ok(()),
        true if row.names_somebody => openly(is_meant_to_be_restricted(words, asked)),
        true => open_reason(words, meeting, asked),
        false => Ok(()),
    }
}

/// A word in a reason only looks like the mark, where no mark is possible.
pub const NOT_FOR_ALL: &str =
    "In the minutes that everybody gets. Not for all? Then an entry with #restricted";

/// What stands in the minutes that everybody gets (why there was a break, somebody's name) cannot be restricted, so words
/// that were meant to be are rejected.
pub fn open_reason(words: &str, meeting: &Meeting, asked: Asked) -> Result<(), Problem> {
    let is_kept_back = is_meant_to_be_restricted(words, asked)
        || names_kept_back(words, meeting).is_some()
        || line::is_for_some_only(words, meeting);
    openly(is_kept_back)
}

fn is_meant_to_be_restricted(words: &str, asked: Asked) -> bool {
    match asked {
        Asked::BesideTheLine => line::nearly_marked(words).is_some(),
        Asked::Nobody => line::looks_like_restriction(words).is_some(),
    }
}

fn openly(is_kept_back: bool) -> Result<(), Problem> {
    if is_kept_back {
        return Err(Problem::wrong_input(
            "This appears in the minutes that everybody gets, so it cannot be restricted.",
        )
        .safe("Nothing was done; your line is kept.")
        .next(
            "Put what not everybody may read into an entry with #restricted. With \\ before it, the word is text.",
        ));
    }
    Ok(())
}
