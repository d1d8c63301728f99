//! `take`: records a file of lines as if they were typed. No line is ever dropped: what cannot be taken as typed is
//! recorded as text "to be confirmed" and listed with its line number.

mod listed;

use self::listed::{
    edited, for_the_list, kept_as_text, kept_back, looks_up, searches, steps,
    tells_what_is_kept_back, without_words_of,
};
use super::screens::{FIRST_AGENDA, REVIEW_AGENDA, making};
use super::settings::{find_agenda, load};
use super::worker::Worker;
use super::{Ending, closed, named, print};
use crate::app::App;
use crate::app::editing::advice::excluded_speaker;
use crate::app::editing::copies_given;
use crate::app::editing::recorded::{left_out_words, questions_of, told_unseen};
use crate::app::editing::recording::NOT_AS_TYPED;
use crate::app::protocol::command_row::Named;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::{Key, Message};
use crate::app::protocol::place::DESK;
use crate::app::protocol::status::Outcome;
use crate::domain::line::{self, Line, copy_warning, is_for_some_only, left_out, perhaps_a_record};
use crate::domain::meeting::{Meeting, Phase};
use crate::domain::minutes::quotable_body;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{contribution, exclusion, person};
use crate::domain::rules::presence::first_absence;
use crate::domain::text::sanitise::{altered_words, clean, lines};
use crate::engine::clock;
use crate::engine::effects::EffectRunner;
use crate::store::disk::{RealDisk, read_given};
use crate::store::paths::Paths;
use crate::terminal::event_loop::handle;
use clap::Args;
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Bytes.
const LONGEST: u64 = 64 * 1024 * 1024;

const GIVEN_BEFORE: &str = "papers that were written before may hold what is now kept from their reader; `talking-piece papers` and the meeting say whose";

/// More pages than can be open one over the other.
const MOST_PAGES: usize = 100;

/// `take MEETING --lines FILE`, or `take --new --lines FILE`.
#[derive(Debug, Args)]
pub(super) struct Take {
    /// The meeting to record in
    #[arg(required_unless_present = "new", conflicts_with = "new")]
    meeting: Option<String>,
    /// Creates a meeting from the lines alone, and prints its id on the last line
    #[arg(long)]
    new: bool,
    /// The agenda of the new meeting (restorative-icpc; with --from restorative-rcpc)
    #[arg(long, value_name = "ID|FILE", requires = "new")]
    agenda: Option<String>,
    /// The new meeting is a review of this closed one, and begins with its people, its plan and its decisions
    #[arg(long, value_name = "MEETING", requires = "new")]
    from: Option<String>,
    /// Makes the meeting with the built-in settings where your own cannot be used; its minutes say so
    #[arg(long, requires = "new")]
    anyway: bool,
    /// The file of lines; - reads standard input
    #[arg(long, value_name = "FILE")]
    lines: PathBuf,
}

impl Take {
    fn agenda(&self) -> &str {
        match (&self.agenda, &self.from) {
            (Some(agenda), _) => agenda,
            (None, Some(_)) => REVIEW_AGENDA,
            (None, None) => FIRST_AGENDA,
        }
    }
}

pub(super) fn run(take: &Take, places: Paths) -> Ending {
    let text = match read_lines(&take.lines) {
        Ok(text) => text,
        Err(why) => return Ending::Stopped(why),
    };
    if let Some(Err(why)) = take
        .from
        .as_ref()
        .map(|last| closed(&places, &RealDisk, last))
    {
        return Ending::Stopped(why);
    }
    let mut worker = match Worker::new(places) {
        Ok(worker) => worker,
        Err(why) => return Ending::Stopped(why),
    };
    let effect = match &take.meeting {
        Some(id) => match named(&worker.runner.places, &RealDisk, id) {
            Ok(folder) => Effect::Open(folder.id.to_string()),
            Err(why) => return Ending::Stopped(why),
        },
        None => match find_agenda(take.agenda(), &worker.runner.places) {
            Ok(agenda) => making(agenda, take.from.clone()),
            Err(why) => return Ending::Stopped(why),
        },
    };
    worker.runner.anyway = take.anyway;
    let loaded = load(&worker.runner.places);
    worker.runner.use_settings(loaded.own);
    worker.take(loaded.message);
    if let Err(why) = worker.open(effect) {
        return Ending::Stopped(why);
    }
    loaded.notes.iter().for_each(|note| print::tell(note));
    record(worker, &text)
}

