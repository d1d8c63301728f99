//! Makes a library of made-up meetings, the same one for the same seed: minutes of 20 to 30 kB over several years, some
//! with a restricted part. The program itself takes down a few meetings, line by line; each is then varied by other
//! words, names and days in the places where a slot was typed.
//! Must not know what is measured or tested with it.

use super::chance::Chance;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Stands in every meeting, several times.
pub const COMMON: &str = "school";
/// Stands in one meeting of a thousand.
pub const RARE: &str = "quillstone";
/// Stands in one meeting of twenty; each of its words is common.
pub const PHRASE: &str = "quiet in school";
/// Stands in restricted parts alone, in one meeting of a hundred.
pub const RESTRICTED: &str = "gatehouse";

/// Contributions of a meeting.
const ENTRIES: usize = 22;
/// Entries that are restricted, in every second meeting.
const RESTRICTED_ENTRIES: usize = 2;

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

/// What is varied.
pub struct Maker {
    templates: Vec<Template>,
    words: Vec<String>,
}

/// A meeting that was taken down, with its slots.
struct Template {
    minutes: Vec<Piece>,
    restricted: Vec<Piece>,
}

enum Piece {
    Text(String),
    Slot(Slot),
}

#[derive(Clone, Copy)]
enum Slot {
    Id,
    Day,
    Reference,
    First(usize),
    Last,
    Chair,
    Said(usize),
    Hidden(usize),
}

/// One meeting to be written.
struct Meeting {
    id: String,
    day: String,
    reference: String,
    last: String,
    chair: String,
    first: Vec<String>,
    said: Vec<String>,
    hidden: Vec<String>,
}

impl Maker {
    /// Lets the program take down the meetings that are varied, in a folder of their own.
    pub fn new(program: &Path) -> Maker {
        let templates = (1..=2)
            .map(|children| template(program, children))
            .collect();
        let mut chance = Chance::new(99);
        let words = (0..4000).map(|_| word(&mut chance)).collect();
        Maker { templates, words }
    }

