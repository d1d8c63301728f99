//! The headings of a page: where each one is, what it comes under, and which one somebody means.

use super::Page;
use crate::documents::page_rows::Role;
use crate::domain::text::folded::folded;

impl Page {
    /// The heading above the first row on the screen: an index into [`Page::headings`].
    pub fn heading_here(&self) -> Option<usize> {
        self.heading_of(self.top)
    }

    pub fn heading_of(&self, row: usize) -> Option<usize> {
        self.headings
            .partition_point(|at| *at <= row)
            .checked_sub(1)
    }

    pub fn heading_words(&self, heading: usize) -> String {
        let first = self.headings.get(heading).copied().unwrap_or(usize::MAX);
        let mut words = String::new();
        for (at, row) in self.rows.iter().enumerate().skip(first) {
            if at > first && !row.goes_on {
                break;
            }
            if at > first {
                words.push(' ');
            }
            words.push_str(&row.text);
        }
        words
    }

    /// The level of a heading: 1 for the parts of the page.
    pub fn heading_level(&self, heading: usize) -> u8 {
        let row = self.headings.get(heading);
        match row.and_then(|row| self.rows.get(*row)).map(|row| row.role) {
            Some(Role::Heading(level)) => level,
            _ => 1,
        }
    }

    /// The words of a heading after those of the headings it comes under: whose "The plan" it is.
    pub fn heading_path(&self, heading: usize) -> Vec<String> {
        let mut path = vec![self.heading_words(heading)];
        let mut level = self.heading_level(heading);
        for above in (0..heading).rev() {
            if level <= 1 {
                break;
            }
            if self.heading_level(above) < level {
                level = self.heading_level(above);
                path.insert(0, self.heading_words(above));
            }
        }
        path
    }

    pub fn go_to_heading(&mut self, heading: usize) {
        if let Some(row) = self.headings.get(heading) {
            self.top = *row;
        }
    }

    /// The heading somebody means: by its number, by its beginning, by any of its words, or by its words together with
    /// those of the headings above it (`ella plan`).
    pub fn heading_named(&self, words: &str) -> Option<usize> {
        let wanted = folded(words.trim());
        let all: Vec<String> = (0..self.headings.len())
            .map(|heading| folded(&self.heading_words(heading)))
            .collect();
        let numbered = format!("{wanted} ");
        let find = |fits: &dyn Fn(&String) -> bool| all.iter().position(fits);
        let has_all = |heading: &usize| {
            let path = folded(&self.heading_path(*heading).join(" "));
            wanted.split_whitespace().all(|word| path.contains(word))
        };
        find(&|heading| heading.starts_with(&numbered))
            .or_else(|| find(&|heading| heading.starts_with(&wanted)))
            .or_else(|| find(&|heading| heading.contains(&wanted)))
            .or_else(|| (0..all.len()).find(has_all))
            .filter(|_| !wanted.is_empty())
    }
}
