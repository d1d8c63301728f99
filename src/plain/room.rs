//! The room view as lines, for a screen reader: each new thing once, a correction as a correction. Anything that was
//! taken back or may no longer be seen is withdrawn without its words.

use crate::app::screens::room::{RoomState, Source};
use crate::domain::room::{Agreed, Now, RoomView, Table};
use chrono::{DateTime, FixedOffset};
use std::collections::{HashMap, HashSet};

#[derive(Debug, Default)]
pub struct PlainRoom {
    told: Option<RoomState>,
    children: Vec<Told>,
    /// What had been told as said when the meeting was last going on: a break hides it and withdraws nothing.
    said: Vec<Told>,
    /// What was told of each list, by its title: a section that does not show a list withdraws nothing.
    agreed: HashMap<&'static str, Vec<Told>>,
}

/// One thing that is told once: its words, and its name for when it is withdrawn.
#[derive(Debug)]
struct Told {
    id: String,
    words: String,
    called: String,
    is_named: bool,
}

impl PlainRoom {
    pub fn tell(&mut self, seen: &RoomState) -> Vec<String> {
        let before = self.told.replace(seen.clone()).unwrap_or_default();
        let mut lines = Vec::new();
        let (was, is) = (before.view.as_ref(), seen.view.as_ref());
        if let Some(view) = is
            && was.is_none()
        {
            lines.push(match view.is_made_up() {
                true => format!("{}. Practice: everything is made up.", view.title()),
                false => format!("{}.", view.title()),
            });
        }
        if let Some(notice) = &seen.notice
            && before.notice != seen.notice
        {
            lines.push(notice.clone());
        }
        if before.source != seen.source {
            lines.extend(source_words(&seen.source, &before.source));
        }
        // If it is unknown what may be seen, nothing is told, and nothing counts as withdrawn either.
        if let Some(view) = is {
            let children = children(view);
            lines.extend(new_lines(&self.children, &children));
            self.children = children;
        }
        let now = is.map_or_else(Vec::new, now_words);
        if was.map_or_else(Vec::new, now_words) != now {
            lines.extend(now);
        }
        if let Some(view) = is.filter(|view| view.is_open()) {
            let said = said(view);
            lines.extend(new_lines(&self.said, &said));
            self.said = said;
            for table in view.tables() {
                let rows = agreed(table);
                let told = self.agreed.entry(table.title).or_default();
                lines.extend(new_lines(told, &rows));
                *told = rows;
            }
        }
        if let Some(next) = is.and_then(turn)
            && was.and_then(turn).as_ref() != Some(&next)
        {
            lines.push(next);
        }
        lines
    }
}

/// What has gone, is new or was corrected, in this order. Words that may no longer be told are not repeated, nor is the
/// rest of a thing in which a name has since been hidden: compared with what was told before, it would point to the
/// name.
fn new_lines(was: &[Told], is: &[Told]) -> Vec<String> {
    let before: HashMap<&str, &Told> = was.iter().map(|told| (told.id.as_str(), told)).collect();
    let stands: HashSet<&str> = is.iter().map(|told| told.id.as_str()).collect();
    let gone = was.iter().filter(|told| !stands.contains(told.id.as_str()));
    let mut lines: Vec<String> = gone
        .map(|told| format!("Withdrawn: {}.", told.called))
        .collect();
    let mut a_name_is_hidden = false;
    for told in is {
        match before.get(told.id.as_str()) {
            None => lines.push(told.words.clone()),
            Some(before) if before.words == told.words => {}
            Some(before) if before.is_named && !told.is_named => a_name_is_hidden = true,
            Some(_) => lines.push(format!("Corrected: {}", told.words)),
        }
    }
    if a_name_is_hidden {
        lines.push("Withdrawn: a name. From now on it is not shown.".to_owned());
    }
    lines
}

fn children(view: &RoomView) -> Vec<Told> {
    let told = view.children().iter().map(|child| {
        let words = match (child.ways.as_slice(), child.is_heard) {
            ([], _) => format!("{}.", child.called),
            (ways, true) => format!("{} was heard: {}.", child.called, ways.join(", ")),
            (ways, false) => format!("{}: {}.", child.called, ways.join(", ")),
        };
        Told {
            id: child.id.clone(),
            words,
            called: "a child's name".to_owned(),
            is_named: true,
        }
    });
    told.collect()
}

fn said(view: &RoomView) -> Vec<Told> {
    let told = view.said().iter().map(|one| {
        let kind = if one.kind.is_empty() {
            String::new()
        } else {
            format!(", {}", one.kind.to_lowercase())
        };
        Told {
            id: one.id.clone(),
            words: format!("{}{kind}: {}", one.who, one.words),
            called: format!("something that was said at {}", clock(one.at)),
            is_named: one.is_named,
        }
    });
    told.collect()
}

fn agreed(table: &Table) -> Vec<Told> {
    let told = table.rows.iter().map(|row| Told {
        id: row.id.clone(),
        words: agreed_words(table.title, row),
        called: format!("a row of \"{}\"", table.title),
        is_named: row.is_named,
    });
    told.collect()
}

fn agreed_words(title: &str, row: &Agreed) -> String {
    match row.details.join(", ") {
        details if details.is_empty() => format!("{title}: {}.", row.what),
        details => format!("{title}: {}; {details}.", row.what),
    }
}