fn record(mut worker: Worker, text: &str) -> Ending {
    let mut faults = Vec::new();
    let lines: Vec<(usize, &str)> = (1..)
        .zip(lines(text))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let last = lines.last().map_or(0, |(number, _)| *number);
    let id = (worker.app.editor.as_ref()).map(|editor| editor.meeting.id().to_owned());
    let id = id.unwrap_or_default();
    let mut not_saved = None;
    let mut is_left = false;
    for (number, line) in lines {
        let Worker { app, runner, .. } = &mut worker;
        is_left |= app.editor.is_none();
        let fault = match leaves(app, line) {
            // The end of the file leaves anyway.
            true if number == last => None,
            true => Some(format!(
                "\"{}\" was not done: there are more lines after it.",
                line.trim()
            )),
            false => take_line(app, runner, line),
        };
        let fault = fault.map(|fault| for_the_list(app, fault));
        faults.extend(fault.map(|fault| format!("line {number}: {fault}")));
        let altered = clean(line).replaced;
        if altered > 0 {
            faults.push(format!("line {number}: {}", altered_words(altered)));
        }
        worker.take_news();
        match worker.runner.only_in_memory() {
            0 => not_saved = None,
            _ => {
                not_saved.get_or_insert(number);
            }
        }
    }
    let left = worker.leave();
    let is_alarm = left.alarm.is_some();
    if !faults.is_empty() {
        let count = if faults.len() == 1 {
            "1 line needs attention".to_owned()
        } else {
            format!("{} lines need attention", faults.len())
        };
        let dropped = match (is_alarm, not_saved) {
            (true, Some(_)) => "",
            _ if is_left => "; what was not recorded is still where it came from",
            _ => "; nothing was dropped",
        };
        print::tell(&format!("{count}{dropped}:\n{}", faults.join("\n")));
    }
    print::data(&format!("{id}\n"));
    if print::could_not_print() {
        // Otherwise nobody knows that the meeting is there, and its lines are typed up twice.
        print::tell(&format!("These lines are in the meeting {id}."));
    }
    if let (true, Some(line)) = (is_alarm, not_saved) {
        print::tell(&format!(
            "Line {line} and those behind it are not saved. They are still where they came from: once there is space, record them with `talking-piece take {id} --lines FILE`."
        ));
    }
    left.ending(match faults.is_empty() {
        true => Ending::Done,
        false => Ending::Attention,
    })
}

/// A bare command that leaves the meeting.
fn leaves(app: &App, line: &str) -> bool {
    let name = line.trim().strip_prefix('/').unwrap_or_default();
    let named = app.commands.meant_at_the_desk(&name.to_lowercase());
    matches!(named, Named::Command(row) if row.leaves)
}

/// Records one line; returns what is wrong with it, and what it made uncertain, if anything.
fn take_line(app: &mut App, runner: &mut EffectRunner, line: &str) -> Option<String> {
    let asked = |app: &App| {
        let editor = app.editor.as_ref()?;
        let details = editor.meeting.details()?;
        let is_asked = editor.meeting.day_held().is_asked();
        is_asked.then(|| format!("to be confirmed: {}", questions_of(app, details).join(", ")))
    };
    let was_asked = asked(app).is_some();
    let before = excluded_now(app);
    let so_far = copies_given::so_far(app);
    let fault = take_as_typed(app, runner, line);
    // Whose they are is kept back, so this list may not say it.
    let given = copies_given::told_since(app, so_far).map(|_| GIVEN_BEFORE.to_owned());
    let given = given.or_else(|| copies_given::named_openly_since(app, so_far));
    let fault = match (fault, given) {
        (Some(fault), Some(given)) => Some(format!("{fault}; {given}")),
        (fault, given) => fault.or(given),
    };
    let excluded = excludes_in_doubt(app, runner, line, &before);
    let fault = match (fault, excluded) {
        (Some(fault), Some(excluded)) => Some(format!("{fault} {excluded}")),
        (fault, excluded) => fault.or(excluded),
    };
    match asked(app).filter(|_| !was_asked) {
        Some(day) if fault.as_ref() != Some(&day) => Some(
            [Some(day), fault]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("; "),
        ),
        _ => fault,
    }
}

