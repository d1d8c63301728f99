//! Searching all minutes: hits appear as words are typed, the arrows choose, Enter opens the page.

pub mod finding;

use super::home::words_and_command;
use super::paging::walked;
use crate::app::App;
use crate::app::editing::line_keys;
use crate::app::protocol::command_row::no_words_after;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::message::Answer;
use crate::app::protocol::message::Key;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::app::protocol::view::View;
use crate::documents::Arranged;
use crate::domain::problem::Problem;
use crate::domain::search::Query;
use crate::domain::text::buffer::TextBuffer;
use finding::State;

/// Asks for restricted hits; typed, or put there by the command.
const SEEN_RESTRICTED: &str = "seen:restricted";
/// Rows of the screen that are not hits, where what is told takes most of them.
const OTHER_ROWS: u16 = 10;

/// Opens the screen with these words, or with those from last time.
pub fn open(app: &mut App, words: &str) -> Vec<Effect> {
    app.place = Place::Find;
    let words = words.trim();
    if words.is_empty() {
        app.finding.are_from_last_time = !app.finding.line.is_empty();
        return Vec::new();
    }
    app.finding.line = TextBuffer::with_text(words);
    app.finding.are_from_last_time = false;
    app.finding.stays_near.clear();
    ask(app, app.one_line_at_a_time)
}

pub fn on_found(app: &mut App, typed: &str, answer: Answer) {
    app.outcome = match &answer {
        Answer::Refused(why) => Outcome::Refused(why.clone()),
        _ => Outcome::Done,
    };
    app.finding.handle(typed, answer);
}

pub fn on_key(app: &mut App, key: Key) -> Vec<Effect> {
    app.status.clear();
    let height = usize::from(app.rows.saturating_sub(OTHER_ROWS));
    let finding = &mut app.finding;
    let begun = finding.first_of_each_meeting();
    // The words of a hit stand below its place, and its meeting above the first.
    let rows_of = |hit| match begun.binary_search(&hit) {
        Ok(_) => 4,
        Err(_) => 2,
    };
    let hits = finding.findings.hits();
    if let Some(hit) = walked(key, finding.chosen, hits, height, rows_of) {
        finding.choose(hit);
        finding_is_in_use(app);
        return Vec::new();
    }
    match key {
        Key::Char(letter) => return type_in(app, letter.encode_utf8(&mut [0; 4])),
        Key::Enter => return on_enter(app),
        Key::Esc => return leave(app),
        Key::Tab => match finding.complete_filter() {
            Ok(()) => return on_typed(app),
            Err(why) => app.status.tell(why.to_string()),
        },
        key => {
            if line_keys::change(&mut finding.line, key).is_some() {
                return on_typed(app);
            }
            if let Some(whereto) = line_keys::movement(key) {
                finding.line.go(whereto);
            }
        }
    }
    finding_is_in_use(app);
    Vec::new()
}

/// Types at the cursor, and searches.
pub fn type_in(app: &mut App, text: &str) -> Vec<Effect> {
    // A command applies to the words from last time; any other letter starts afresh.
    if app.finding.are_from_last_time && !text.starts_with([' ', '/']) {
        app.finding.line = TextBuffer::default();
        app.finding.stays_near.clear();
        app.finding.chosen = 0;
    }
    app.finding.line.insert(&text.replace('\n', " "));
    on_typed(app)
}

/// A whole line, entered: a command, or words as they stand.
pub fn on_line(app: &mut App, text: &str) -> Vec<Effect> {
    let text = text.trim();
    if let Some(command) = text.strip_prefix('/') {
        return do_command(app, command);
    }
    app.finding.line = TextBuffer::with_text(text);
    finding_is_in_use(app);
    ask(app, true)
}

fn finding_is_in_use(app: &mut App) {
    app.finding.are_from_last_time = false;
}

fn on_typed(app: &mut App) -> Vec<Effect> {
    finding_is_in_use(app);
    if words_and_command(app.finding.line.text()).1.is_some() {
        return Vec::new();
    }
    // Before a space, a command or another letter: anybody who has chosen a hit keeps it as long as it is there.
    let finding = &mut app.finding;
    if finding.line.is_empty() {
        finding.stays_near.clear();
    } else if finding.chosen > 0 || !finding.stays_near.is_empty() {
        finding.stay_near();
    }
    ask(app, false)
}

