//! Changing what is recorded: edit, append, strike out, rename; and which entry is meant. The earlier state stays in the
//! history.

use super::taking_back;
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::rewording::{self, NewWords};
use crate::app::editing::session;
use crate::app::editing::stash::Purpose;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::domain::line::{self, names_somebody};
use crate::domain::meeting::Meeting;
use crate::domain::meeting::event::KnownEvent;
use crate::domain::problem::Problem;
use crate::domain::record::kinds::{contribution, person};
use crate::domain::record::{ReadAnswers, Record};
use crate::domain::toml_reader::nearest;

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "whose, or the new line, if you like",
        means: edit_means,
        ..CommandRow::of(
            "edit",
            "Changes the last entry, or the one you chose; /edit Ella changes Ella's last one. /edit new words does it at once.",
            edit,
        )
    },
    CommandRow {
        takes: "words",
        means: append_means,
        ..CommandRow::of(
            "append",
            "Adds words to the last entry, or to the one you chose.",
            append,
        )
    },
    CommandRow {
        takes: "why",
        needs: true,
        means: strike_means,
        ..CommandRow::of(
            "strike",
            "Strikes out the last entry, or the one you chose, and says why. It stays in the full record.",
            strike,
        )
    },
    CommandRow {
        takes: "who, a colon and the name",
        needs: true,
        keeps_openly: true,
        names_somebody: true,
        means: rename_means,
        ..CommandRow::of(
            "rename",
            "Puts a wrong name right, everywhere: /rename AL: Hannah Latham. The letters stay, and so does the earlier name in the full record.",
            rename,
        )
    },
];

fn edit(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    about_entry(app, typed, true, |app, which| {
        if let Some(part) = part_changed(app.editor.as_ref(), &which) {
            let (line, typed) = (part.line.as_str(), part.right);
            return rewording::change(app, &which.id, NewWords::Part { line, typed });
        }
        if !which.words.is_empty() {
            return rewording::change(app, &which.id, NewWords::Whole(which.words));
        }
        if !app.one_line_at_a_time {
            return begin(app, typed, |editor| {
                rewording::begin_edit(editor, &which.id)
            });
        }
        let command = which.command();
        if which.is_hidden {
            return app.refuse(Problem::wrong_input(format!(
                "This score is hidden, so it is not read out. Type {command} and the whole line as it should be, with the number and why."
            )));
        }
        let editor = app.editor.as_ref();
        let words = editor.and_then(|editor| rewording::line_of(editor, &which.id));
        app.refuse(Problem::wrong_input(format!(
            "It reads: {} -- type {command} and the whole line as it should be.",
            words.unwrap_or_default()
        )))
    })
}

/// Before Enter: which entry it is, and who says it from then on.
fn edit_means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref().filter(|_| !typed.trim().is_empty())?;
    let which = which_entry(editor, true, typed.trim()).ok()?;
    let record = editor.meeting.record(&which.id)?;
    let before = rewording::words_before(editor, record);
    if let Some(part) = part_changed(Some(editor), &which) {
        let name = || taking_back::name(None, Some(record), &editor.meeting);
        let before = before.unwrap_or_else(name);
        return Some(format!(
            "Changes only \"{}\" to \"{}\": {before}",
            part.wrong, part.right
        ));
    }
    let before = before?;
    let speaker = rewording::other_speaker(editor, record, which.words, app.now);
    let told = match speaker {
        Some(now) => format!("Changes who says it, to {now}: {before}"),
        None if is_of_a_part(which.words, &before) => {
            format!("All of it becomes these words. Only a part? /edit alone opens: {before}")
        }
        None => format!("Changes: {before}"),
    };
    let perhaps = perhaps_restricted(record, which.words);
    Some(perhaps.map_or_else(|| told.clone(), |perhaps| format!("{perhaps} · {told}")))
}

/// A line in which a few words are changed.
struct Part<'w> {
    wrong: &'w str,
    right: &'w str,
    line: String,
}

/// `needd to needed`: two spellings of one word.
fn a_slip(words: &str) -> Option<(&str, &str)> {
    let (wrong, right) = words.split_once(" to ")?;
    let is_word = |word: &str| word.chars().all(char::is_alphabetic);
    let is_slip = is_word(wrong) && is_word(right) && nearest(wrong, [right]).is_some();
    is_slip.then_some((wrong, right))
}