fn take_as_typed(app: &mut App, runner: &mut EffectRunner, line: &str) -> Option<String> {
    // A page or list that the line before opened has nothing to do with this one.
    for _ in 0..MOST_PAGES {
        if DESK.contains(&app.place) {
            break;
        }
        let _ = handle(app, runner, Message::Key(Key::Esc));
    }
    let Some(editor) = app.editor.as_ref() else {
        return Some("It was not recorded: the meeting is no longer open.".to_owned());
    };
    let read = crate::domain::line::read(line, &editor.meeting, clock::now().date_naive());
    let left_out = left_out(line.trim(), &editor.meeting)
        .filter(|_| matches!(read, Line::Entry(_)))
        .map(left_out_words);
    let taken = match read {
        Line::Entry(_) | Line::Form(_) => {
            told_unseen(app.commands, app.place, &editor.meeting, &read, line)
        }
        _ => Vec::new(),
    };
    let changed = match &read {
        Line::Form(form) => line::what_it_replaces(form, &editor.meeting),
        _ => None,
    };
    if editor.meeting.phase() == Phase::Preparing && matches!(read, Line::Entry(_)) {
        let _ = handle(app, runner, Message::Line("/begin".to_owned()));
    }
    app.outcome = Outcome::Nothing;
    let so_far = events(app);
    let _ = handle(app, runner, Message::Line(line.to_owned()));
    match app.outcome.clone() {
        Outcome::Recorded(id) => {
            let record = app.editor.as_ref()?.meeting.record(&id)?;
            // What a family's copy may not say, a log of this run may not say either.
            let questions = questions_of(app, record);
            let meeting = &app.editor.as_ref()?.meeting;
            if excluded_speaker(record, meeting).is_some() {
                return Some("whoever speaks is excluded from this part".to_owned());
            }
            let told = match questions.is_empty() {
                true => first_absence(&app.editor.as_ref()?.meeting, &id),
                false => Some(format!("to be confirmed: {}", questions.join(", "))),
            };
            // Names of a restricted record are not for this list either.
            let taken = taken
                .into_iter()
                .filter(|_| quotable_body(record).is_some());
            // On a screen these would be said before Enter.
            let replaced = changed.or_else(|| edited(&read, record, meeting));
            let replaced = replaced.filter(|_| quotable_body(record).is_some());
            let warned = copy_warning(&record.kind, &record.values, meeting);
            let told: Vec<String> = left_out
                .into_iter()
                .chain(taken)
                .chain(replaced)
                .chain(told)
                .chain(kept_back(record))
                .chain(line::recorded_score(record, meeting))
                .chain(warned)
                .collect();
            (!told.is_empty()).then(|| told.join("; "))
        }
        Outcome::Refused(why) => {
            let mut why = why.to_string();
            let is_close = matches!(&read, Line::Command { name, .. }
                if matches!(app.commands.meant_at_the_desk(name), Named::Command(row) if row.command == "close"));
            if is_close {
                // It holds no words of the meeting, but a reason may.
                let _ = handle(app, runner, Message::Key(Key::Esc));
                return Some(why);
            }
            let meeting = app.editor.as_ref().map(|editor| &editor.meeting);
            let is_kept_back = meeting.is_some_and(|meeting| {
                meeting.is_somebody_excluded() || is_for_some_only(line, meeting)
            });
            if is_kept_back || tells_what_is_kept_back(&why, app) {
                // The reason may quote the line, or name somebody who is restricted.
                why = NOT_AS_TYPED.to_owned();
            }
            if let Line::Form(form) = &read
                && let Some(meant) = form.perhaps_meant()
            {
                // It holds the words of the line once more.
                why = why.replace(&meant, "").trim_end().to_owned();
            }
            let restricts = restricts_the_last(app, runner, line);
            let told = match perhaps_a_record(line) {
                true => without_words_of(&why, line),
                false => why.clone(),
            };
            let _ = handle(app, runner, Message::Unread(line.to_owned(), why));
            if matches!(app.outcome, Outcome::Refused(_)) {
                let _ = handle(app, runner, Message::Key(Key::Esc));
                return Some(format!(
                    "{told} The line is set aside in the draft of the meeting."
                ));
            }
            Some(format!("{restricts}{told} {}", kept_as_text(app)))
        }
        Outcome::Nothing if !app.editor.as_ref()?.line.is_empty() => {
            let words = "The line needs more.".to_owned();
            let _ = handle(app, runner, Message::Unread(line.to_owned(), words.clone()));
            Some(format!("{words} {}", kept_as_text(app)))
        }
        // A file has no reader to show it to, and the words behind it may be of the meeting.
        Outcome::Done if looks_up(app, &read) => {
            let words = "It would only be looked up in the help.".to_owned();
            let _ = handle(app, runner, Message::Key(Key::Esc));
            let _ = handle(app, runner, Message::Unread(line.to_owned(), words.clone()));
            Some(format!("{words} {}", kept_as_text(app)))
        }
        // It says so, and whoever meant to bring a mark back must hear it.
        Outcome::Done if steps(app, &read) && events(app) == so_far => {
            Some(app.status.words.clone())
        }
        Outcome::Done if searches(app, &read) => {
            Some("It only searches, so nothing was recorded.".to_owned())
        }
        Outcome::Nothing | Outcome::Done => None,
    }
}

