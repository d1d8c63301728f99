//! The library of past minutes: the list of meetings, and searching them all. It uses the index in the cache folder
//! where there is one, and the files where there is none; both give the same result. It writes nothing but the index.
//!
//! The system is asked each time, for each meeting shown, what may be read: a right that was taken away a moment ago is
//! gone, whatever the index still holds.

mod dates;
mod finding;
mod one_meeting;
mod seals;
mod upkeep;

pub use dates::Dates;
pub use upkeep::Progress;

use self::one_meeting::Wanted;
use self::seals::Seals;
use crate::domain::meeting::Phase;
use crate::domain::search::Card;
use crate::domain::settings::library::LibrarySettings;
use crate::domain::text::sanitise::clean_line;
use crate::store::disk::{Disk, RealDisk};
use crate::store::index::{self, Reader, Rescued, Stamp};
use crate::store::lock;
use crate::store::paths::{MeetingFolder, MeetingId, Paths};
use std::collections::HashSet;
use std::path::PathBuf;

/// With at most this many meetings, the list is brought up to date before it is shown.
const FEW: usize = 500;

#[derive(Debug, Clone)]
pub struct Library {
    places: Paths,
    /// Where the index is stored; `None` when none is wanted, or there is no place for it.
    index: Option<PathBuf>,
}

#[derive(Debug, Default)]
pub struct UpToDate {
    /// Meetings that the index lacks or has in an older state: they are read from their files.
    stale: Vec<MeetingFolder>,
    /// Meetings that the index may still have but that no longer exist.
    gone: HashSet<String>,
    /// Identifies the index: one that was rebuilt since may lack meetings that are not named here.
    born: Option<i64>,
    pub meetings: usize,
}

struct LookedAt {
    folder: MeetingFolder,
    /// How it looked when it was indexed; `None`: read it from its files.
    before: Option<Stamp>,
    now: Stamp,
}

impl UpToDate {
    fn stale_ids(&self) -> HashSet<&str> {
        let ids = self.stale.iter().map(|folder| folder.id.as_str());
        ids.collect()
    }
}

impl Library {
    pub fn open(places: &Paths, settings: LibrarySettings) -> Library {
        let index = places.index();
        if !settings.index
            && let Some(folder) = &index
        {
            // An index that cannot be removed is not used either.
            let _ = index::remove_every_version(folder);
        }
        Library {
            places: places.clone(),
            index: index.filter(|_| settings.index),
        }
    }

    /// Few enough meetings that looking at all of them takes no noticeable time.
    pub fn is_small(&self) -> bool {
        !self.places.are_more_than(FEW)
    }

    /// The first rows of the list as indexed, without looking at the other meetings; interrupted ones come first. Empty
    /// when there is no index yet. A meeting that is gone, or of which less may be read than when it was indexed, is
    /// left out until its files are read.
    pub fn first_cards(&self, limit: usize) -> Vec<Card> {
        let Some(reader) = self.index.as_deref().and_then(Reader::open) else {
            return Vec::new();
        };
        let rescued = Rescued::of(&self.places);
        let mut cards = reader.cards(Some(limit)).unwrap_or_default();
        cards.retain(|card| {
            let looked = self.look_again(&reader, &card.id, &rescued);
            looked.is_some_and(|it| {
                let before = it.before.as_ref();
                says_something(card)
                    && !before.is_some_and(|before| it.now.may_read_less_than(before))
            })
        });
        self.look_at_locks(cards.iter_mut(), Some(&reader));
        cards
    }

