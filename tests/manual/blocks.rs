//! The examples of the manual and of README.md: fenced blocks, each with a word that says what it is.

use talking_piece::documents::manual::PAGES;

/// One block of a page.
pub struct Block<'a> {
    /// `lines`, `shows`, `sh`, `toml quorum` …
    pub word: &'a str,
    /// The line of the page on which its first row is.
    pub at: usize,
    pub rows: Vec<&'a str>,
}

impl<'a> Block<'a> {
    pub fn text(&self) -> String {
        self.rows.iter().map(|row| format!("{row}\n")).collect()
    }

    /// Where its row of this number is, and what it says.
    pub fn place(&self, row: usize) -> String {
        format!("line {}: {}", self.at + row, self.rows[row])
    }
}

pub fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut found: Vec<Block<'_>> = Vec::new();
    let mut is_open = false;
    for (number, row) in page.lines().enumerate() {
        match row.strip_prefix("```") {
            Some(word) if !is_open => {
                is_open = true;
                found.push(Block {
                    word,
                    at: number + 2,
                    rows: Vec::new(),
                });
            }
            Some(_) => is_open = false,
            None if is_open => found.last_mut().unwrap().rows.push(row),
            None => {}
        }
    }
    found
}

/// Every page of the manual, and README.md.
pub fn pages() -> Vec<(&'static str, &'static str)> {
    let readme = ("README", include_str!("../../README.md"));
    let pages = PAGES.iter().map(|page| (page.topic, page.text));
    pages.chain([readme]).collect()
}

/// How many blocks there are whose word begins so, counted by their fences alone.
pub fn count(word: &str) -> usize {
    let fence = format!("```{word}");
    let is_one = |row: &&str| {
        row.strip_prefix(&fence)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    pages()
        .iter()
        .map(|(_, text)| text.lines().filter(is_one).count())
        .sum()
}

/// The words of the screen or of an output as one line: where it was broken does not matter.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether the parts of `wanted` between `…` are in the text, in this order.
pub fn has(text: &str, wanted: &str) -> bool {
    let mut rest = text;
    wanted
        .split('…')
        .map(str::trim)
        .all(|part| match rest.split_once(part) {
            Some((_, after)) => {
                rest = after;
                true
            }
            None => false,
        })
}

/// What is wrong on each page by this way of running it, and how many blocks it ran.
pub fn faults(run: impl Fn(&str) -> (usize, Vec<String>)) -> (usize, Vec<String>) {
    let mut all = (0, Vec::new());
    for (page, text) in pages() {
        let (ran, faults) = run(text);
        all.0 += ran;
        all.1
            .extend(faults.iter().map(|fault| format!("{page}, {fault}")));
    }
    all
}