/// Searches for what is typed. `entered`: the words are complete, and even a slow search is wanted.
fn ask(app: &mut App, entered: bool) -> Vec<Effect> {
    let today = app.now.date_naive();
    let whole = app.one_line_at_a_time;
    let finding = &mut app.finding;
    let typed = words_and_command(finding.line.text()).0.to_owned();
    let query = match whole {
        true => Query::read(&typed, today),
        false => Query::read_while_typing(&typed, today),
    };
    finding.asked.clone_from(&typed);
    finding.fault.clear();
    match query {
        Ok(query) => vec![Effect::Find {
            typed,
            query,
            entered,
        }],
        Err(fault) => {
            finding.nothing_found(State::Nothing);
            if !typed.trim().is_empty() || entered {
                finding.fault = fault.to_string();
                app.outcome = Outcome::Refused(Problem::wrong_input(fault.to_string()));
            }
            Vec::new()
        }
    }
}

fn on_enter(app: &mut App) -> Vec<Effect> {
    if let (_, Some(typed)) = words_and_command(app.finding.line.text()) {
        let typed = typed.trim().trim_start_matches('/').to_owned();
        return do_command(app, &typed);
    }
    finding_is_in_use(app);
    match app.finding.state {
        State::AtEnter => ask(app, true),
        State::Found => open_hit(app),
        State::Looking(_) => {
            app.status
                .tell("Still looking. Esc leaves; what is found appears when it is done.");
            Vec::new()
        }
        State::Nothing => Vec::new(),
    }
}

/// Opens the page of the chosen hit at its record. If restricted parts were asked for, they are shown.
fn open_hit(app: &mut App) -> Vec<Effect> {
    let Some((card, hit)) = app.finding.chosen_hit() else {
        app.status
            .tell("Nothing was found that can be opened. Other words, or fewer?");
        return Vec::new();
    };
    let view = View::Record {
        meeting: card.id.clone(),
        arranged: Arranged::default(),
        version: None,
        restricted: hit.passage.visibility.is_kept_back(),
    };
    let at = Some(hit.passage.record.clone());
    vec![Effect::Show { view, at }]
}

/// A command that works here, or the beginning of one, and what follows it; both are removed from the line afterwards.
fn do_command(app: &mut App, typed: &str) -> Vec<Effect> {
    let (name, rest) = typed.split_once(char::is_whitespace).unwrap_or((typed, ""));
    let (name, rest) = (name.to_lowercase(), rest.trim());
    let row = match app.commands.the_one_outside(&name, Place::Find) {
        Ok(row) => row,
        Err(why) => return app.refuse(why),
    };
    if row.takes.is_empty() && !rest.is_empty() {
        return app.refuse(no_words_after(row.command));
    }
    let words = words_and_command(app.finding.line.text()).0.trim_end();
    app.finding.line = TextBuffer::with_text(words);
    app.run(row, Some(rest).filter(|rest| !rest.is_empty()))
}

pub fn put_restricted(app: &mut App) -> Vec<Effect> {
    app.finding.stay_near();
    let words = app.finding.line.text().to_owned();
    let without: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !word.eq_ignore_ascii_case(SEEN_RESTRICTED))
        .collect();
    let had = without.len() < words.split_whitespace().count();
    let words = match had {
        true => without.join(" "),
        // In front, so that the word being typed stays the last one.
        false => format!("{SEEN_RESTRICTED} {}", words.trim()),
    };
    app.finding.line = TextBuffer::with_text(&words);
    finding_is_in_use(app);
    ask(app, true)
}

fn leave(app: &mut App) -> Vec<Effect> {
    if app.finding.is_looking() {
        app.finding.nothing_found(State::AtEnter);
    }
    // Restricted words must not still be there when Find is opened again.
    let words = app.finding.line.text().to_owned();
    let open: Vec<&str> = words
        .split_whitespace()
        .filter(|word| !asks_for_restricted(word))
        .collect();
    if open.len() < words.split_whitespace().count() {
        app.finding.line = TextBuffer::with_text(&open.join(" "));
        app.finding.nothing_found(State::AtEnter);
    }
    if app.pages.is_empty() {
        app.place = Place::Home;
        return vec![Effect::ListMeetings];
    }
    app.place = Place::Page;
    Vec::new()
}

fn asks_for_restricted(word: &str) -> bool {
    word.to_lowercase().starts_with("seen:")
}