/// `/edit Novmber -> Sept`: only these words change, where the entry has them once, as whole words.
fn part_changed<'w>(editor: Option<&MeetingEditor>, which: &Which<'w>) -> Option<Part<'w>> {
    let signs = ["->", "\u{2192}", "=>"];
    let arrow = signs.iter().find_map(|sign| which.words.split_once(sign));
    let (wrong, right) = arrow.or_else(|| a_slip(which.words))?;
    let (wrong, right) = (wrong.trim(), right.trim());
    if wrong.is_empty() || right.is_empty() || which.is_hidden {
        return None;
    }
    let line = rewording::line_of(editor?, &which.id)?;
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut found = line.match_indices(wrong).filter(|(at, wrong)| {
        let (before, behind) = (line.get(..*at), line.get(at + wrong.len()..));
        !is_letter(before.and_then(|before| before.chars().next_back()))
            && !is_letter(behind.and_then(|behind| behind.chars().next()))
    });
    let (at, _) = found.next()?;
    if found.next().is_some() {
        return None;
    }
    let (before, behind) = (line.get(..at)?, line.get(at + wrong.len()..)?);
    let line = format!("{before}{right}{behind}");
    Some(Part { wrong, right, line })
}

/// Before Enter: words that say who is not to read them.
fn append_means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    let which = which_entry(editor, false, typed.trim()).ok()?;
    let record = editor.meeting.record(&which.id)?;
    perhaps_restricted(record, which.words).map(str::to_owned)
}

fn perhaps_restricted(record: &Record, words: &str) -> Option<&'static str> {
    let is_open = record.is_a(&contribution::KIND) && record.is_open();
    line::looks_like_restriction(words)?;
    is_open.then_some(line::PERHAPS_RESTRICTED)
}

/// `stairs to table`, where the entry has "stairs": meant as a change of this one word, perhaps.
fn is_of_a_part(words: &str, before: &str) -> bool {
    let between = [" to ", " into ", " with ", " -> ", " not ", " instead of "];
    let before = before.to_lowercase();
    let words = words.to_lowercase();
    let mut pairs = between.iter().filter_map(|sign| words.split_once(sign));
    pairs.any(|(one, other)| {
        let has = |part: &str| !part.trim().is_empty() && before.contains(part.trim());
        has(one) != has(other)
    })
}

fn append(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    about_entry(app, typed, false, |app, which| {
        if !which.words.is_empty() {
            return rewording::change(app, &which.id, NewWords::Added(which.words));
        }
        if app.one_line_at_a_time {
            return app.refuse(Problem::wrong_input(
                "/append needs the words to add, on the same line.",
            ));
        }
        begin(app, typed, |editor| {
            editor.set_aside_and_begin(Purpose::Append(which.id.clone()), "")
        })
    })
}

fn strike(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    about_entry(app, typed, false, |app, which| {
        let name = app.editor.as_ref().map_or_else(String::new, |editor| {
            taking_back::name(None, editor.meeting.record(&which.id), &editor.meeting)
        });
        let struck = KnownEvent::StruckOut {
            id: which.id,
            reason: which.words.to_owned(),
        };
        finish(
            app,
            struck,
            &format!("Struck out: {name}. It stays in the full record; /undo brings it back."),
        )
    })
}

/// Which entry it is, before Enter: nothing may have been chosen.
fn strike_means(app: &App, typed: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    // Of a chosen one, it is said already.
    if matches!(editor.purpose, Purpose::About(_)) {
        return None;
    }
    let which = which_entry(editor, false, typed).ok()?;
    let record = editor.meeting.record(&which.id)?;
    let name = taking_back::name(None, Some(record), &editor.meeting);
    Some(format!("strikes out {} {name}", record.at.format("%H:%M")))
}

fn rename(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = session::kept_from_changing(app) {
        return effects;
    }
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let meeting = &editor.meeting;
    match line::renamed(typed.unwrap_or(""), meeting) {
        Ok((id, body)) => {
            let (before, code) = (meeting.name(&id), meeting.code(&id));
            let name = body.values.text(&person::NAME).to_owned();
            if name == before {
                return unchanged(app, &format!("{name} is the name already."));
            }
            let open = open_while_excluded(meeting);
            let said = line::words_that_keep(&before, &name, meeting).unwrap_or_default();
            finish(
                app,
                KnownEvent::Changed { id, body },
                &format!(
                    "{before} is now {name}, everywhere{open}; the letters stay {code}. {said}The earlier name stays in the full record; /undo brings it back."
                ),
            )
        }
        Err(why) => app.refuse(why),
    }
}

/// Before Enter: the name that it will be, whole.
fn rename_means(app: &App, typed: &str) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let (id, body) = line::renamed(typed, meeting).ok()?;
    let name = body.values.text(&person::NAME);
    let open = open_while_excluded(meeting);
    let before = meeting.name(&id);
    let said = line::words_that_keep(&before, name, meeting).unwrap_or_default();
    let words = format!("{before} \u{2192} {name}, everywhere{open}. {said}");
    Some(words.trim_end_matches([' ', '.']).to_owned())
}

