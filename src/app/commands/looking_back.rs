//! Commands that look back over several meetings, or ahead over all: comparing, following, what is due. The same on a
//! page and in the list of meetings. Must not know how such a page is made.

use crate::app::protocol::command_row::{Action, Place};
use crate::app::protocol::effect::Effect;
use crate::app::protocol::view::{Beside, Followed, View};
use crate::app::screens::page::keys::text_rows;
use crate::app::{App, Outcome};
use crate::domain::calendar::date_words::{DateBias, day_meant};
use crate::domain::history::threads::can_be_followed;
use crate::domain::settings::Settings;

/// Asks for the page that a command means; `rest` is what stands behind the command.
pub fn run(app: &mut App, action: Action, rest: &str) -> Vec<Effect> {
    if action == Action::Due {
        return due(app, rest);
    }
    let page = app.pages.last().filter(|_| app.place == Place::Page);
    let restricted = page.is_some_and(|page| page.view.shows_restricted());
    let meeting = match (page, &app.editor) {
        (Some(page), _) => page.view.meeting().to_owned(),
        // At the desk of a review: last time's words, and the page lies over the meeting, which stays open and as it is.
        (None, Some(editor)) => match editor.meeting.review_of() {
            Some((before, _)) => before.to_owned(),
            None => {
                return refuse(
                    app,
                    "This meeting did not begin from an earlier one, so there is nothing to look back on. Your line is kept.",
                );
            }
        },
        (None, None) => {
            let chosen = app.home.chosen();
            chosen.map_or_else(String::new, |meeting| meeting.id.clone())
        }
    };
    if meeting.is_empty() {
        return refuse(
            app,
            "No meeting is chosen here. Choose one in the list of meetings with Up and Down, then type the command again.",
        );
    }
    let followed = match action {
        Action::Compare => {
            let beside = match rest.parse::<u64>() {
                Ok(number) => Beside::Version(number),
                Err(_) if rest.is_empty() => Beside::MeetingBefore,
                Err(_) => Beside::Meeting(rest.to_owned()),
            };
            return show(View::Compare {
                meeting,
                beside,
                restricted,
            });
        }
        Action::Follow => match record_meant(app, rest) {
            Some(record) => Followed::Record(record),
            None => {
                return refuse(
                    app,
                    "No action, what-if or promise is seen here. Go to one and type /follow again; or type its letter and number behind it: /follow a3.",
                );
            }
        },
        Action::Wishes => Followed::Wishes(rest.to_owned()),
        Action::Scales => Followed::Scales,
        _ => Followed::Promises,
    };
    show(View::Thread {
        meeting,
        followed,
        restricted,
    })
}

/// What is due, seen from today or from a day as one says it. Never with what is restricted at once: that opens the minutes
/// of all meetings.
fn due(app: &mut App, day: &str) -> Vec<Effect> {
    let today = app.now.date_naive();
    let settings = Settings::default();
    // What cannot be read is said here, where the line still has it; how far working days go the council's calendar says.
    if !day.is_empty()
        && let Err(why) = day_meant(day, today, DateBias::Near, settings.calendar())
    {
        return refuse(app, &why.to_string());
    }
    show(View::Due {
        on: Some(day.to_owned()).filter(|day| !day.is_empty()),
        restricted: false,
    })
}

/// What is typed, or the first action, what-if or promise that is seen.
fn record_meant(app: &App, rest: &str) -> Option<String> {
    if !rest.is_empty() {
        return Some(rest.to_lowercase());
    }
    let height = usize::from(text_rows(app.rows));
    let mut seen = app.pages.last()?.records_seen(height);
    seen.find(|id| can_be_followed(id)).map(str::to_owned)
}

fn show(view: View) -> Vec<Effect> {
    vec![Effect::Show { view, at: None }]
}

fn refuse(app: &mut App, words: &str) -> Vec<Effect> {
    app.status.point_out(words);
    app.outcome = Outcome::Refused(words.to_owned());
    Vec::new()
}
