//! Before closing: what is missing, each row a link to where it is put right. Nothing forces it, but a gap that stays
//! needs a reason, which goes into the minutes.

mod reasons;
mod unheard;
mod way_back;

use self::reasons::gap;
pub use self::reasons::{
    alike_of_reason, close_means, explain_alike, explain_gap, gap_of_reason, is_a_reason,
    is_for_all_alike,
};
use self::unheard::{child_in, said_instead};
pub use self::way_back::{go_back, is_led_here, when_all_is_caught_up};
use crate::app::App;
use crate::app::editing::completion::field_at;
use crate::app::editing::editor::{MeetingEditor, Shown};
use crate::app::editing::rewording::{begin_answer, begin_where_in_doubt, words_before};
use crate::app::editing::session;
use crate::app::editing::stash::{Purpose, finish_line};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::domain::agenda::CloseCheck;
use crate::domain::line::{self, Line};
use crate::domain::meeting::event::{Gap, KnownEvent};
use crate::domain::meeting::presence::Outcome as Told;
use crate::domain::meeting::{Phase, Refused, SectionState};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{childs_view, contribution};
use crate::domain::record::{Record, is_open_to_all};
use crate::domain::rules::checks::{CHILDS_VIEWS, FixTarget, Missing, NEW_TO_FAMILY, checks};
use chrono::{DateTime, FixedOffset};

/// What is missing, and the reason where one has been given.
pub fn gaps(editor: &MeetingEditor, now: DateTime<FixedOffset>) -> Vec<(Missing, Option<String>)> {
    checks(&editor.meeting, now)
        .into_iter()
        .map(|missing| {
            let explained = editor
                .meeting
                .explained()
                .find(|gap| gap.missing == missing.missing);
            let reason = explained.map(|gap| gap.reason.clone());
            (missing, reason)
        })
        .collect()
}

