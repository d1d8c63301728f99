//! What goes wrong when somebody types while eight people talk, and what other programs do to a line on its way. Every
//! slip is made from a seed, so that a run can be had again.

/// A small generator of numbers (splitmix64): the same seed gives the same slips on every machine.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count.max(1)).unwrap()).unwrap()
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

type Slip = fn(&str, &mut Dice) -> Option<String>;

pub const SLIPS: &[(&str, Slip)] = &[
    ("two letters swapped", swapped),
    ("two letters swapped in the label", swapped_early),
    ("a space forgotten", |line, dice| {
        without(line, dice, |letter| letter == ' ')
    }),
    ("a letter typed twice", doubled),
    ("a letter left out", |line, dice| {
        without(line, dice, char::is_alphabetic)
    }),
    ("the key beside it", beside),
    ("the key beside the sign", beside_sign),
    ("a colon or semicolon left out", |line, dice| {
        without(line, dice, |letter| matches!(letter, ':' | ';'))
    }),
    ("another separator", other_separator),
    ("the colon after the label is wrong", |line, dice| {
        first_colon(
            line,
            dice,
            &[
                "",
                ";",
                ".",
                ",",
                " -",
                ">",
                "::",
                " :",
                ")",
                "=",
                "\u{ff1a}",
                " \u{2013}",
            ],
        )
    }),
    ("a label of another council", other_label),
    ("a label of another council at the end", |line, dice| {
        line.starts_with('/')
            .then(|| format!("{line}; {} made up", dice.one_of(OTHER_LABELS)))
    }),
    ("copied from a chat", chat),
    ("copied from an e-mail", email),
    ("corrected by the telephone", corrected),
    ("curly quotation marks and long dashes", curly),
    ("spaces that do not break", |line, dice| {
        spaced(line, dice, "\u{a0}")
    }),
    ("two spaces or a tab", |line, dice| {
        let space = dice.one_of(&["  ", "\t", " \u{200b}", "   "]);
        spaced(line, dice, space)
    }),
    ("caps lock", |line, _| {
        Some(
            line.chars()
                .map(|letter| match letter.is_lowercase() {
                    true => letter.to_uppercase().next().unwrap_or(letter),
                    false => letter.to_lowercase().next().unwrap_or(letter),
                })
                .collect(),
        )
    }),
    ("capitals for a word", capitals),
    ("accents as in Welsh", accents),
    ("cut off by Enter", |line, dice| {
        Some(
            line.chars()
                .take(1 + dice.below(line.chars().count()))
                .collect(),
        )
    }),
    ("a letter in front", |line, dice| {
        Some(format!(
            "{}{line}",
            dice.one_of(&[
                "q",
                " ",
                "'",
                ".",
                "- ",
                "\u{2022} ",
                "1. ",
                "`",
                "* ",
                "> ",
                "("
            ])
        ))
    }),
    ("the slash is wrong", |line, dice| {
        line.strip_prefix('/').map(|rest| {
            format!(
                "{}{rest}",
                dice.one_of(&["", "\\", "//", "/ ", "?", ".", "7", "-"])
            )
        })
    }),
    ("the command is misspelt", misspelt_command),
];

const OTHER_LABELS: &[&str] = &[
    "dob:",
    "ethnicity:",
    "worker:",
    "team manager:",
    "deadline:",
    "responsible:",
    "owner:",
    "timescale:",
    "status:",
    "RAG:",
    "religion:",
    "UPN:",
    "NHS no:",
    "allocated to:",
    "Danger statement:",
    "review date:",
    "signs:",
    "threshold:",
    "legal status:",
    "comments:",
];

fn letters(line: &str) -> Vec<char> {
    line.chars().collect()
}

fn swapped_at(line: &str, from: usize, dice: &mut Dice) -> Option<String> {
    let mut all = letters(line);
    let at = dice.below(from.min(all.len().checked_sub(1)?));
    (at + 1 < all.len()).then(|| all.swap(at, at + 1))?;
    Some(all.into_iter().collect())
}

fn swapped(line: &str, dice: &mut Dice) -> Option<String> {
    swapped_at(line, usize::MAX, dice)
}

fn swapped_early(line: &str, dice: &mut Dice) -> Option<String> {
    swapped_at(line, 5, dice)
}

