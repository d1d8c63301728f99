//! The open minutes, read for the room: names, how the children were heard, what was said, whose turn it is. What is to
//! be confirmed or looked at again is left out.

use super::{Agreed, ChildHeard, Said};
use crate::domain::agenda::Section;
use crate::domain::meeting::{first_looked_at, in_order, is_expected, seat, whose_turn};
use crate::domain::minutes::OpenMinutes;
use crate::domain::minutes::reader_view::{ReaderView, RecordView};
use crate::domain::record::kinds::{child, childs_view, contribution, person};
use crate::domain::record::{Kind, NO_VIEWS_CHANNELS, ReadAnswers, Side, is_heard, side};
use std::collections::HashMap;

/// Who must not be named, and who is not known.
const SOMEBODY: &str = "Somebody";

pub(super) struct CertainMinutes<'a> {
    pub(super) minutes: &'a OpenMinutes,
    reading: ReaderView<'a>,
    places: HashMap<String, usize>,
}

impl<'a> CertainMinutes<'a> {
    pub(super) fn of(minutes: &'a OpenMinutes) -> CertainMinutes<'a> {
        let reading = ReaderView::open(minutes);
        let ids = reading.records.iter().map(|record| record.id.clone());
        let places = ids.zip(0..).collect();
        CertainMinutes {
            minutes,
            reading,
            places,
        }
    }

    /// The records of a kind, in order; those with something to be confirmed too, without it.
    fn records(&self, kind: &'static Kind) -> impl Iterator<Item = &RecordView> {
        self.reading.holding(kind)
    }

    /// The records of a kind that the minute-taker does not want to come back to; unconfirmed answers are left out.
    pub(super) fn settled(&self, kind: &'static Kind) -> impl Iterator<Item = &RecordView> {
        self.records(kind).filter(|record| !record.follow_up)
    }

    /// The records of a kind of which nothing is to be confirmed or looked at again.
    fn whole(&self, kind: &'static Kind) -> impl Iterator<Item = &RecordView> {
        self.records(kind)
            .filter(|record| !record.is_to_be_confirmed())
    }

    fn record(&self, id: &str) -> Option<&RecordView> {
        let place = self.places.get(id)?;
        let record = self.reading.records.get(*place);
        record.filter(|record| record.holds())
    }

    /// The person or child of this id, if everybody may know the name.
    fn named(&self, id: &str) -> Option<&RecordView> {
        self.record(id).filter(|record| {
            (record.is_a(&person::KIND) || record.is_a(&child::KIND))
                && !record.text(&person::NAME).is_empty()
        })
    }

    pub(super) fn name(&self, id: &str) -> String {
        match (id, self.named(id)) {
            ("all", _) => "Everybody".to_owned(),
            (_, Some(record)) => seat(record).name.to_owned(),
            (_, None) => SOMEBODY.to_owned(),
        }
    }

    pub(super) fn may_be_named(&self, id: &str) -> bool {
        id == "all" || self.named(id).is_some()
    }

    /// The name, and the role of those whom the family may not know.
    fn name_and_role(&self, id: &str) -> String {
        let name = self.name(id);
        let Some(person) = self.named(id).filter(|one| one.is_a(&person::KIND)) else {
            return name;
        };
        let role = match side(person) {
            Side::Family => "",
            _ => person.first_text(&[&person::ROLE, &person::AGENCY]),
        };
        if role.is_empty() {
            name
        } else {
            format!("{name}, {role}")
        }
    }

    /// Those who are here now: the children, then the others, since when and how. Nobody who was only expected.
    pub(super) fn who_is_here(&self) -> Vec<Agreed> {
        let all = self
            .records(&child::KIND)
            .chain(self.records(&person::KIND));
        let here = all.filter_map(|one| {
            let mut stays = self.minutes.stays_of(&one.id);
            let stay = stays.find(|stay| stay.left.is_none())?;
            self.named(&one.id)?;
            let mut details = vec![format!("since {}", stay.arrived.format("%H:%M"))];
            let how = stay.way().filter(|how| *how != "in_person");
            details.extend(how.map(|how| {
                let words = person::ATTENDANCE.words_of(how, self.minutes.settings());
                words.to_owned()
            }));
            Some(Agreed {
                id: one.id.clone(),
                what: self.name_and_role(&one.id),
                details,
                is_named: true,
            })
        });
        here.collect()
    }

    pub(super) fn children(&self) -> Vec<ChildHeard> {
        let named = self
            .records(&child::KIND)
            .filter(|child| !child.text(&child::NAME).is_empty());
        named.map(|child| self.child(child)).collect()
    }

    fn child(&self, child: &RecordView) -> ChildHeard {
        let settings = self.minutes.settings();
        let (mut heard, mut unheard) = (Vec::new(), Vec::new());
        let views = self
            .whole(&childs_view::KIND)
            .filter(|view| view.text(&childs_view::CHILD) == child.id && is_heard(*view));
        for view in views {
            let channel = view.text(&childs_view::CHANNEL);
            let words = childs_view::CHANNEL.words_of(channel, settings);
            let ways = if NO_VIEWS_CHANNELS.contains(&channel) {
                &mut unheard
            } else {
                &mut heard
            };
            // Why adults did not ask is theirs to say. Why a child chose not to share is the child's, and not for the
            // wall.
            let words = match view.text(&childs_view::REASON).trim() {
                reason if channel == "not_sought" && !reason.is_empty() => {
                    format!("{words} ({reason})")
                }
                _ => words.to_owned(),
            };
            if !words.is_empty() && !ways.contains(&words) {
                ways.push(words);
            }
        }
        let is_heard = !heard.is_empty();
        ChildHeard {
            id: child.id.clone(),
            called: seat(child).called.to_owned(),
            ways: if is_heard { heard } else { unheard },
            is_heard,
        }
    }

    /// Contributions and children's own words, in the order in which they were taken down.
    pub(super) fn said(&self) -> Vec<Said> {
        let mut said: Vec<Said> = self
            .contributions()
            .map(|record| self.contribution(record))
            .collect();
        // A clock that was put back must not change the order of contributions.
        let mut latest = None;
        let mut keys: Vec<_> = said
            .iter()
            .map(|one| {
                latest = latest.max(Some(one.at));
                latest
            })
            .collect();
        let views = self
            .whole(&childs_view::KIND)
            .filter(|view| is_told(view) && self.named(view.text(&childs_view::CHILD)).is_some());
        for view in views {
            let at = keys.partition_point(|key| *key <= Some(view.at));
            keys.insert(at, Some(view.at));
            said.insert(at, self.view(view));
        }
        said
    }

    /// What people said: the speaker is certain, and it is not the minute-taker's own note.
    fn contributions(&self) -> impl Iterator<Item = &RecordView> {
        self.whole(&contribution::KIND).filter(|record| {
            !matches!(record.text(&contribution::SPEAKER), "" | "minute_taker")
                && !record.text(&contribution::TEXT).is_empty()
        })
    }

    fn contribution(&self, record: &RecordView) -> Said {
        let speaker = record.text(&contribution::SPEAKER);
        let whom = record.text(&contribution::ON_BEHALF_OF);
        let with = record.list(&contribution::SAID_WITH);
        let who = match whom {
            "" if with.is_empty() => self.name_and_role(speaker),
            "" => {
                let all = std::iter::once(speaker).chain(with.iter().copied());
                let names: Vec<String> = all.map(|id| self.name(id)).collect();
                names.join(" and ")
            }
            _ => format!("{} for {}", self.name(speaker), self.name(whom)),
        };
        let is_named = |id: &str| id.is_empty() || self.may_be_named(id);
        let text = record.text(&contribution::TEXT);
        let kind = match record.text(&contribution::OF_KIND) {
            "" => "",
            kind => self.minutes.agenda().kind_title(kind).unwrap_or(""),
        };
        Said {
            id: record.id.clone(),
            at: record.at,
            section: self.section(record),
            who,
            is_named: is_named(speaker) && is_named(whom) && with.into_iter().all(is_named),
            kind: kind.to_owned(),
            words: if record.is(&contribution::EXACT) {
                quoted(text)
            } else {
                text.to_owned()
            },
            is_childs: self
                .named(speaker)
                .is_some_and(|one| one.is_a(&child::KIND)),
        }
    }

    fn view(&self, view: &RecordView) -> Said {
        let child = self.name(view.text(&childs_view::CHILD));
        let channel = view.text(&childs_view::CHANNEL);
        let words = childs_view::CHANNEL.words_of(channel, self.minutes.settings());
        Said {
            id: view.id.clone(),
            at: view.at,
            section: self.section(view),
            who: child,
            is_named: true,
            kind: words.to_owned(),
            words: quoted(view.text(&childs_view::WORDS)),
            is_childs: true,
        }
    }

    fn section(&self, record: &RecordView) -> String {
        let id = record.section.as_deref();
        let place = id.and_then(|id| self.minutes.agenda().place(id));
        place.map_or_else(String::new, |place| {
            format!("{}  {}", place.number, place.section.title)
        })
    }

    /// Who has the talking piece in this section, and whose turn is next in the round: by the rule of the talking piece,
    /// from nothing but what everybody may know. What Tab offers the minute-taker is a guess, and not for the wall.
    pub(super) fn turns(&self, section: &Section) -> (Option<String>, Option<String>) {
        let is_here = |id: &str| {
            let mut stays = self.minutes.stays_of(id);
            stays.any(|stay| stay.left.is_none())
        };
        let has_come = |record: &&RecordView| self.minutes.stays_of(&record.id).next().is_some();
        let knows = self.records(&child::KIND).any(|one| has_come(&one))
            || self.records(&person::KIND).any(|one| has_come(&one));
        let children = self
            .records(&child::KIND)
            .filter(|child| is_here(&child.id));
        let words = self.minutes.settings().vocabularies();
        let people = self.records(&person::KIND).filter(|person| {
            let is_in = match knows {
                true => is_here(&person.id),
                false => is_expected(*person, words),
            };
            side(*person) != Side::Beside && is_in
        });
        let named = children
            .chain(people)
            .filter(|record| !record.text(&person::NAME).is_empty());
        let round = in_order(named, &section.first_voice, words);
        let ids: Vec<&str> = round.iter().map(|record| record.id.as_str()).collect();
        let said: Vec<&str> = self
            .reading
            .of(&contribution::KIND)
            .filter(|record| record.section.as_deref() == Some(section.id.as_str()))
            .map(|record| record.text(&contribution::SPEAKER))
            .collect();
        let next = whose_turn(&ids, said.iter().copied().skip(first_looked_at(said.len())));
        let next = next.and_then(|at| round.get(at).copied());
        // The speaker is known even where the words still have to be looked at.
        let spoke = self.records(&contribution::KIND);
        let spoke = spoke
            .filter(|record| !matches!(record.text(&contribution::SPEAKER), "" | "minute_taker"));
        let holder = spoke
            .last()
            .filter(|last| last.section.as_deref() == Some(section.id.as_str()))
            .and_then(|last| self.named(last.text(&contribution::SPEAKER)));
        (holder.map(in_the_round), next.map(in_the_round))
    }
}

/// A child by the name it likes, everybody else by the whole name.
fn in_the_round(record: &RecordView) -> String {
    let seat = seat(record);
    if seat.is_child {
        seat.called
    } else {
        seat.name
    }
    .to_owned()
}

/// A child's exact words go on the wall only once the meeting has been told them. Whether they may be open at all was
/// decided earlier: the record is in the open minutes.
fn is_told(view: &RecordView) -> bool {
    let told =
        !view.text(&childs_view::SHARED).is_empty() || !view.text(&childs_view::READ_BY).is_empty();
    told && !view.text(&childs_view::WORDS).is_empty()
}

fn quoted(words: &str) -> String {
    format!("\u{201c}{words}\u{201d}")
}