    /// Writes so many meetings below a data folder. Their ids do not depend on how many there are.
    pub fn make(&self, data: &Path, count: usize, seed: u64) {
        let mut years: Vec<PathBuf> = Vec::new();
        for year in 2018..=2026 {
            let path = data.join("meetings").join(year.to_string());
            fs::create_dir_all(&path).unwrap();
            close(&path);
            years.push(path);
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let years = &years;
                scope.spawn(move || {
                    for number in (thread..count).step_by(threads) {
                        self.make_one(years, number, seed);
                    }
                });
            }
        });
        close(&data.join("meetings"));
        close(data);
    }

    fn make_one(&self, years: &[PathBuf], number: usize, seed: u64) {
        let mut chance = Chance::new(seed.wrapping_mul(1_000_003) + number as u64 + 1);
        for _ in 0..8 {
            chance.below(2);
        }
        let template = &self.templates[number % self.templates.len()];
        let year = chance.below(years.len());
        let meeting = Meeting {
            id: id(&mut chance),
            day: format!(
                "{}-{:02}-{:02}",
                2018 + year,
                1 + chance.below(12),
                1 + chance.below(28)
            ),
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
        write(
            &folder.join("minutes.json"),
            &meeting.filled(&template.minutes),
        );
        if number % 2 == 1 {
            write(
                &folder.join("restricted.json"),
                &meeting.filled(&template.restricted),
            );
        }
        close(&folder);
    }

    fn sentence(&self, chance: &mut Chance, number: usize, at: usize) -> String {
        let mut words: Vec<&str> = Vec::new();
        for _ in 0..14 + chance.below(18) {
            if chance.below(3) > 0 {
                words.push(ORDINARY[chance.below(ORDINARY.len())]);
            } else {
                // Few words are said often, and many hardly ever.
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
            text.push_str(match piece {
                Piece::Text(text) => text,
                Piece::Slot(Slot::Id) => &self.id,
                Piece::Slot(Slot::Day) => &self.day,
                Piece::Slot(Slot::Reference) => &self.reference,
                Piece::Slot(Slot::First(at)) => &self.first[*at],
                Piece::Slot(Slot::Last) => &self.last,
                Piece::Slot(Slot::Chair) => &self.chair,
                Piece::Slot(Slot::Said(at)) => &self.said[*at],
                Piece::Slot(Slot::Hidden(at)) => &self.hidden[*at],
            });
        }
        text
    }
}

/// The lines of a meeting with slots: words that no vocabulary has.
fn lines(children: usize) -> String {
    let mut lines = String::from("/meeting Slotref; venue: Elm Room\n");
    for child in 0..children {
        lines.push_str(&format!(
            "/child Slotfirst{child} Slotlast; born: 4 Mar 201{}\n",
            3 + child
        ));
    }
    lines.push_str(
        "/person MO Kasia Slotlast; role: mother\n/person CH Slotchair; role: Chair\n\
         /person SW Anil Sampler; role: social worker; agency: children's services\n\
         /person HV Juno Example; role: health visitor; agency: health\n/begin\n/section 3\n",
    );
    let speakers = ["MO", "SW", "HV", "CH"];
    for at in 0..ENTRIES {
        let sign = ["", "! ", "+ ", "* "][at % 4];
        lines.push_str(&format!(
            "{}: {sign}Slotsaid{at}x\n",
            speakers[at % speakers.len()]
        ));
    }
    for at in 0..RESTRICTED_ENTRIES {
        lines.push_str(&format!("SW: Slothidden{at}x #restricted\n"));
    }
    for child in 0..children {
        lines.push_str(&format!(
            "/view Slotfirst{child}; by: not asked; reason: made up for a library\n"
        ));
    }
    lines.push_str(
        "/action Kasia books speech therapy; who: MO; by: 12 Dec; measure: letter seen\n\
         /close made up for a library\n",
    );
    lines
}

fn template(program: &Path, children: usize) -> Template {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("lines");
    write(&file, &lines(children));
    let output = Command::new(program)
        .args(["take", "--new", "--lines"])
        .arg(&file)
        .env_clear()
        .env("HOME", home.path())
        .env("LANG", "C.UTF-8")
        .env("TALKING_PIECE_DATA", home.path().join("data"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let id = said.lines().last().unwrap_or_default().to_owned();
    let years = fs::read_dir(home.path().join("data/meetings")).unwrap();
    let mut folders = years.map(|year| year.unwrap().path().join(&id));
    let folder = folders.find(|folder| folder.is_dir()).unwrap();
    let minutes = fs::read_to_string(folder.join("minutes.json")).unwrap();
    assert!(
        minutes.contains("\"state\": \"closed\""),
        "not closed: {said}"
    );
    let at = minutes.find("\"created_at\": \"").unwrap() + 15;
    let day = minutes[at..at + 10].to_owned();
    let restricted = fs::read_to_string(folder.join("restricted.json")).unwrap();
    Template {
        minutes: pieces(&minutes, &id, &day),
        restricted: pieces(&restricted, &id, &day),
    }
}

/// Takes a file apart at its slots.
fn pieces(text: &str, id: &str, day: &str) -> Vec<Piece> {
    let mut slots: Vec<(String, Slot)> = vec![
        (id.to_owned(), Slot::Id),
        (day.to_owned(), Slot::Day),
        ("Slotref".to_owned(), Slot::Reference),
        ("Slotfirst0".to_owned(), Slot::First(0)),
        ("Slotfirst1".to_owned(), Slot::First(1)),
        ("Slotlast".to_owned(), Slot::Last),
        ("Slotchair".to_owned(), Slot::Chair),
    ];
    slots.extend((0..ENTRIES).map(|at| (format!("Slotsaid{at}x"), Slot::Said(at))));
    slots.extend((0..RESTRICTED_ENTRIES).map(|at| (format!("Slothidden{at}x"), Slot::Hidden(at))));
    let mut places: Vec<(usize, usize, Slot)> = Vec::new();
    for (name, slot) in &slots {
        let found = text.match_indices(name.as_str());
        places.extend(found.map(|(at, _)| (at, name.len(), *slot)));
    }
    places.sort_by_key(|place| place.0);
    let mut pieces = Vec::new();
    let mut done = 0;
    for (at, length, slot) in places {
        pieces.push(Piece::Text(text[done..at].to_owned()));
        pieces.push(Piece::Slot(slot));
        done = at + length;
    }
    pieces.push(Piece::Text(text[done..].to_owned()));
    pieces
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

fn write(path: &Path, text: &str) {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = fs::OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .unwrap();
    file.write_all(text.as_bytes()).unwrap();
}

/// For its owner alone, as the program makes folders.
fn close(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
}