/// The place of one letter of this sort.
fn place(line: &str, dice: &mut Dice, fits: impl Fn(char) -> bool) -> Option<usize> {
    let all = letters(line);
    let places: Vec<usize> = (0..all.len()).filter(|at| fits(all[*at])).collect();
    (!places.is_empty()).then(|| places[dice.below(places.len())])
}

fn without(line: &str, dice: &mut Dice, fits: impl Fn(char) -> bool) -> Option<String> {
    let mut all = letters(line);
    all.remove(place(line, dice, fits)?);
    Some(all.into_iter().collect())
}

fn with(line: &str, at: usize, text: &str) -> String {
    let before: String = line.chars().take(at).collect();
    let after: String = line.chars().skip(at + 1).collect();
    format!("{before}{text}{after}")
}

fn doubled(line: &str, dice: &mut Dice) -> Option<String> {
    let at = place(line, dice, |_| true)?;
    let letter = line.chars().nth(at)?;
    Some(with(line, at, &format!("{letter}{letter}")))
}

const ROWS: &[&str] = &["qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890"];

fn beside(line: &str, dice: &mut Dice) -> Option<String> {
    let at = place(line, dice, |letter| letter.is_ascii_alphanumeric())?;
    let letter = line.chars().nth(at)?;
    let row = ROWS
        .iter()
        .find(|row| row.contains(letter.to_ascii_lowercase()))?;
    let here = row.find(letter.to_ascii_lowercase())?;
    let there = if here + 1 < row.len() {
        here + 1
    } else {
        here - 1
    };
    let other = row.chars().nth(there)?;
    let other = if letter.is_uppercase() {
        other.to_ascii_uppercase()
    } else {
        other
    };
    Some(with(line, at, &other.to_string()))
}

/// The key beside it, or the same key without Shift.
const SIGNS: &[(char, &[&str])] = &[
    (':', &[";", "@", "l", "\""]),
    (';', &[":", "l", "'", ","]),
    ('"', &["'", "2", "@", "''"]),
    ('\'', &["#", "@", ";", "\u{2019}"]),
    ('#', &["'", "3", "\u{a3}", "~"]),
    ('@', &["'", "2", "\"", "#"]),
    ('+', &["=", "-", "+ +"]),
    ('=', &["-", "+", "=="]),
    ('!', &["1", "\"", "!!"]),
    ('*', &["8", "(", "**"]),
    ('?', &["/", "??", "!"]),
    ('/', &["?", ".", "//", "\\"]),
    (',', &[".", "m", ";"]),
    ('.', &[",", "/", ".."]),
    ('-', &["_", "0", "="]),
];

fn beside_sign(line: &str, dice: &mut Dice) -> Option<String> {
    let at = place(line, dice, |letter| {
        SIGNS.iter().any(|(sign, _)| *sign == letter)
    })?;
    let letter = line.chars().nth(at)?;
    let (_, others) = SIGNS.iter().find(|(sign, _)| *sign == letter)?;
    Some(with(line, at, dice.one_of(others)))
}

fn other_separator(line: &str, dice: &mut Dice) -> Option<String> {
    let at = place(line, dice, |letter| letter == ';')?;
    Some(with(
        line,
        at,
        dice.one_of(&[",", ".", ":", " -", ";;", " |", "\u{ff1b}", " /", " ;"]),
    ))
}

fn first_colon(line: &str, dice: &mut Dice, others: &[&str]) -> Option<String> {
    let at = line.chars().position(|letter| letter == ':')?;
    Some(with(line, at, dice.one_of(others)))
}

fn other_label(line: &str, dice: &mut Dice) -> Option<String> {
    line.strip_prefix('/')?;
    let parts: Vec<&str> = line.split("; ").collect();
    let at = 1 + dice.below(parts.len().checked_sub(1)?);
    let (_, answer) = parts.get(at)?.split_once(": ")?;
    let other = format!("{} {answer}", dice.one_of(OTHER_LABELS));
    let all: Vec<&str> = parts
        .iter()
        .enumerate()
        .map(|(place, part)| if place == at { other.as_str() } else { part })
        .collect();
    Some(all.join("; "))
}