fn now_words(view: &RoomView) -> Vec<String> {
    match view.now() {
        Now::NotBegun => vec!["We have not begun yet.".to_owned()],
        Now::Between => vec!["No part of the agenda is open.".to_owned()],
        Now::Break { since } => vec![format!("A break, since {}.", clock(*since))],
        Now::PrivateTime { since } => vec![format!(
            "Private time: the family has been on its own since {}. Nothing is written down.",
            clock(*since)
        )],
        Now::Closed { at } => vec![format!("The meeting was closed at {}.", clock(*at))],
        Now::Section(here) => {
            let first = format!("Part {} of {}: {}.", here.number, here.of, here.title);
            let questions = here.questions.iter().cloned();
            std::iter::once(first).chain(questions).collect()
        }
    }
}

fn turn(view: &RoomView) -> Option<String> {
    match view.now() {
        Now::Section(here) => here.next.as_ref().map(|next| format!("Next: {next}.")),
        _ => None,
    }
}

fn source_words(source: &Source, before: &Source) -> Option<String> {
    match (source, before) {
        (Source::Live, Source::Live) => None,
        (Source::Live, _) => Some("Live again.".to_owned()),
        (Source::NobodyWrites, _) => Some("Nobody is writing just now.".to_owned()),
        (Source::AsWritten { at: Some(at) }, _) => Some(format!(
            "Not live: as it was written at {}.",
            at.format("%H:%M on %-d %B")
        )),
        (Source::AsWritten { at: None }, _) => Some("Not live: as last written.".to_owned()),
    }
}

fn clock(at: DateTime<FixedOffset>) -> impl std::fmt::Display {
    at.format("%H:%M")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::meeting::event::KnownEvent;
    use crate::domain::minutes::open_minutes;
    use crate::domain::minutes::sample::Sample;
    use crate::domain::visibility::Visibility;

    struct Listened {
        sample: Sample,
        plain: PlainRoom,
        all: String,
    }

    impl Listened {
        fn new(section: &str) -> Listened {
            let mut sample = Sample::family();
            sample.opens(section);
            let (plain, all) = (PlainRoom::default(), String::new());
            let mut listened = Listened { sample, plain, all };
            listened.hears();
            listened
        }

        fn hears(&mut self) -> Vec<String> {
            let view = RoomView::of(&open_minutes(&self.sample.meeting));
            self.sees(Some(view))
        }

        fn sees(&mut self, view: Option<RoomView>) -> Vec<String> {
            let lines = self.plain.tell(&RoomState {
                view,
                ..RoomState::default()
            });
            self.all.push_str(&lines.join("\n"));
            lines
        }

        fn restricts(&mut self, id: &str) -> Vec<String> {
            self.sample
                .changes(id, |body| body.visibility = Visibility::Restricted);
            self.hears()
        }
    }

    #[test]
    fn what_is_withdrawn_is_said_without_its_words_and_never_again() {
        let mut room = Listened::new("purpose");
        let id = room.sample.says("SW: the address is CANARY01");
        assert!(room.hears()[0].contains("CANARY01"));
        room.all.clear();
        let lines = room.restricts(&id);
        assert!(
            lines[0].starts_with("Withdrawn: something that was said at"),
            "{lines:?}"
        );
        room.sample.says("KS: I did not know");
        room.hears();
        room.sample.opens("plan");
        room.hears();
        assert!(!room.all.contains("CANARY"), "{}", room.all);
    }

    #[test]
    fn a_name_that_is_hidden_since_is_not_told_again_nor_what_points_at_it() {
        let mut room = Listened::new("plan");
        let id = room.sample.says("/person ZZ Zed Canary; role: uncle");
        room.sample.says("ZZ: they can stay with me");
        room.sample
            .says("/action A room is made ready; who: ZZ; by: 12 Dec");
        assert!(room.hears().concat().contains("Zed Canary"));
        room.all.clear();
        let lines = room.restricts(&id);
        let told = lines
            .iter()
            .filter(|line| line.contains("Withdrawn: a name"));
        assert_eq!(
            told.count(),
            2,
            "one for what was said, one for the plan: {lines:?}"
        );
        room.sample.says("ZZ: and I mean it");
        room.sample.opens("purpose");
        room.hears();
        room.sample.opens("plan");
        room.hears();
        assert!(!room.all.contains("Canary"), "{}", room.all);
        assert!(!room.all.contains("stay with me"), "{}", room.all);
        assert!(room.all.contains("Somebody: and I mean it"), "{}", room.all);
    }

    #[test]
    fn the_last_row_of_a_plan_is_withdrawn_too_and_a_pause_repeats_nothing() {
        let mut room = Listened::new("plan");
        let id = room
            .sample
            .says("/action A room is made ready; who: KS; by: 12 Dec");
        room.hears();
        for known_event in [
            KnownEvent::BreakStarted {
                reason: String::new(),
            },
            KnownEvent::BreakEnded {},
        ] {
            room.all.clear();
            room.sample.does(known_event);
            room.hears();
            assert!(!room.all.contains("room is made"), "{}", room.all);
        }
        let lines = room.restricts(&id);
        assert_eq!(lines, ["Withdrawn: a row of \"The plan\"."]);
    }

    #[test]
    fn where_nothing_can_be_known_for_a_while_nothing_is_withdrawn_or_repeated() {
        let mut room = Listened::new("purpose");
        room.sample.says("KS: one");
        room.hears();
        room.all.clear();
        room.sees(None);
        room.sample.says("KS: two");
        room.hears();
        assert!(!room.all.contains("Withdrawn"), "{}", room.all);
        assert!(!room.all.contains(": one"), "{}", room.all);
        assert!(room.all.contains("Kelly Smith: two"), "{}", room.all);
    }
}
