//! `/agencies SW cp, HV cp cin cp`: what each agency thinks the children need, in one line. The grid above it shows how the
//! line is read while it is typed.

use crate::app::App;
use crate::app::editing::recording::{record_each, tell_nothing_new};
use crate::app::editing::session::kept_from_changing;
use crate::app::protocol::command_row::{CommandRow, Offer};
use crate::app::protocol::effect::Effect;
use crate::domain::line::{ViewOfChild, ViewsLine, forms_of_views, views_line};
use crate::domain::meeting::{Meeting, agency_on_the_screen};
use crate::domain::problem::Problem;
use crate::domain::record::kinds::agency_view;
use crate::domain::rules::views_grid::{AgencyRow, Cell, named_twice, views_grid};

pub const AGENCIES: &str = "agencies";

pub const ROWS: &[CommandRow] = &[CommandRow {
    takes: "agency, view",
    needs: true,
    takes_short_words: true,
    means: agencies_mean,
    offers: agencies_offered,
    ..CommandRow::of(
        AGENCIES,
        "Records what every agency thinks each child needs, in one line: /agencies SW cp, HV cp cin cp. One view is for all the children; several go to them in their order, or to those who are named; = leaves a child as it is.",
        agencies,
    )
}];

fn agencies(app: &mut App, typed: Option<&str>) -> Vec<Effect> {
    if let Some(effects) = kept_from_changing(app) {
        return effects;
    }
    let today = app.now.date_naive();
    let Some(editor) = app.editor.as_ref() else {
        return Vec::new();
    };
    let typed = typed.unwrap_or("");
    if let Some(why) = why_twice(&views_line(typed, &editor.meeting), &editor.meeting) {
        return app.refuse(why);
    }
    match forms_of_views(typed, &editor.meeting, today) {
        Ok(forms) if forms.is_empty() => app.refuse(
            Problem::wrong_input(
                "This leaves every child as it is, so there is nothing to record.",
            )
            .safe("Your line is kept."),
        ),
        Ok(forms) => match tell_nothing_new(app, &agency_view::KIND, &forms) {
            Some(effects) => effects,
            None => record_each(app, &agency_view::KIND, forms, true),
        },
        Err(why) => app.refuse(why),
    }
}

fn why_twice(line: &ViewsLine, meeting: &Meeting) -> Option<Problem> {
    let called = agency_on_the_screen(&named_twice(line, meeting)?.agency, meeting);
    Some(
        Problem::wrong_input(format!(
            "{called} is in this line twice: which of the views counts?"
        ))
        .safe("Nothing was recorded; your line is kept."),
    )
}

/// What is not certain; otherwise whose views are next, or that Enter records them.
fn agencies_mean(app: &App, typed: &str) -> Option<String> {
    let meeting = &app.editor.as_ref()?.meeting;
    let line = views_line(typed, meeting);
    let children: Vec<String> = meeting
        .children()
        .map(|child| meeting.called(&child.id))
        .collect();
    let settings = meeting.settings();
    match (&line.why_not, &line.begun) {
        (Some(_), Some((agency, at))) if *at < children.len() && !line.is_left_behind => {
            let ways = agency_view::VIEW.ways_to_type("", settings);
            let ways: Vec<&str> = ways.into_iter().map(|(way, _)| way).collect();
            let child = children.get(*at)?;
            let agency = agency_on_the_screen(agency, meeting);
            return Some(format!("{agency}, {child}: {}, or =", ways.join(", ")));
        }
        (Some(_), _) if typed.trim().is_empty() => {
            return Some("Which agency first? Tab brings it.".to_owned());
        }
        (Some(why), _) => return Some(why.happened().to_owned()),
        (None, _) => {}
    }
    if let Some(why) = why_twice(&line, meeting) {
        return Some(why.happened().to_owned());
    }
    let changed = changed_by(&line, meeting);
    let last = line.agencies.last()?;
    let words = |view: &Option<ViewOfChild>| match view {
        Some(view) => {
            let plan = agency_view::VIEW.words_of(&view.code, settings);
            let category = view.category.as_deref();
            let category = category.map(|code| agency_view::CATEGORY.words_of(code, settings));
            let category = category.map_or_else(String::new, |words| format!(" ({words})"));
            format!("{plan}{category}")
        }
        None => "as it is".to_owned(),
    };
    let is_same = last
        .views
        .iter()
        .all(|view| Some(view) == last.views.first());
    let said = match last.views.first() {
        Some(view) if is_same => format!("{} for {}", words(view), children.join(", ")),
        _ => {
            let each = children.iter().zip(&last.views);
            let each: Vec<String> = each
                .map(|(child, view)| format!("{child} {}", words(view)))
                .collect();
            each.join(", ")
        }
    };
    let last = agency_on_the_screen(&last.agency, meeting);
    Some(match changed.is_empty() {
        true => format!("{last}: {said}"),
        false => format!("changes {} · {last}: {said}", changed.join("; ")),
    })
}