/// `/close` shows the list; with a reason after it, it closes. The child's views need their own reason. `typed` is what
/// follows the command in the line; `None`: it did not come from the line.
pub fn open(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let reason = typed.unwrap_or("");
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    match editor.meeting.phase() {
        Phase::Closed => return app.refuse(Refused::Closed),
        Phase::Preparing => {
            return app.refuse(Problem::wrong_input(
                "The meeting has not begun, so it cannot be closed. /begin starts it.",
            ));
        }
        Phase::Open => {}
    }
    if editor.read_only.is_some() {
        return session::kept_from_changing(app).unwrap_or_default();
    }
    let are_asides_named = app.place == Place::Close || app.one_line_at_a_time;
    app.place = Place::Close;
    editor.led_to = None;
    let list = gaps(editor, now);
    editor.close_row = list
        .iter()
        .position(|(_, why)| why.is_none())
        .unwrap_or(list.len());
    editor.selected = None;
    editor.shown = Shown::OpenSection;
    let unheard = list
        .iter()
        .position(|(missing, why)| why.is_none() && missing.check == "childs_views");
    let is_given = list.iter().any(|(_, why)| why.as_deref() == Some(reason));
    let open: Vec<Missing> = list
        .into_iter()
        .filter(|(_, why)| why.is_none())
        .map(|(missing, _)| missing)
        .collect();
    if open.is_empty() && !reason.is_empty() && !is_given {
        // Nothing in the minutes would hold the words.
        return app.refuse(
            Problem::wrong_input("Nothing is missing, so no reason is asked for.")
                .safe("The meeting is still open, and your words are kept.")
                .next("/close alone closes it."),
        );
    }
    if open.is_empty() && app.one_line_at_a_time {
        return close(app);
    }
    if reason.is_empty() {
        let words = match open.len() {
            0 => "Nothing is missing. Enter closes the meeting.".to_owned(),
            1 => "1 thing is missing.".to_owned(),
            count => format!("{count} things are missing."),
        };
        let what_now = "Enter goes to the chosen one; or type why it stays open, and Enter.";
        let mut effects = finish_line(app, typed);
        let aside = app.editor.as_ref().and_then(MeetingEditor::set_aside_words);
        let told = match open.is_empty() {
            true => words.clone(),
            false => format!("{words} {what_now}"),
        };
        match &aside {
            Some(aside) => app.status.point_out(format!("{aside} {told}")),
            None => app.status.tell(told),
        }
        if app.one_line_at_a_time && !open.is_empty() {
            let aside = aside.map_or_else(String::new, |aside| format!("{aside} "));
            count_what_was_said(app);
            let said = app.editor.as_ref();
            let said = said.and_then(still_in_speech);
            let said = said.map_or_else(String::new, |said| format!(" {said}."));
            let words = format!("{aside}{words} {}{said}", in_words(&open));
            effects.extend(app.refuse(Problem::wrong_input(words)));
        }
        return effects;
    }
    let childs: Vec<&Missing> = open
        .iter()
        .filter(|missing| missing.check == CHILDS_VIEWS)
        .collect();
    if let Some(child) = childs.first() {
        let missing = child.missing.clone();
        if !app.one_line_at_a_time {
            // Beside the list the line is free straight away: for the way there, or for the reason.
            editor.close_row = unheard.unwrap_or(editor.close_row);
            let effects = editor.set_aside_and_begin(Purpose::New, "");
            app.refuse(
                Problem::wrong_input(format!(
                    "{missing} This needs its own reason: type it, and Enter. Enter alone goes there."
                ))
                .safe("Your line is set aside (/aside)."),
            );
            return effects;
        }
        let begun = match &child.whereto {
            FixTarget::Form { line, .. } if child_in(editor, line).is_some_and(is_open_to_all) => {
                line.as_str()
            }
            _ => "/view NAME; by: ",
        };
        let rest = match begun {
            _ if begun.ends_with("reason: ") => "…",
            _ if begun.ends_with("by: ") => "not asked; reason: …",
            _ => "",
        };
        let words = format!("{missing} This needs its own reason: {begun}{rest}");
        return app.refuse(Problem::wrong_input(words));
    }
    let aside = editor.set_aside_words();
    if let Some(aside) = aside.filter(|_| !are_asides_named && !editor.told_of_asides) {
        // Named before closing, as on the list. The reason waits beside the line, not on top of what was set aside.
        editor.told_of_asides = true;
        editor.closes_with = Some(reason.to_owned());
        let length = editor.line.text().len();
        let effects = editor.replace(0, length, "");
        app.status.point_out(format!(
            "{aside} The meeting is still open. Enter closes it all the same."
        ));
        return effects;
    }
    let mut explained = ends_of_pauses(editor);
    explained.extend(open.iter().map(|missing| KnownEvent::GapExplained {
        gap: gap(missing, reason),
    }));
    let (mut effects, outcome) = editor.commit(explained, true, now);
    if let Err(why) = outcome {
        return app.refuse(why);
    }
    effects.extend(close(app));
    effects
}

/// Nothing is closed in the middle of a break or of private time: they end first.
fn ends_of_pauses(editor: &MeetingEditor) -> Vec<KnownEvent> {
    let mut ends = Vec::new();
    if editor.meeting.private_time_on().is_some() {
        ends.push(KnownEvent::PrivateTimeEnded {});
    }
    if editor.meeting.break_on().is_some() {
        ends.push(KnownEvent::BreakEnded {});
    }
    ends
}

/// Counts what was said and nothing has taken up, where the list is shown and something has happened since.
pub fn count_what_was_said(app: &mut App) {
    let is_shown = app.place == Place::Close;
    let Some(editor) = app.editor.as_mut().filter(|_| is_shown) else {
        return;
    };
    let meeting = &editor.meeting;
    if editor.to_take_up.0 != meeting.next_seq() {
        // What is on the catch-up list is found there.
        // Nor is a child's view counted: that it is missing stands in the list.
        let is_other = |meant: &line::InSpeech| *meant.kind != childs_view::KIND;
        let waits = |record: &&Record| {
            !record.follow_up && line::to_take_up(record, meeting).is_some_and(|it| is_other(&it))
        };
        let many = meeting.records(&contribution::KIND).filter(waits).count();
        editor.to_take_up = (meeting.next_seq(), many);
    }
}

