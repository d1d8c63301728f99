//! Makes a library of made-up meetings, the same one for the same seed: minutes of 20 to 30 kB over several years, some
//! with a restricted part. The program itself records a few meetings, line by line; each is then varied with other
//! words, names and days in the places where a slot was typed.

use super::chance::Chance;
use super::sealer::{Sealed, chained, put_on_record, seal};
use super::template::{ENTRIES, Piece, RESTRICTED_ENTRIES, Slot, Template, Templates, write};
use chrono::{Days, NaiveDate};
use std::fs;
use std::path::{Path, PathBuf};

/// Occurs several times in every meeting.
pub const COMMON: &str = "school";
/// Occurs in one meeting of a thousand.
pub const RARE: &str = "quillstone";
/// Occurs in one meeting of twenty; each of its words is common.
pub const PHRASE: &str = "quiet in school";
/// Occurs only in restricted parts, in one meeting of a hundred.
pub const RESTRICTED: &str = "gatehouse";

/// Years with meetings, from 2018 on.
const YEARS: usize = 9;

const FIRST_NAMES: &[&str] = &[
    "Ella", "Noah", "Siân", "Tomos", "Ada", "Jude", "Zoë", "Idris", "Mina", "Oskar", "Ffion",
    "Bram",
];
const LAST_NAMES: &[&str] = &[
    "Quillfeather",
    "Tumbledown",
    "Halfpenny",
    "Wordsworthy",
    "Marlowe",
    "Okra",
    "Chalkley",
    "Lanternby",
    "Pestle",
    "Rooftree",
    "Bannister",
    "Ŵynnstay",
];
const ORDINARY: &[&str] = &[
    "the", "and", "we", "they", "she", "he", "was", "is", "at", "in", "home", "with", "mother",
    "father", "children", "said", "that", "would", "like", "more", "help", "from", "when", "quiet",
    "school", "week", "nurse", "family", "worried", "since", "summer", "because", "talk",
    "together", "plan", "visit",
];

pub struct Maker {
    templates: Templates,
    words: Vec<String>,
}

struct Meeting {
    id: String,
    before: String,
    day: NaiveDate,
    reference: String,
    last: String,
    chair: String,
    first: Vec<String>,
    said: Vec<String>,
    hidden: Vec<String>,
}

impl Maker {
    /// Has the program record the meetings that are varied, in a folder of their own.
    pub fn new(program: &Path) -> Maker {
        let templates = Templates::new(program);
        let mut chance = Chance::new(99);
        let words = (0..4000).map(|_| word(&mut chance)).collect();
        Maker { templates, words }
    }