/// The views that are there already and that the line puts others in place of: `Health, Ella: CIN → CP`.
fn changed_by(line: &ViewsLine, meeting: &Meeting) -> Vec<String> {
    let rows = views_grid(meeting, meeting.settings().rules());
    let short = |code: &str| {
        let words = agency_view::VIEW.short_of(code, meeting.settings());
        words.to_owned()
    };
    let mut changed = Vec::new();
    for named in &line.agencies {
        let Some(row) = rows.iter().find(|row| row.is_meant_by(named, meeting)) else {
            continue;
        };
        let cells = row.cells.iter().zip(&named.views);
        for (child, (there, new)) in meeting.children().zip(cells) {
            if let (Cell::View(old), Some(new)) = (there, new)
                && *old != new.code
            {
                changed.push(format!(
                    "{}, {}: {} \u{2192} {}",
                    row.called,
                    meeting.called(&child.id),
                    short(old),
                    short(&new.code)
                ));
            }
        }
    }
    changed
}

/// The next agency, once what is typed is whole; what begins like the word that is typed.
fn agencies_offered(meeting: &Meeting, typed: &str) -> Vec<Offer> {
    let line = views_line(typed, meeting);
    let is_begun = |separator: char| matches!(separator, ',' | ';');
    let piece = typed.rsplit(is_begun).next().unwrap_or("").trim_start();
    if piece.is_empty() {
        let between = if typed.is_empty() || typed.ends_with(' ') {
            ""
        } else {
            " "
        };
        return next_agency(&line, meeting, between).into_iter().collect();
    }
    if line.why_not.is_none() && !typed.ends_with(' ') {
        return next_agency(&line, meeting, ", ").into_iter().collect();
    }
    match piece.split_once(' ') {
        None => agencies_beginning(piece, &line, meeting),
        Some((_, cells)) => {
            let word = cells.rsplit(' ').next().unwrap_or("");
            views_beginning(word, meeting)
        }
    }
}

fn is_in(line: &ViewsLine, row: &AgencyRow, meeting: &Meeting) -> bool {
    line.agencies
        .iter()
        .any(|named| row.is_meant_by(named, meeting))
}

/// The letters of somebody who speaks for it; its name where nobody is here.
fn called(row: &AgencyRow, meeting: &Meeting) -> String {
    let here = row.people.iter().find(|id| meeting.is_here(id));
    let somebody = here.or(row.people.first());
    somebody.map_or_else(|| row.called.clone(), |id| meeting.code(id))
}

/// The first that is not in the line and has not said what every child needs.
fn next_agency(line: &ViewsLine, meeting: &Meeting, between: &str) -> Option<Offer> {
    let rows = views_grid(meeting, meeting.settings().rules());
    let next = rows
        .iter()
        .find(|row| !row.is_complete() && !is_in(line, row, meeting))?;
    Some(Offer {
        removed: 0,
        text: format!("{between}{} ", called(next, meeting)),
        hint: next.called.clone(),
    })
}

fn agencies_beginning(begun: &str, line: &ViewsLine, meeting: &Meeting) -> Vec<Offer> {
    let begun_so = begun.to_lowercase();
    let rows = views_grid(meeting, meeting.settings().rules());
    let fits = |row: &&AgencyRow| {
        let letters = called(row, meeting).to_lowercase();
        letters.starts_with(&begun_so) || row.called.to_lowercase().starts_with(&begun_so)
    };
    let found = rows
        .iter()
        .filter(|row| !is_in(line, row, meeting))
        .filter(fits);
    found
        .map(|row| Offer {
            removed: begun.len(),
            text: format!("{} ", called(row, meeting)),
            hint: row.called.clone(),
        })
        .collect()
}

fn views_beginning(begun: &str, meeting: &Meeting) -> Vec<Offer> {
    if begun.is_empty() {
        return Vec::new();
    }
    let found = agency_view::VIEW.ways_to_type(begun, meeting.settings());
    let offers = found.into_iter().map(|(way, words)| Offer {
        removed: begun.len(),
        text: way.to_owned(),
        hint: words.to_owned(),
    });
    offers.collect()
}