/// That an action, an offer or a score is perhaps meant by something that was said. It is no gap: nobody needs to say why.
pub fn still_in_speech(editor: &MeetingEditor) -> Option<String> {
    match editor.to_take_up.1 {
        0 => None,
        1 => {
            Some("1 thing that was said may be an action, an offer or a score: /takeup".to_owned())
        }
        many => Some(format!(
            "{many} things that were said may be actions, offers or scores: /takeup"
        )),
    }
}

fn in_words(open: &[Missing]) -> String {
    open.iter()
        .map(|missing| missing.missing.as_str())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What brings the list of what is missing back.
const WAY_BACK: &str = "Esc or /close goes back to the list.";

/// Enter on an empty line: goes to where the chosen gap is put right; on the last row, closes.
pub fn on_enter(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if let Some(reason) = editor.closes_with.take() {
        return open(app, Some(&reason));
    }
    let list = gaps(editor, now);
    editor.close_row = editor.close_row.min(list.len());
    match list.get(editor.close_row).cloned() {
        Some((missing, _)) => follow(app, &missing),
        None if list.iter().any(|(_, why)| why.is_none()) => {
            editor.close_row = list.iter().position(|(_, why)| why.is_none()).unwrap_or(0);
            app.refuse(Problem::wrong_input(
                "These are still missing. Enter goes to one; or type why it stays open, and Enter.",
            ))
        }
        None => close(app),
    }
}

fn follow(app: &mut App, missing: &Missing) -> Vec<Effect> {
    let now = app.now;
    // What was said about the list would hide the question that follows.
    app.status.clear();
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    match &missing.whereto {
        FixTarget::Form { line, .. } => match said_instead(editor, missing) {
            Some(said) => editor.set_aside_and_begin(Purpose::New, &said),
            None => begin_form(editor, line),
        },
        FixTarget::Record(id) if missing.check == NEW_TO_FAMILY => {
            let record = editor.meeting.record(id);
            let words = record.and_then(|record| words_before(editor, record));
            let effects = editor.set_aside_and_begin(Purpose::About(id.clone()), "/mark talked");
            app.status.point_out(format!(
                "Enter marks this as talked through with the family: {}",
                words.unwrap_or_default()
            ));
            effects
        }
        FixTarget::Record(id) => begin_where_in_doubt(editor, id, now),
        FixTarget::Answer { record, label } => begin_answer(editor, record, label, now),
        FixTarget::Section(id) if editor.meeting.section_state(id) == SectionState::NotStarted => {
            // To open it says that it was held: that takes an Enter of its own.
            let place = editor.meeting.agenda().place(id);
            let (number, title) = place.map_or((String::new(), id.clone()), |place| {
                (place.number, place.section.title.clone())
            });
            app.place = Place::Recording;
            let effects = editor.begin_line(Purpose::New, &format!("/section {number}"), true);
            app.status.tell(format!(
                "Enter opens \"{title}\" and counts it as held from now. /skip then leaves it out, with a reason. {WAY_BACK}"
            ));
            effects
        }
        FixTarget::Section(id) => {
            let here = editor.meeting.open_section();
            let opens = here.is_none_or(|here| here.id != *id);
            let opened = opens.then(|| KnownEvent::SectionOpened {
                section: id.clone(),
            });
            let (effects, outcome) = match opened {
                Some(opened) => editor.commit(vec![opened], false, now),
                None => (Vec::new(), Ok(())),
            };
            app.place = Place::Recording;
            editor.led_to = Some(id.clone());
            match outcome {
                Ok(()) => {
                    let here = editor.meeting.open_section();
                    let title = here.map_or("", |section| section.title.as_str());
                    let words = format!("\"{title}\" is open now. {WAY_BACK}");
                    app.status.tell(words);
                }
                Err(why) => app.status.point_out(why.to_string()),
            }
            effects
        }
        FixTarget::Statement(id) => {
            let title = editor
                .meeting
                .agenda()
                .statement(id)
                .map_or_else(|| id.clone(), |statement| statement.title.clone());
            begin_form(editor, &format!("/statement {title}; read by: "))
        }
        FixTarget::Question(id) => {
            let question =
                editor
                    .meeting
                    .agenda()
                    .close_checks
                    .iter()
                    .find_map(|check| match check {
                        CloseCheck::Question {
                            id: known,
                            question,
                        } if known == id => Some(question.clone()),
                        _ => None,
                    });
            begin_form(
                editor,
                &format!("/answer {}; is: ", question.unwrap_or_default()),
            )
        }
        FixTarget::Arrival { person, at } => {
            let (person, at) = (person.clone(), *at);
            note_arrival(app, &person, at)
        }
        FixTarget::Prepare => {
            app.place = Place::Prepare;
            Vec::new()
        }
        FixTarget::CatchUp => {
            app.place = Place::Recording;
            editor.shown = Shown::CatchUp;
            editor.led_to = editor.meeting.open_section().map(|it| it.id.clone());
            editor.selected = editor.entries().last().map(|record| record.id.clone());
            app.status.tell(format!(
                "Enter puts the chosen one right, Up and Down choose. {WAY_BACK}"
            ));
            Vec::new()
        }
    }
}

fn begin_form(editor: &mut MeetingEditor, line: &str) -> Vec<Effect> {
    let effects = editor.begin_line(Purpose::New, line, true);
    editor.prefilled = Some(line.to_owned());
    effects
}

/// Enter a second time, with nothing typed behind what the list began: nothing was answered.
pub fn nothing_answered(editor: &MeetingEditor, line: &Line) -> Option<String> {
    if editor.prefilled.as_deref() != Some(editor.line.text()) {
        return None;
    }
    let asked = match line {
        Line::Form(form) => field_at(form, editor.line.cursor()),
        _ => None,
    };
    let question = asked.map_or("The answer is still to be typed.", |(field, ..)| {
        field.question
    });
    Some(format!(
        "Nothing was typed, so nothing was recorded. {question} Esc goes back."
    ))
}

/// Once something has been put right, the next that is open is chosen.
pub fn choose_next(editor: &mut MeetingEditor, now: DateTime<FixedOffset>) {
    let list = gaps(editor, now);
    let open = |(_, why): &(Missing, Option<String>)| why.is_none();
    let behind = list.iter().skip(editor.close_row).position(open);
    let next = behind.map(|at| at + editor.close_row);
    editor.close_row = next
        .or_else(|| list.iter().position(open))
        .unwrap_or(list.len());
}

/// Somebody spoke without being marked as here: they came, at the latest with their first words. How is said in a line.
fn note_arrival(app: &mut App, person: &str, at: DateTime<FixedOffset>) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let (stays, words) = match editor.meeting.arrival(person, Some(at), None, now) {
        Ok(Told::Stays(stays, words)) => (stays, words),
        Ok(Told::AsBefore(words)) => {
            app.status.tell(words);
            return Vec::new();
        }
        Ok(Told::Now) => return Vec::new(),
        Err(why) => return app.refuse(why),
    };
    let code = editor.meeting.code(person);
    let person = person.to_owned();
    let known_event = KnownEvent::PresenceRecorded { person, stays };
    let (effects, outcome) = editor.commit(vec![known_event], false, now);
    if let Err(why) = outcome {
        return app.refuse(why);
    }
    let list = gaps(editor, now);
    let next = list.iter().position(|(_, why)| why.is_none());
    editor.close_row = next.unwrap_or(list.len());
    app.status.tell(format!(
        "{words} /arrive {code} by phone says how; /undo takes it back."
    ));
    effects
}

/// What is missing goes into the minutes with its reason, and the minutes are written and sealed.
fn close(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let left: Vec<Gap> = gaps(editor, now)
        .iter()
        .filter_map(|(missing, why)| Some(gap(missing, why.as_deref()?)))
        .collect();
    let mut known_events = ends_of_pauses(editor);
    known_events.push(KnownEvent::Closed { gaps: left });
    let (mut effects, outcome) = editor.commit(known_events, false, now);
    if let Err(why) = outcome {
        effects.extend(app.refuse(why));
        return effects;
    }
    effects.push(editor.write_minutes(true));
    let aside = editor.set_aside_words();
    effects.extend(finish_line(app, Some("")));
    app.place = Place::Recording;
    app.outcome = Outcome::Done;
    let closed = "The meeting is closed; the minutes are written.";
    match aside {
        Some(aside) => app.status.point_out(format!("{closed} {aside}")),
        None => app.status.tell(closed),
    }
    effects
}