fn chat(line: &str, dice: &mut Dice) -> Option<String> {
    let (label, words) = line
        .split_once(": ")
        .filter(|(label, _)| !label.starts_with('/'))?;
    Some(match dice.below(7) {
        0 => format!("[14:05, 22/11/2026] {label}: {words}"),
        1 => format!("14:05 {label}: {words}"),
        2 => format!("- {label}: {words}"),
        3 => format!("> {label}: {words}"),
        4 => format!("{label} (14:05): {words}"),
        5 => format!("**{label}**: {words}"),
        _ => format!("@{label} {words}"),
    })
}

fn email(line: &str, dice: &mut Dice) -> Option<String> {
    let front = [
        "> ",
        ">> ",
        "From: ",
        "Subject: RE: ",
        "On Monday Made Up wrote: ",
        "Hi all, ",
        "FW: ",
        "| ",
    ];
    let back = [
        " Kind regards, Made Up",
        " Sent from my telephone",
        " -- made.up@made.example",
        " (see attached)",
        " *** This e-mail is confidential ***",
        " <made.up@made.example>",
        " thx x",
    ];
    Some(match dice.below(2) {
        0 => format!("{}{line}", dice.one_of(&front)),
        _ => format!("{line}{}", dice.one_of(&back)),
    })
}

fn corrected(line: &str, dice: &mut Dice) -> Option<String> {
    let mut first = line.chars();
    let head = first.next()?;
    Some(match dice.below(6) {
        0 => format!("{}{}", head.to_uppercase(), first.as_str().to_lowercase()),
        1 => line.replacen(": ", ": \u{1f642} ", 1),
        2 => line.replacen(": ", ":) ", 1),
        3 => line.replacen(" - ", " \u{2013} ", 1).replacen(". ", ".", 1),
        4 => line.replacen(" i", " I", 1),
        _ => format!("{line}."),
    })
}

fn curly(line: &str, _: &mut Dice) -> Option<String> {
    let mut open = false;
    let curled: String = line
        .chars()
        .map(|letter| match letter {
            '"' => {
                open = !open;
                if open { '\u{201c}' } else { '\u{201d}' }
            }
            '\'' => '\u{2019}',
            '-' => '\u{2013}',
            letter => letter,
        })
        .collect();
    Some(curled.replace("...", "\u{2026}"))
}

fn spaced(line: &str, dice: &mut Dice, space: &str) -> Option<String> {
    match dice.below(2) {
        0 => Some(line.replace(' ', space)),
        _ => Some(with(
            line,
            place(line, dice, |letter| letter == ' ')?,
            space,
        )),
    }
}

fn capitals(line: &str, dice: &mut Dice) -> Option<String> {
    let all: Vec<&str> = line.split(' ').collect();
    let at = dice.below(all.len());
    let all: Vec<String> = all
        .iter()
        .enumerate()
        .map(|(place, word)| {
            if place == at {
                word.to_uppercase()
            } else {
                (*word).to_owned()
            }
        })
        .collect();
    Some(all.join(" "))
}

fn accents(line: &str, dice: &mut Dice) -> Option<String> {
    let at = place(line, dice, |letter| "aeiouwyAEIOUWY".contains(letter))?;
    let letter = line.chars().nth(at)?;
    let (_, accented) = [
        ('a', "\u{e2}"),
        ('e', "\u{ea}"),
        ('i', "\u{ee}"),
        ('o', "\u{f4}"),
        ('u', "\u{fb}"),
        ('w', "\u{175}"),
        ('y', "\u{177}"),
    ]
    .into_iter()
    .find(|(plain, _)| *plain == letter.to_ascii_lowercase())?;
    Some(with(
        line,
        at,
        &if letter.is_uppercase() {
            accented.to_uppercase()
        } else {
            accented.to_owned()
        },
    ))
}

fn misspelt_command(line: &str, dice: &mut Dice) -> Option<String> {
    let rest = line.strip_prefix('/')?;
    let end = rest.find(' ').unwrap_or(rest.len());
    let (command, rest) = rest.split_at(end);
    let command = match dice.below(4) {
        0 => swapped(command, dice)?,
        1 => without(command, dice, |_| true)?,
        2 => doubled(command, dice)?,
        _ => beside(command, dice)?,
    };
    Some(format!("/{command}{rest}"))
}