/// A name is what everybody here is known by, so a new one is restricted for nobody.
fn open_while_excluded(meeting: &Meeting) -> String {
    match meeting.is_somebody_excluded() {
        true => format!(
            " and for everybody to read, though {} is excluded",
            meeting.excluded_words()
        ),
        false => String::new(),
    }
}

/// `by_name`: a name after the command says whose entry is meant.
pub(super) fn about_entry<'w>(
    app: &mut App,
    typed: Option<&'w str>,
    by_name: bool,
    does: impl FnOnce(&mut App, Which<'w>) -> Vec<Effect>,
) -> Vec<Effect> {
    if let Some(effects) = session::kept_from_changing(app) {
        return effects;
    }
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    match which_entry(editor, by_name, typed.unwrap_or("")) {
        Ok(which) => does(app, which),
        Err(why) => app.refuse(why),
    }
}

/// Starts a separate line for the change. The command is removed from where it was typed; other words are set aside.
fn begin(
    app: &mut App,
    typed: Option<&str>,
    line: impl FnOnce(&mut MeetingEditor) -> Vec<Effect>,
) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let mut effects = match typed {
        Some(_) => editor.empty_line(),
        None => Vec::new(),
    };
    effects.extend(line(editor));
    effects
}

pub(super) fn finish(app: &mut App, known_event: KnownEvent, words: &str) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let (mut effects, outcome) = editor.commit(vec![known_event], true, now);
    match outcome {
        Ok(()) => {
            editor.selected = None;
            effects.extend(editor.empty_line());
            app.status.tell(words);
        }
        Err(why) => effects.extend(app.refuse(why)),
    }
    effects
}

/// What was asked for is the case already: that is said, and the line is done with.
pub(super) fn unchanged(app: &mut App, words: &str) -> Vec<Effect> {
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    editor.selected = None;
    let effects = editor.empty_line();
    app.status.tell(format!("{words} Nothing was changed."));
    effects
}

pub(super) struct Which<'w> {
    pub id: String,
    /// What is to be done with it, or put into it.
    pub words: &'w str,
    /// It is a score that nobody is to see yet.
    pub is_hidden: bool,
    /// How many entries come after it, where it was not simply the last or the chosen one.
    back: usize,
}

impl Which<'_> {
    pub fn command(&self) -> String {
        match self.back {
            0 => "/edit".to_owned(),
            back => format!("/edit ^{back}"),
        }
    }
}

/// Finds the entry, or says why there is none. A name alone after `/edit` says whose entry is meant. It never becomes
/// the entry: anybody who types `/edit Ella` is looking for what Ella said, and anybody who really means the one word
/// types who said it as well.
pub(super) fn which_entry<'w>(
    editor: &MeetingEditor,
    by_name: bool,
    typed: &'w str,
) -> Result<Which<'w>, Problem> {
    let (back, words) = back_by(typed);
    let named = match (by_name, back) {
        (true, 0) => names_somebody(words, &editor.meeting),
        _ => None,
    };
    if let Some(somebody) = named {
        let mut standing = editor.newest_first().enumerate();
        let is_theirs = |record: &Record| {
            record.text(&contribution::SPEAKER) == somebody
                || record.text(&contribution::ON_BEHALF_OF) == somebody
        };
        let (back, record) = standing
            .find(|(_, record)| is_theirs(record))
            .ok_or_else(|| {
                Problem::wrong_input(format!(
                    "{} has no entry yet, so nothing was changed.",
                    editor.meeting.called(&somebody)
                ))
                .next("/edit alone takes the last entry; your line is kept.")
            })?;
        return Ok(of(record, back, ""));
    }
    let subject = match back {
        0 => editor.subject(),
        back => editor.newest_first().nth(back),
    };
    let record = subject.ok_or_else(|| Problem::wrong_input("There is no entry yet."))?;
    Ok(of(record, back, words))
}

fn of<'w>(record: &Record, back: usize, words: &'w str) -> Which<'w> {
    Which {
        id: record.id.clone(),
        words,
        is_hidden: record.is_hidden(),
        back,
    }
}

/// `^2 words`: the entry two before the last. Without it, the last (or the chosen one).
fn back_by(rest: &str) -> (usize, &str) {
    let Some((number, words)) = rest
        .strip_prefix('^')
        .map(|rest| rest.split_once(char::is_whitespace).unwrap_or((rest, "")))
    else {
        return (0, rest);
    };
    number
        .parse()
        .map_or((0, rest), |back| (back, words.trim()))
}
