//! What it costs to say who speaks, in made-up meetings with the statistics of real ones: of 10,043 contributions of 24
//! committee meetings 52 % went on with the speaker; of the changes 48 % went back to the one before, and 15 % to the next
//! of the round.

use super::driver::Driver;
use talking_piece::domain::line::{Found, find_seat};

/// The same draws on every machine (a linear congruential generator; Knuth, volume 2, 3.3.4).
struct Draws(u64);

impl Draws {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }
}

const GOES_ON: usize = 52;
const GOES_BACK: usize = 48;
const IN_THE_ROUND: usize = 15;

/// Nobody speaks without being here.
fn meeting(people: usize) -> Driver {
    let mut d = Driver::in_conference();
    let first = "BCDFGJLMNPRTVWXZ".as_bytes();
    for at in 0..people.saturating_sub(5) {
        let letters = [
            first[at % first.len()],
            b'A' + u8::try_from(at / first.len()).unwrap(),
        ];
        let letters = std::str::from_utf8(&letters).unwrap();
        d.press(&format!(
            "/person {letters}Q {letters}anna Zephyr{at}; role: teacher; agency: school {at}⏎"
        ));
    }
    d.press("/arrive all⏎/section 3⏎");
    d
}

/// The keys that name this speaker, fewest first: none, Tab once or more, or the shortest beginning that is only theirs.
fn cheapest(d: &Driver, speaker: &str) -> String {
    let meeting = &d.editor().meeting;
    if meeting.holder() == Some(speaker) {
        return String::new();
    }
    let code = meeting.code(speaker).to_lowercase();
    let letters = (1..=code.len())
        .map(|length| &code[..length])
        .find(|begun| matches!(find_seat(begun, meeting), Found::One(id) if id == speaker));
    let letters = format!("{}:", letters.unwrap_or(&code));
    let mut named: Option<String> = None;
    for tabs in 1..letters.chars().count() {
        let next = meeting.next_in_round(named.as_deref());
        named = next.map(|turn| turn.id);
        if named.as_deref() == Some(speaker) {
            return "⇥".repeat(tabs);
        }
    }
    letters
}

/// The keys over the words for each contribution, in hundredths.
fn keys_over_the_words(people: usize, entries: usize, seed: u64) -> usize {
    let mut d = meeting(people);
    let mut draws = Draws(seed);
    let round: Vec<String> = d
        .editor()
        .meeting
        .round()
        .into_iter()
        .map(|turn| turn.id)
        .collect();
    assert!(round.len() >= people.min(5), "{}", round.len());
    let (mut last, mut before) = (0, 1);
    let mut over = 0;
    for entry in 0..entries {
        let now = if entry > 0 && draws.below(100) < GOES_ON {
            last
        } else {
            match draws.below(100) {
                drawn if drawn < GOES_BACK => before,
                drawn if drawn < GOES_BACK + IN_THE_ROUND => (last + 1) % round.len(),
                _ => loop {
                    let other = draws.below(round.len());
                    if other != last {
                        break other;
                    }
                },
            }
        };
        if now != last {
            (before, last) = (last, now);
        }
        let speaker = &round[now];
        let keys = cheapest(&d, speaker);
        let words = format!("words number {entry}");
        let from = d.keys;
        d.press(&format!("{keys}{words}⏎"));
        over += d.keys - from - words.chars().count();
        assert_eq!(
            d.last_speaker(),
            d.editor().meeting.code(speaker),
            "{keys}{words}: {}",
            d.status()
        );
    }
    over * 100 / entries
}

#[test]
fn naming_who_speaks_costs_two_keys_or_fewer() {
    let mut sum = 0;
    for (people, seed) in [(5, 1), (8, 2), (12, 3), (20, 4)] {
        let keys = keys_over_the_words(people, 250, seed);
        println!(
            "{people} people: {}.{:02} keys over the words",
            keys / 100,
            keys % 100
        );
        sum += keys;
    }
    assert!(sum / 4 <= 200, "{sum}");
}