    /// A session that goes on elsewhere was not interrupted; only its lock can tell. Closed meetings are not asked:
    /// there are thousands.
    fn look_at_locks<'a>(
        &self,
        cards: impl Iterator<Item = &'a mut Card>,
        reader: Option<&Reader>,
    ) {
        for card in cards.filter(|card| card.state != Phase::Closed.word()) {
            let folder = self.folder_of(&card.id, reader);
            if let Some(folder) = folder.filter(|folder| lock::look(folder).is_some()) {
                card.interrupted_at = None;
                // A list that was started before this program opened a meeting may finish after it.
                card.open_elsewhere = !lock::is_held_here(&folder);
            }
        }
    }

    /// From the index, or otherwise by looking into each year.
    fn folder_of(&self, id: &str, reader: Option<&Reader>) -> Option<MeetingFolder> {
        let id = MeetingId::parse(id)?;
        let listed = reader.and_then(|reader| reader.meeting(id.as_str()).ok().flatten());
        match listed {
            Some(listed) => Some(MeetingFolder {
                id,
                path: self.places.meetings().join(listed.folder),
            }),
            None => self.places.folder_of(&id),
        }
    }

    /// Looks at the files of an indexed meeting; `None` when it is not in the index.
    fn look_again(&self, reader: &Reader, id: &str, rescued: &Rescued) -> Option<LookedAt> {
        let listed = reader.meeting(id).ok()??;
        let folder = MeetingFolder {
            id: MeetingId::parse(id)?,
            path: self.places.meetings().join(&listed.folder),
        };
        let now = Stamp::look(&folder, rescued, listed.stamp.as_ref());
        Some(LookedAt {
            folder,
            before: listed.stamp,
            now,
        })
    }

    /// The whole list, newest first, each row as the meeting's files are now. `told` receives the progress while files
    /// are read, and returns whether to go on.
    pub fn all_cards(&self, told: &mut dyn FnMut(Progress) -> bool) -> Vec<Card> {
        let up_to_date = self.upkeep(told);
        let mut cards = self.cards(&up_to_date);
        cards.retain(|card| card.put_away.is_none());
        cards
    }

    /// Those that go on, newest first: where only these are wanted, nothing is indexed, and no meeting is read that is as it
    /// was when it was indexed or is sealed as it stands.
    pub fn cards_that_go_on(&self) -> Vec<Card> {
        let reader = self.index.as_deref().and_then(Reader::open);
        let known = reader.as_ref().and_then(|it| it.known().ok());
        let known = known.unwrap_or_default();
        let rescued = Rescued::of(&self.places);
        let mut as_indexed: HashSet<String> = HashSet::new();
        let changed = |folder: &MeetingFolder| {
            let id = folder.id.as_str();
            let before = known.get(id).and_then(|text| Stamp::parse(text));
            let now = Stamp::look(folder, &rescued, before.as_ref());
            match before {
                Some(before) if before == now => {
                    as_indexed.insert(id.to_owned());
                    false
                }
                _ => !now.is_empty() && !now.is_sealed_as_it_stands(),
            }
        };
        let changed: Vec<MeetingFolder> = self.folders().into_iter().filter(changed).collect();
        let indexed = reader.as_ref().and_then(|it| it.cards(None).ok());
        let mut cards = indexed.unwrap_or_default();
        cards.retain(|card| as_indexed.contains(&card.id));
        cards.extend(self.read_cards(&changed));
        cards.retain(|card| card.state != Phase::Closed.word() && card.put_away.is_none());
        cards.retain(says_something);
        self.look_at_locks(cards.iter_mut(), reader.as_ref());
        sort(&mut cards);
        cards
    }

    /// Those that were put away, and no others.
    pub fn cards_put_away(&self, told: &mut dyn FnMut(Progress) -> bool) -> Vec<Card> {
        let up_to_date = self.upkeep(told);
        let mut cards = self.cards(&up_to_date);
        cards.retain(|card| card.put_away.is_some());
        cards
    }

    /// The list after [`Library::upkeep`], with those that were put away: the screen keeps them apart.
    pub fn cards(&self, up_to_date: &UpToDate) -> Vec<Card> {
        let reader = self.reader_of(up_to_date);
        let known = reader.as_ref().and_then(|it| it.cards(None).ok());
        let mut cards = match known {
            // The index, without what has gone from the folders or changed since.
            Some(mut cards) => {
                let stale = up_to_date.stale_ids();
                cards.retain(|card| {
                    let id = card.id.as_str();
                    !up_to_date.gone.contains(id) && !stale.contains(id)
                });
                cards.extend(self.read_cards(&up_to_date.stale));
                cards
            }
            None => self.read_cards(&self.folders()),
        };
        cards.retain(says_something);
        self.look_at_locks(cards.iter_mut(), reader.as_ref());
        self.tell_of_folders(&mut cards);
        sort(&mut cards);
        cards
    }

    /// Only the index that was brought up to date, not another that has replaced it since.
    fn reader_of(&self, up_to_date: &UpToDate) -> Option<Reader> {
        let reader = Reader::open(self.index.as_deref()?)?;
        let born = reader.born().ok();
        (born.is_some() && born == up_to_date.born).then_some(reader)
    }

    /// Years that cannot be looked into each get a row that says so. So does an id with several folders, or its own row
    /// says it.
    fn tell_of_folders(&self, cards: &mut Vec<Card>) {
        let Ok(listed) = self.places.look(&RealDisk) else {
            return;
        };
        let closed = listed.closed_years.into_iter();
        cards.extend(closed.map(|(year, why)| Card {
            id: year,
            note: why.to_string(),
            ..Card::default()
        }));
        for twice in &listed.twice {
            let words = clean_line(&twice.problem().to_string());
            let id = twice.id.as_str();
            match cards.iter_mut().find(|card| card.id == id) {
                Some(card) => card.note = format!("{words} {}", card.note).trim_end().to_owned(),
                None => cards.push(Card {
                    id: id.to_owned(),
                    note: words,
                    ..Card::default()
                }),
            }
        }
    }

    /// What is wrong with the folders of meetings, in words.
    fn troubles_of_folders(&self) -> Vec<String> {
        let listed = self.places.look(&RealDisk).unwrap_or_default();
        let closed = listed.closed_years.iter().map(|(_, why)| why.to_string());
        let twice = listed.twice.iter().map(|twice| twice.problem().to_string());
        closed.chain(twice).collect()
    }

    fn read_cards(&self, folders: &[MeetingFolder]) -> Vec<Card> {
        let rescued = Rescued::of(&self.places);
        let seals = Seals::of(&self.places, folders);
        let read = folders.iter().map(|folder| {
            let stamp = Stamp::look(folder, &rescued, None);
            one_meeting::read(&seals, &RealDisk, folder, &stamp, Wanted::Card).card
        });
        let cards = read.collect();
        seals.keep();
        cards
    }

    fn folders(&self) -> Vec<MeetingFolder> {
        self.places.all(&RealDisk as &dyn Disk).unwrap_or_default()
    }
}

/// Of a meeting that may not be read only the id is known: that is not worth a row.
fn says_something(card: &Card) -> bool {
    card.at.is_some() || !card.note.is_empty() || !card.title.is_empty()
}

/// Newest first; at the same time, by id.
fn sort(cards: &mut [Card]) {
    cards.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| a.id.cmp(&b.id)));
}