fn events(app: &App) -> Option<usize> {
    let editor = app.editor.as_ref()?;
    Some(editor.meeting.events().len())
}

/// It names nobody: who is excluded is not for everybody.
const EXCLUDED_IN_DOUBT: &str = "Was somebody excluded? What stands behind it is restricted until /readmit, or until you decide.";

/// How many exclusions there are, and who is put down as excluded (ids).
#[derive(Debug, Default)]
struct ExcludedNow {
    exclusions: usize,
    people: Vec<String>,
}

fn excluded_now(app: &App) -> ExcludedNow {
    let Some(editor) = app.editor.as_ref() else {
        return ExcludedNow::default();
    };
    let meeting = &editor.meeting;
    let people = meeting.records(&person::KIND);
    let people = people.filter(|person| meeting.was_excluded(&person.id));
    ExcludedNow {
        exclusions: meeting.records(&exclusion::KIND).count(),
        people: people.map(|person| person.id.clone()).collect(),
    }
}

/// A line that was meant to exclude somebody, and did not: nobody is there to ask, and what stands behind it may be what
/// they were not to hear. So they count as excluded from there on, until somebody decides.
fn excludes_in_doubt(
    app: &mut App,
    runner: &mut EffectRunner,
    line: &str,
    before: &ExcludedNow,
) -> Option<String> {
    let now = excluded_now(app);
    let editor = app.editor.as_ref()?;
    let meeting = &editor.meeting;
    if meeting.phase() != Phase::Open || now.exclusions > before.exclusions {
        return None;
    }
    let is_new = |id: &&String| !before.people.contains(id);
    let is_refused = kept_as_unread(meeting, line);
    let put_down = now.people.iter().find(is_new);
    let excludes = match put_down {
        Some(id) => line::excluding(Some(id), meeting),
        None => line::perhaps_excludes(line, is_refused, meeting)?,
    };
    // The reason may stand in a line that became what somebody said.
    if put_down.is_none() && matches!(app.outcome, Outcome::Recorded(_)) {
        let _ = handle(app, runner, Message::Line("/mark restricted".to_owned()));
    }
    let _ = handle(app, runner, Message::Line(excludes.clone()));
    let is_done = matches!(app.outcome, Outcome::Recorded(_) | Outcome::Done);
    if !is_done {
        let _ = handle(app, runner, Message::Key(Key::Esc));
    }
    is_done.then(|| EXCLUDED_IN_DOUBT.to_owned())
}

/// Whether the line could not be taken as typed, and was kept as text.
fn kept_as_unread(meeting: &Meeting, line: &str) -> bool {
    let last = meeting.all_records().last();
    last.is_some_and(|last| {
        last.to_confirm.contains_key("line") && last.text(&contribution::TEXT) == line.trim()
    })
}

/// `/mark restricted KS`, `#restricted` alone on a line: it cannot be taken as typed, and was meant to restrict something.
/// Nobody is there to ask what, so the last entry is restricted until somebody decides.
fn restricts_the_last(app: &mut App, runner: &mut EffectRunner, line: &str) -> &'static str {
    let is_about_another = line::was_to_restrict_another(line)
        || app
            .editor
            .as_ref()
            .is_some_and(|editor| line::says_only_not_for(line, &editor.meeting));
    if !is_about_another {
        return "";
    }
    // The line waits beside, and comes back.
    let _ = handle(app, runner, Message::Key(Key::Esc));
    let _ = handle(app, runner, Message::Line("/mark restricted".to_owned()));
    let is_done = !matches!(app.outcome, Outcome::Refused(_));
    let _ = handle(app, runner, Message::Line("/aside".to_owned()));
    match is_done {
        true => "The entry before it is restricted until you decide. ",
        false => "",
    }
}

fn read_lines(path: &Path) -> Result<String, Problem> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        // One byte more than the limit, so that a longer input is refused and not cut off.
        std::io::stdin()
            .take(LONGEST + 1)
            .read_to_end(&mut bytes)
            .and_then(|_| match bytes.len() as u64 > LONGEST {
                true => Err(std::io::Error::other(format!(
                    "it is larger than {LONGEST} bytes"
                ))),
                false => Ok(bytes),
            })
    } else {
        read_given(path, LONGEST)
    };
    let bytes = bytes.map_err(|error| {
        Problem::wrong_input(format!("{} cannot be read ({error}).", path.display()))
            .safe("Nothing was recorded.")
    })?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            Err(Problem::wrong_input(format!(
                "{} is not UTF-8 text (byte {at}, line {line}).",
                path.display()
            ))
            .safe("Nothing was recorded.")
            .next("Save it as UTF-8 and try again."))
        }
    }
}