    /// Writes `count` meetings below a data folder; their ids do not depend on how many there are. Without a journal and
    /// a seal they are as if they came from elsewhere.
    pub fn make(&self, data: &Path, count: usize, seed: u64, sealed: bool) {
        let mut years: Vec<PathBuf> = Vec::new();
        for year in (2018..).take(YEARS) {
            let path = data.join("meetings").join(year.to_string());
            fs::create_dir_all(&path).unwrap();
            close(&path);
            years.push(path);
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let made: Vec<Sealed> = std::thread::scope(|scope| {
            let made: Vec<_> = (0..threads)
                .map(|thread| {
                    let years = &years;
                    scope.spawn(move || {
                        let numbers = (thread..count).step_by(threads);
                        numbers
                            .filter_map(|number| self.make_one(years, number, seed, sealed))
                            .collect::<Vec<Sealed>>()
                    })
                })
                .collect();
            made.into_iter()
                .flat_map(|made| made.join().unwrap())
                .collect()
        });
        close(&data.join("meetings"));
        if sealed {
            put_on_record(data, &made);
            close(&data.join("seals"));
        }
        close(data);
    }

    /// A review comes after the meeting with the number before.
    fn begun(&self, number: usize, seed: u64) -> (&Template, Chance, usize, String) {
        let mut chance = Chance::new(seed.wrapping_mul(1_000_003) + number as u64 + 1);
        for _ in 0..8 {
            chance.below(2);
        }
        let year = chance.below(YEARS);
        let id = id(&mut chance);
        (self.templates.of(number), chance, year, id)
    }

    fn make_one(
        &self,
        years: &[PathBuf],
        number: usize,
        seed: u64,
        sealed: bool,
    ) -> Option<Sealed> {
        let (template, mut chance, year, id) = self.begun(number, seed);
        let before = number.saturating_sub(1);
        let day = NaiveDate::from_ymd_opt(
            2018 + i32::try_from(year).unwrap(),
            1 + chance.below(12) as u32,
            1 + chance.below(28) as u32,
        );
        let meeting = Meeting {
            id,
            before: self.begun(before, seed).3,
            day: day.unwrap(),
            reference: format!(
                "{}-{}",
                1000 + number % 9000,
                (b'A' + (number % 26) as u8) as char
            ),
            last: pick(&mut chance, LAST_NAMES),
            chair: format!(
                "{} {}",
                pick(&mut chance, FIRST_NAMES),
                pick(&mut chance, LAST_NAMES)
            ),
            first: (0..2).map(|_| pick(&mut chance, FIRST_NAMES)).collect(),
            said: (0..ENTRIES)
                .map(|at| self.sentence(&mut chance, number, at))
                .collect(),
            hidden: (0..RESTRICTED_ENTRIES)
                .map(|at| {
                    let word = if number % 100 == 7 && at == 0 {
                        RESTRICTED
                    } else {
                        "nearby"
                    };
                    format!("the address is {word} {}", self.words[chance.below(400)])
                })
                .collect(),
        };
        let folder = years[year].join(&meeting.id);
        fs::create_dir(&folder).unwrap();
        let minutes = meeting.filled(&template.minutes);
        let restricted = meeting.filled(&template.restricted);
        let mut outputs = vec![("minutes.json", minutes.as_str())];
        if number % 2 == 1 {
            outputs.push(("restricted.json", restricted.as_str()));
        }
        for (name, text) in &outputs {
            write(&folder.join(name), text);
        }
        let seal = sealed.then(|| {
            fs::create_dir(folder.join("journal")).unwrap();
            close(&folder.join("journal"));
            let journal = chained(&meeting.filled(&template.journal));
            seal(&folder, &template.journal_name, &journal, &outputs)
        });
        close(&folder);
        seal.map(|seal| Sealed {
            id: meeting.id,
            seal,
        })
    }

    fn sentence(&self, chance: &mut Chance, number: usize, at: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for _ in 0..12 + chance.below(18) {
            if chance.below(3) > 0 {
                words.push(ORDINARY[chance.below(ORDINARY.len())]);
            } else {
                // A few words are said often, and many hardly ever.
                let most = self.words.len() >> chance.below(7);
                words.push(&self.words[chance.below(most)]);
            }
        }
        if number % 1000 == 3 && at == 5 {
            words.push(RARE);
        }
        if number % 20 == 11 && at == 9 {
            words.push(PHRASE);
        }
        words.join(" ")
    }
}

impl Meeting {
    fn filled(&self, pieces: &[Piece]) -> String {
        let mut text = String::with_capacity(32 * 1024);
        for piece in pieces {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Slot(slot) => text.push_str(&self.in_slot(*slot)),
            }
        }
        text
    }

    fn in_slot(&self, slot: Slot) -> String {
        match slot {
            Slot::Id => self.id.clone(),
            Slot::Before => self.before.clone(),
            Slot::Day(after) => (self.day + Days::new(after)).to_string(),
            Slot::Reference => self.reference.clone(),
            Slot::First(at) => self.first[at].clone(),
            Slot::Last => self.last.clone(),
            Slot::Chair => self.chair.clone(),
            Slot::Said(at) => self.said[at].clone(),
            Slot::Hidden(at) => self.hidden[at].clone(),
        }
    }
}

fn id(chance: &mut Chance) -> String {
    const LETTERS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..12).map(|_| LETTERS[chance.below(32)] as char).collect()
}

fn word(chance: &mut Chance) -> String {
    let parts = 2 + chance.below(3);
    (0..parts)
        .flat_map(|_| {
            [
                pick_letter(chance, b"bdfgklmnprstvwz"),
                pick_letter(chance, b"aeiou"),
            ]
        })
        .collect()
}

fn pick_letter(chance: &mut Chance, letters: &[u8]) -> char {
    letters[chance.below(letters.len())] as char
}

fn pick(chance: &mut Chance, from: &[&str]) -> String {
    from[chance.below(from.len())].to_owned()
}

/// For its owner alone, as the program makes folders.
fn close(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
}
