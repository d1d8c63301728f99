//! Why something stays open: the reasons that are typed on the closing list, one for a gap, or one for all that are alike.

use super::unheard::not_heard;
use super::{choose_next, gaps};
use crate::app::App;
use crate::app::editing::editor::MeetingEditor;
use crate::app::editing::recording::{asked, open_reason};
use crate::app::editing::stash::Purpose;
use crate::app::protocol::effect::Effect;
use crate::app::protocol::place::Place;
use crate::app::protocol::status::Outcome;
use crate::domain::line::{Line, Who};
use crate::domain::meeting::Phase;
use crate::domain::meeting::event::{Gap, KnownEvent};
use crate::domain::problem::Problem;
use crate::domain::rules::checks::{CHILDS_VIEWS, Missing};
use chrono::{DateTime, FixedOffset};

/// What `/close` with a reason does, said before Enter: a reason for everything at once is easily given unawares.
pub fn close_means(app: &App, reason: &str) -> Option<String> {
    let editor = app.editor.as_ref()?;
    if reason.is_empty() || editor.meeting.phase() != Phase::Open {
        return None;
    }
    let open = gaps(editor, app.now);
    let mut open = open.iter().filter(|(_, why)| why.is_none());
    if open
        .clone()
        .any(|(missing, _)| missing.check == CHILDS_VIEWS)
    {
        return Some("a child's views are missing: that needs its own reason".to_owned());
    }
    let (first, others) = (open.next(), open.count());
    match (first, others) {
        (None, _) => None,
        (Some((one, _)), 0) => Some(format!(
            "closes the meeting; the reason for: {}",
            one.missing
        )),
        (Some(_), more) => Some(format!(
            "closes the meeting; one reason for all {} that are missing (/close alone lists them)",
            more + 1
        )),
    }
}

/// A line typed here is a reason if it is words without a name.
pub fn is_a_reason(line: &Line) -> bool {
    matches!(line, Line::Entry(said) if said.who == Who::Last)
}

/// Which gap the words typed now would explain, and its place in the list: the chosen one; on the last row, the only
/// one still open.
pub fn gap_of_reason(
    editor: &MeetingEditor,
    now: DateTime<FixedOffset>,
) -> Option<(usize, Missing)> {
    let list = gaps(editor, now);
    if let Some((missing, _)) = list.get(editor.close_row) {
        return Some((editor.close_row, missing.clone()));
    }
    let mut open = (0..).zip(list).filter(|(_, (_, why))| why.is_none());
    match (open.next(), open.next()) {
        (Some((at, (missing, _))), None) => Some((at, missing)),
        _ => None,
    }
}

/// The gaps that the words typed now would explain, with those that are like the chosen one: three texts that nobody
/// read, four actions without a measure. Each child needs a reason of their own.
pub fn alike_of_reason(editor: &MeetingEditor, now: DateTime<FixedOffset>) -> Vec<Missing> {
    let Some((_, chosen)) = gap_of_reason(editor, now) else {
        return Vec::new();
    };
    let list = gaps(editor, now).into_iter();
    let open = list.filter(|(missing, why)| why.is_none() || missing.missing == chosen.missing);
    let alike = |missing: &Missing| match chosen.check.as_str() {
        CHILDS_VIEWS => missing.missing == chosen.missing,
        check => missing.check == check,
    };
    open.map(|(missing, _)| missing).filter(alike).collect()
}

/// Enter: the words are the reason for the chosen gap.
pub fn explain_gap(app: &mut App) -> Vec<Effect> {
    let now = app.now;
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    if let Some((_, missing)) = gap_of_reason(editor, now) {
        return explain(app, &[missing]);
    }
    let list = gaps(editor, now);
    let open = list.iter().position(|(_, why)| why.is_none());
    let Some((at, (missing, _))) = open.and_then(|at| Some((at, list.get(at)?))) else {
        return app.refuse(Problem::wrong_input("Nothing is missing, so no reason is needed. Esc sets your words aside; Enter on an empty line closes."));
    };
    // A reason is never attached to a gap that nobody chose.
    editor.close_row = at;
    let words = format!(
        "Several are open. Enter makes these words the reason for: {} Esc sets them aside, to choose another.",
        missing.missing
    );
    app.refuse(Problem::wrong_input(words))
}

/// Whether Tab makes the words that are typed the reason for several.
pub fn is_for_all_alike(editor: &MeetingEditor, now: DateTime<FixedOffset>, place: Place) -> bool {
    place == Place::Close
        && editor.purpose == Purpose::New
        && is_a_reason(&editor.read_line(now))
        && alike_of_reason(editor, now).len() > 1
}

/// Tab: the words are the reason for all that are alike.
pub fn explain_alike(app: &mut App) -> Vec<Effect> {
    let editor = app.editor.as_ref();
    let alike = editor.map_or_else(Vec::new, |editor| alike_of_reason(editor, app.now));
    explain(app, &alike)
}

fn explain(app: &mut App, missing: &[Missing]) -> Vec<Effect> {
    let now = app.now;
    let asked = asked(app);
    let Some(editor) = app.editor.as_mut() else {
        return Vec::new();
    };
    let reason = editor.line.text().trim().to_owned();
    let mut known_events = Vec::new();
    for missing in missing {
        known_events.push(
            match (
                not_heard(editor, missing, &reason, asked),
                open_reason(&reason, &editor.meeting, asked),
            ) {
                (Some(view), _) => view,
                (None, Ok(())) => KnownEvent::GapExplained {
                    gap: gap(missing, &reason),
                },
                (None, Err(why)) => return app.refuse(why),
            },
        );
    }
    let (mut effects, outcome) = editor.commit(known_events, true, now);
    if let Err(why) = outcome {
        return app.refuse(why);
    }
    effects.extend(editor.begin_line(Purpose::New, "", true));
    choose_next(editor, now);
    let is_open = gaps(editor, now).iter().any(|(_, why)| why.is_none());
    let what = match missing {
        [one] => one.missing.clone(),
        all => format!("{} things that are alike.", all.len()),
    };
    app.status.tell(match (is_open, app.one_line_at_a_time) {
        (true, _) => format!("The reason is recorded: {what}"),
        (false, false) => "Every gap has its reason. Enter closes the meeting.".to_owned(),
        (false, true) => "Every gap has its reason. /close closes the meeting.".to_owned(),
    });
    app.outcome = Outcome::Done;
    effects
}

pub(super) fn gap(missing: &Missing, reason: &str) -> Gap {
    Gap {
        check: missing.check.to_string(),
        missing: missing.missing.clone(),
        reason: reason.to_owned(),
        is_kept_back: false,
    }
}
