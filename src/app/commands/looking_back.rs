//! Commands that look back over several meetings, or ahead across all: comparing, following, what is due. The same on a
//! page, in the list of meetings, and at the desk of a review.

use crate::app::App;
use crate::app::editing::stash::finish_line;
use crate::app::protocol::command_row::CommandRow;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::{DESK, Place};
use crate::app::protocol::view::{Beside, Followed, View};
use crate::app::screens::page::keys::text_rows;
use crate::domain::calendar::date_words::{DateBias, day_meant};
use crate::domain::history::threads::can_be_followed;
use crate::domain::problem::Problem;
use crate::domain::settings::Settings;

pub(super) const HOME_PAGE_AND_DESK: &[Place] = &[
    Place::Home,
    Place::Page,
    Place::Prepare,
    Place::Recording,
    Place::Close,
];

pub const ROWS: &[CommandRow] = &[
    CommandRow {
        takes: "a version, or another meeting",
        places: &[Place::Home, Place::Page],
        ..CommandRow::of(
            "compare",
            "Shows what was added, changed or taken away since the previous meeting; since version 1 with /compare 1; or beside another meeting.",
            compare,
        )
    },
    CommandRow {
        takes: "its letter and number",
        places: &[Place::Page],
        ..CommandRow::of(
            "follow",
            "Follows the first action, what-if, promise, danger statement or safety goal on the screen, or the one you name, through all meetings of the family.",
            follow,
        )
    },
    CommandRow {
        only_in_review: true,
        takes: "the child",
        places: HOME_PAGE_AND_DESK,
        ..CommandRow::of(
            "wishes",
            "Shows what a child said at each meeting, the actions that answer it, what came of them, and who tells the child.",
            |app, typed| {
                let child = typed.unwrap_or("").to_owned();
                thread(app, typed, Followed::Wishes(child))
            },
        )
    },
    CommandRow {
        only_in_review: true,
        places: HOME_PAGE_AND_DESK,
        ..CommandRow::of(
            "scales",
            "Shows the scores of all meetings of the family, each person's on the same scale together.",
            |app, typed| thread(app, typed, Followed::Scales),
        )
    },
    CommandRow {
        only_in_review: true,
        places: HOME_PAGE_AND_DESK,
        ..CommandRow::of(
            "promises",
            "Shows what each agency and the family promised, and what came of it.",
            |app, typed| thread(app, typed, Followed::Promises),
        )
    },
    CommandRow {
        takes: "a day, if you like",
        places: &[Place::Home, Place::Page],
        ..CommandRow::of(
            "due",
            "Lists what is late and what is due in the next six weeks, over all meetings; with a day after it, as seen from that day.",
            due,
        )
    },
];

fn compare(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let rest = typed.unwrap_or("");
    from_meeting(app, typed, |_, meeting, restricted| {
        let beside = match rest.parse::<u64>() {
            Ok(number) => Beside::Version(number),
            Err(_) if rest.is_empty() => Beside::MeetingBefore,
            Err(_) => Beside::Meeting(rest.to_owned()),
        };
        Ok(View::Compare {
            meeting,
            beside,
            restricted,
        })
    })
}

fn follow(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    from_meeting(app, typed, |app, meeting, restricted| {
        let record = record_meant(app, typed.unwrap_or("")).ok_or("Nothing that can be followed is on the screen: no action, what-if, promise, danger statement or safety goal. Go to one and type /follow again; or type its letter and number after it: /follow a3.")?;
        Ok(View::Thread {
            meeting,
            followed: Followed::Record(record),
            restricted,
        })
    })
}

fn thread(app: &mut App, typed: Option<&str>, followed: Followed) -> Vec<Effect> {
    from_meeting(app, typed, |_, meeting, restricted| {
        Ok(View::Thread {
            meeting,
            followed,
            restricted,
        })
    })
}

pub(super) fn no_meeting() -> Problem {
    Problem::wrong_input(
        "No meeting is chosen here. Choose one in the list of meetings with Up and Down, then type the command again.",
    )
}

/// Asks for a page that looks back from the meeting on the screen or chosen here.
fn from_meeting(
    app: &mut App,
    typed: Option<&str>,
    view: impl FnOnce(&App, String, bool) -> Result<View, &'static str>,
) -> Vec<Effect> {
    let page = app.pages.last().filter(|_| app.place == Place::Page);
    let restricted = page.is_some_and(|page| page.view.shows_restricted());
    let meeting = match (page, &app.editor) {
        (Some(page), _) => page.view.meeting().to_owned(),
        // At the desk of a review this means the words from last time; the page goes over the meeting, which stays
        // open.
        (None, Some(editor)) => match editor.meeting.review_of() {
            Some((before, _)) => before.to_owned(),
            None => return app.refuse(Problem::wrong_input("This meeting does not follow on from an earlier one, so there is nothing to look back on. Your line is kept.")),
        },
        (None, None) => {
            let chosen = app.home.chosen();
            chosen.map_or_else(String::new, |meeting| meeting.id.clone())
        }
    };
    if meeting.is_empty() {
        return app.refuse(no_meeting());
    }
    match view(app, meeting, restricted) {
        Ok(view) => show(app, typed, view),
        Err(words) => app.refuse(Problem::wrong_input(words)),
    }
}

/// What is due, counted from today or from a day in everyday words. Never with restricted parts at first: that would
/// open the minutes of all meetings.
fn due(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    let day = typed.unwrap_or("");
    let today = app.now.date_naive();
    let settings = Settings::default();
    // A day that cannot be read is rejected here, while the line still has it; the council's calendar decides about
    // working days.
    if !day.is_empty()
        && let Err(why) = day_meant(day, today, DateBias::Near, settings.calendar())
    {
        return app.refuse(why);
    }
    let view = View::Due {
        on: Some(day.to_owned()).filter(|day| !day.is_empty()),
        restricted: false,
    };
    show(app, typed, view)
}

pub(super) fn show(app: &mut App, typed: Option<&str>, view: View) -> Vec<Effect> {
    let mut effects = finish_line(app, typed.filter(|_| DESK.contains(&app.place)));
    effects.push(Effect::Show { view, at: None });
    effects
}

/// What is typed, or the first record that can be followed on the screen.
fn record_meant(app: &App, rest: &str) -> Option<String> {
    if !rest.is_empty() {
        return Some(rest.to_lowercase());
    }
    let height = usize::from(text_rows(app.rows));
    let mut seen = app.pages.last()?.records_seen(height);
    seen.find(|id| can_be_followed(id)).map(str::to_owned)
}
